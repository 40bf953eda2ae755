import { describe, expect, test } from 'vitest';
import type { CatalogueModel } from '#contracts/catalogue.ts';
import type { PrintedBook } from '#contracts/printed-book.ts';
import { catalogueOf } from '#functions/catalogue/catalogue-of.ts';

type Row = readonly [label: string, ...counts: string[]];

const NAMES = ['SUMMIT NEO', 'BACKCOUNTRY SPORT', 'GRAND TOURING SPORT', 'SKANDIC LE'];
const STARTER: Row = ['Brillig', ...NAMES.map(() => 'Electric')];

/** A page for each name, its rows in labels that mean nothing: the text at its place in each row. */
const seatsPrinted = (
  rows: readonly Row[],
  names = NAMES,
  give: (model: CatalogueModel) => unknown = (model) => model.seatsPrinted,
) => {
  const models = names.map((title, page): PrintedBook['models'][number] => ({
    ...{ page: page + 2, title, box: [40, 40, 200, 60], tagline: null, lists: {}, picture: null },
    table: {
      ...{ box: [40, 100, 400, 400], engines: [] },
      rows: rows.map(([label, ...texts], at) => ({
        ...{ section: 'Wabe', label, units: [], panel: 0, hasColumns: false, sharedAt: null },
        lines: [{ text: label, box: [40, 100 + 12 * at, 150, 110 + 12 * at] }],
        cells: [{ text: texts[page] ?? '', box: [200, 100 + 12 * at, 260, 110 + 12 * at], column: null }],
      })),
    },
  }));
  const book: PrintedBook = {
    ...{
      contractVersion: 1,
      document: 'book.pdf',
      sha256: '0'.repeat(64),
      brand: 'SKI-DOO',
      modelYear: 2029,
    },
    ...{
      pages: 6,
      models,
      charted: [],
      powers: [],
      legend: [],
      named: [],
      problems: [],
      damages: 0,
      parserVersion: '1',
    },
    extractedAt: '2026-09-01T00:00:00.000Z',
  };
  return catalogueOf(book).models.map(give);
};

const NONE = NAMES.map(() => []);

describe('bare counts under a label that nobody knows', () => {
  test('are seats where those of all machines whose names tell their seats are, beside what starts them', () => {
    expect(seatsPrinted([STARTER, ['Toves', '1', '1', '2', '2']])).toEqual([[1], [1], [2], [2]]);
  });

  test('or where a name says how many', () => {
    const names = ['SKANDIC LE', 'EXPEDITION 2-UP', 'TUNDRA LE', 'SUMMIT X'];
    expect(seatsPrinted([['Toves', '2', '2', '1', '1'], STARTER], names)).toEqual([[2], [2], [1], [1]]);
  });

  test.each<[string, Row[]]>([
    ['all alike', [STARTER, ['Toves', '2', '2', '2', '2']]],
    ['that a machine for one has two of', [STARTER, ['Toves', '2', '1', '2', '1']]],
    ['that a machine for two has one of', [STARTER, ['Toves', '1', '1', '1', '2']]],
    ['more than anybody has seats', [STARTER, ['Toves', '1', '1', '2', '4']]],
    ['far from what starts the machine', [STARTER, ['A'], ['B'], ['C'], ['Toves', '1', '1', '2', '2']]],
    ['that two labels have alike', [STARTER, ['Toves', '1', '1', '2', '2'], ['Sockets', '1', '1', '2', '1']]],
    ['of something that labels tell', [STARTER, ['Cylinders', '1', '1', '2', '2']]],
  ])('%s are none', (_, rows) => {
    expect(seatsPrinted(rows)).toEqual(NONE);
  });

  test('need one witness less where a label is about seats, with a word nobody knows', () => {
    expect(seatsPrinted([['Frabjous seat', '1', '1', '2', '2']])).toEqual([[1], [1], [2], [2]]);
  });
});

describe('seats in words under a label that nobody knows', () => {
  const counted = ['Deep snow compact', 'Trail narrow', 'Trail 2-up', 'WideTrack 2-up'];
  test('are seats where some of them say how many', () => {
    expect(seatsPrinted([['Toves', ...counted]])).toEqual([[], [], [2], [2]]);
  });

  test('and may be anything where none does', () => {
    expect(seatsPrinted([['Toves', 'Low', 'Low', 'High', 'Mid']], NAMES, (model) => model.seating)).toEqual(
      NAMES.map(() => null),
    );
  });
});
