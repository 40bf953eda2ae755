import { expect, test } from 'vitest';
import { type ListRow, ListRows } from '#functions/extract/list-rows.ts';
import { NOTHING_SAID } from '#functions/extract/values/title.ts';

const listOf = (brand: string, lines: string[]): ListRow['list'] => ({
  ...NOTHING_SAID,
  ...{ brand, lines, priceHeading: 'Hinta', headingMarket: 'FI' },
});

const rowOf = (row: number, list: ListRow['list']): ListRow => ({
  code: { printed: `T${row}`, latin: `T${row}`, marked: false },
  cells: { model: { text: 'Summit', box: [0, row, 9, row + 1] } },
  ...{ springOnly: false, remarks: [], page: 1, row, section: null, list },
});

test('rows come back each with its own list, however often one list follows another', () => {
  const lists = [listOf('LYNX', ['LYNX 2031']), listOf('SKI-DOO', ['Terms. '.repeat(50_000)])];
  const given = Array.from({ length: 900 }, (_, at) => rowOf(at, lists[(at >> 2) % 2] as ListRow['list']));
  using rows = new ListRows();
  rows.add(given);
  rows.end();
  expect([...rows]).toEqual(given);
});
