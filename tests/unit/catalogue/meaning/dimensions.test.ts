import { describe, expect, test } from 'vitest';
import type { PrintedBook } from '#contracts/printed-book.ts';
import { catalogueOf } from '#functions/catalogue/catalogue-of.ts';

/** Length, width, height and what the skis stand apart, as BRP's and other makers' books print them. */
const MACHINES: readonly (readonly string[])[] = [
  ['3188 mm', '1073 mm', '1395 mm', '930 mm'],
  ['3040 mm', '1211 mm', '1267 mm', '1090 mm'],
  ['3267 mm', '1200 mm', '1513 mm', '1000 mm'],
];

/** The fields of a book's rows, whose labels mean nothing: of each machine its values in the order of the rows. */
const fieldsOf = (machines: readonly (readonly string[])[]) => {
  const models = machines.map((values, page): PrintedBook['models'][number] => ({
    ...{
      page: page + 2,
      title: `SUMMIT ${page}`,
      box: [40, 40, 200, 60],
      tagline: null,
      lists: {},
      picture: null,
    },
    table: {
      ...{ box: [40, 100, 400, 400], engines: [] },
      rows: values.map((text, at) => ({
        ...{ section: 'Wabe', label: `Tove ${'abcdefg'.charAt(at)}`, units: [], panel: 0 },
        ...{ hasColumns: false, sharedAt: null },
        lines: [{ text: 'Tove', box: [40, 100 + 12 * at, 150, 110 + 12 * at] }],
        cells: [{ text, box: [200, 100 + 12 * at, 260, 110 + 12 * at], column: null }],
      })),
    },
  }));
  const book: PrintedBook = {
    ...{ contractVersion: 1, document: 'b.pdf', sha256: '0'.repeat(64), brand: 'SKI-DOO', modelYear: 2029 },
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
  const all = catalogueOf(book).models.map(({ rows }) =>
    rows.map(({ field }) => field?.replace('dimensions.', '')),
  );
  for (const one of all) expect(one).toEqual(all[0]);
  return all[0];
};

const inOrder = (...places: readonly number[]) =>
  MACHINES.map((sizes) => places.map((at) => sizes[at] as string));

describe('measures of whole machines under labels that nobody knows', () => {
  test('tell themselves where the width is that of the skis and a ski more, all over the book', () => {
    expect(fieldsOf(MACHINES)).toEqual(['overallLength', 'overallWidth', 'overallHeight', 'skiStance']);
  });

  test.each<[string, (readonly string[])[], number]>([
    ['in an order that no book has', inOrder(0, 2, 1, 3), 4],
    ['of one machine', MACHINES.slice(0, 1), 4],
    ['without what the skis stand apart', inOrder(0, 1, 2), 3],
    [
      'where the height, too, is a ski more than the skis',
      MACHINES.map((sizes, at) => sizes.with(2, `${[1103, 1241, 1230][at]} mm`)),
      4,
    ],
    [
      'where one machine is wider than its skis could be',
      [...MACHINES, ['3100 mm', '1290 mm', '1395 mm', '930 mm']],
      4,
    ],
    [
      'where what a handlebar measures stands among them',
      MACHINES.map((sizes) => sizes.toSpliced(1, 0, '760 mm')),
      5,
    ],
  ])('are not taken %s', (_, machines, rows) => {
    const told = fieldsOf(machines);
    expect(told).toHaveLength(rows);
    for (const field of ['overallWidth', 'overallHeight', 'skiStance']) expect(told).not.toContain(field);
  });
});
