import { expect, test } from 'vitest';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { judgePages } from '../../fakes/sight/judge-page.ts';

const PAGES = 150;
/** Of rows that a person sees, in per cent. */
const MOST_HELD = 2;

test('what a person sees on a page is what is read, whatever it is drawn with', async () => {
  const seeds = Array.from({ length: PAGES }, (_, index) => 1 + index);
  const { rows, wrong, held } = await judgePages(seeds, pdfiumReader);
  expect(wrong).toEqual([]);
  expect(held.length, held.join('\n')).toBeLessThanOrEqual((rows * MOST_HELD) / 100);
});
