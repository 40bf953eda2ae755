import { expect, test } from 'vitest';
import { spreadsheetReader } from '#pages/spreadsheet/reader.ts';
import { judgePages } from '../../../fakes/sight/judge-page.ts';
import { sightSheet } from '../../../fakes/sight/sight-sheet.ts';

const SHEETS = 150;
/** Of rows that a person sees, in per cent. */
const MOST_HELD = 2;

test('what a person sees on a sheet is what is read, whatever its cells look like', async () => {
  const seeds = Array.from({ length: SHEETS }, (_, index) => 1 + index);
  const { rows, wrong, held } = await judgePages(seeds, spreadsheetReader, sightSheet);
  expect(wrong).toEqual([]);
  expect(held.length, held.join('\n')).toBeLessThanOrEqual((rows * MOST_HELD) / 100);
});
