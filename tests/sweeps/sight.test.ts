import { expect, test } from 'vitest';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { judgePages } from '../fakes/sight/judge-page.ts';

const { SEED, RUNS } = process.env;
/** By hand 5,000 pages: `RUNS=5000 npm run test:sweeps -- sight`. */
const pages = Number(RUNS ?? 300);
const first = Number(SEED ?? Date.now() % 1_000_000);
/** Of rows that a person sees, in per cent. */
const MOST_HELD = 2;

test(`pages drawn from seed ${first} on: no row vanishes or comes out clean that nobody sees`, async () => {
  const seeds = Array.from({ length: pages }, (_, index) => first + index);
  const { rows, wrong, held } = await judgePages(seeds, pdfiumReader);
  process.stdout.write(
    `seeds ${first}…${first + pages - 1}: ${rows} rows, ${wrong.length} wrong, ${held.length} held\n`,
  );
  expect(wrong).toEqual([]);
  expect(held.length, held.join('\n')).toBeLessThanOrEqual((rows * MOST_HELD) / 100);
});
