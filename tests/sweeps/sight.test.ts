import { expect, test } from 'vitest';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { pdfjsReader } from '#pages/pdfjs/reader.ts';
import { spreadsheetReader } from '#pages/spreadsheet/reader.ts';
import { judgePages } from '../fakes/sight/judge-page.ts';
import { sightPage } from '../fakes/sight/sight-page.ts';
import { sightSheet } from '../fakes/sight/sight-sheet.ts';

const { SEED, RUNS } = process.env;
/** By hand 5,000 of each: `RUNS=5000 npm run test:sweeps -- sight`. */
const count = Number(RUNS ?? 120);
const first = Number(SEED ?? Date.now() % 1_000_000);
/** Of rows that a person sees, in per cent. */
const MOST_HELD = 2;

test.each([
  ['pages', pdfiumReader, sightPage],
  ['pages for pdf.js', pdfjsReader, sightPage],
  ['sheets', spreadsheetReader, sightSheet],
] as const)(`%s drawn from seed ${first} on: no row vanishes or comes out clean that nobody sees`, async (what, reader, draw) => {
  const seeds = Array.from({ length: count }, (_, index) => first + index);
  const { rows, wrong, held } = await judgePages(seeds, reader, draw);
  process.stdout.write(
    `${what}, seeds ${first}…${first + count - 1}: ${rows} rows, ${wrong.length} wrong, ${held.length} held\n`,
  );
  expect(wrong).toEqual([]);
  expect(held.length, held.join('\n')).toBeLessThanOrEqual((rows * MOST_HELD) / 100);
});
