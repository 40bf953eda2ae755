import { expect, test } from 'vitest';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { pdfjsReader } from '#pages/pdfjs/reader.ts';
import { judgePages } from '../../fakes/sight/judge-page.ts';
import { sightPage } from '../../fakes/sight/sight-page.ts';
import { STYLES } from '../../fakes/sight/styles.ts';

const PAGES = 150;
/** Of rows that a person sees, in per cent. */
const MOST_HELD = 2;

const drawnIn = (...names: string[]) => {
  const styles = Object.fromEntries(['plain', ...names].map((name) => [name, STYLES[name] as never]));
  return (seed: number) => sightPage(seed, styles);
};

test('a note on a layer that is off covers nothing', async () => {
  const draw = drawnIn('under a stamp on a layer that is off');
  expect(await judgePages([1, 2, 3], pdfiumReader, draw)).toMatchObject({ wrong: [], held: [] });
  expect(await judgePages([1, 2, 3], pdfjsReader, draw)).toMatchObject({ wrong: [], held: [] });
});

test('a reader that draws nothing reckons what lies behind a word and upon it, and believes no colour that it cannot tell', async () => {
  const seeds = Array.from({ length: 50 }, (_, index) => 1 + index);
  const { rows, wrong, held } = await judgePages(seeds, pdfjsReader);
  expect(wrong).toEqual([]);
  expect(held.length, held.join('\n')).toBeLessThanOrEqual((rows * MOST_HELD) / 100);
});

test('what a person sees on a page is what is read, whatever it is drawn with', async () => {
  const seeds = Array.from({ length: PAGES }, (_, index) => 1 + index);
  const { rows, wrong, held } = await judgePages(seeds, pdfiumReader);
  expect(wrong).toEqual([]);
  expect(held.length, held.join('\n')).toBeLessThanOrEqual((rows * MOST_HELD) / 100);
});
