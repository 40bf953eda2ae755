import { expect, test } from 'vitest';
import { type Place, reasonKey } from '#contracts/reason.ts';
import { among } from '#messages/among.ts';
import { reason } from '#messages/reason.ts';

/** A flag of a row, with the cell that it is about, as the list of one month or the next prints it. */
const flagAt = (place: Place, printed = '18 750') => ({
  code: 'struck',
  values: {
    cells: [reason('cell', { column: 'price', printed, expected: 'no line through it', others: [] }, place)],
  },
  place,
});

const before = flagAt({ page: 1, row: 3, column: 'price', box: [10, 20, 60, 30] });
const moved = flagAt({ page: 2, row: 1, column: 'price', box: [10, 90, 60, 100] });

test('what was accepted of a row holds where the next list prints the same cell elsewhere', () => {
  expect(reasonKey(moved)).toBe(reasonKey(before));
  expect(among([before])(moved)).toBe(true);
});

test('another cell is another reason', () => {
  const other = flagAt({ page: 1, row: 3, column: 'price', box: [10, 20, 60, 30] }, '16 750');
  expect(reasonKey(other)).not.toBe(reasonKey(before));
  expect(among([before])(other)).toBe(false);
});
