import { expect, test } from 'vitest';
import type { PrintedBook } from '#contracts/printed-book.ts';
import { catalogueOf } from '#functions/catalogue/catalogue-of.ts';
import { taughtIn } from '#functions/catalogue/taught.ts';
import { meaningText } from '#shared/taught-meanings.ts';

type Row = PrintedBook['models'][number]['table']['rows'][number];

const rowOf = ([label, text]: readonly [string, string], at: number): Row => ({
  ...{ section: '', label, units: [], panel: 0, hasColumns: false, sharedAt: null },
  lines: [{ text: label, box: [40, 100 + 12 * at, 150, 110 + 12 * at] }],
  cells: [{ text, box: [200, 100 + 12 * at, 260, 110 + 12 * at], column: null }],
});

const bookOf = (...rows: readonly (readonly [label: string, text: string])[]): PrintedBook => ({
  ...{
    contractVersion: 1,
    document: 'book.pdf',
    sha256: '0'.repeat(64),
    brand: 'LYNX',
    modelYear: 2027,
    pages: 1,
  },
  models: [
    {
      ...{ page: 1, title: 'RAVE RE', box: [40, 40, 200, 60], tagline: null, lists: {}, picture: null },
      table: { box: [40, 100, 400, 400], engines: [], rows: rows.map(rowOf) },
    },
  ],
  ...{ charted: [], powers: [], problems: [], damages: 0, parserVersion: 'test' },
  extractedAt: '2026-09-01T00:00:00.000Z',
});

const BOOK = bookOf(['Overall length', '301 sentim.'], ['Overall width (sentim.)', '119.9']);

test('a unit that nobody knows is read as the one that it is said to be, and its row stays as printed', async () => {
  const units = [
    { ...({ scope: 'D#demo', kind: 'unit', section: '', printed: 'Sentim', means: 'cm' } as const) },
  ].map((one) => ({ ...one, text: meaningText('unit', one.printed) }));
  const [before] = (await catalogueOf(BOOK)).models;
  const [after] = (await catalogueOf(BOOK, { taught: taughtIn(units) })).models;
  expect(before?.dimensions).toEqual({});
  expect(after?.dimensions).toEqual({ overallLength: [{ mm: 3010 }], overallWidth: [{ mm: 1199 }] });
  expect(after?.rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([['301 sentim.'], ['119.9']]);
});
