import { describe, expect, test } from 'vitest';
import type { Catalogue } from '#contracts/catalogue.ts';
import type { Reason } from '#contracts/reason.ts';
import type { ValidatedProduct } from '#contracts/validated.ts';
import { SharedCause } from '#functions/validate/shared-cause.ts';
import { asTold, reason } from '#messages/reason.ts';
import { book } from '../match/rows.ts';

const product = (
  at: number,
  reasons: Reason[],
  changes: Partial<ValidatedProduct> = {},
): ValidatedProduct => ({
  ...{
    modelCode: `C${at}`,
    brand: 'LYNX',
    modelYear: 2026,
    page: 1,
    row: at,
    ad: null,
    rate: null,
    layers: [],
  },
  ...{ verdict: reasons.length === 0 ? 'published' : 'review', reasons },
  ...changes,
});

/** So many machines for each list of reasons. */
const list = (...parts: [count: number, ...reasons: Reason[]][]): ValidatedProduct[] =>
  parts.flatMap(([count, ...reasons]) => Array.from({ length: count }, (_, at) => product(at, reasons)));

const sharedCause = (
  products: readonly ValidatedProduct[],
  catalogues: readonly Catalogue[],
): Reason | null => {
  const cause = new SharedCause(catalogues);
  for (const product of products) cause.hear(product);
  return cause.found;
};

const missing = (field: string) => reason('field-missing', { field });
const NO_PICTURE = reason('picture-missing');
const LACKING = [NO_PICTURE, missing('TrackWidth')];
const NO_RATE = asTold('Price: no rate');
const TWO_VALUES = asTold('Power: two values');

describe('at least half of a list waits for one cause', () => {
  test('its book is not there: said once, with the remedy', () => {
    expect(sharedCause(list([79, ...LACKING], [1, NO_PICTURE]), [book('SKI-DOO', 2026)])).toEqual(
      reason('book-missing', { waiting: 80, of: 80, books: ['LYNX 2026'] }),
    );
  });

  test('a file of two lists names both books', () => {
    const others = list([5, ...LACKING]).map((one) => ({ ...one, brand: 'SKI-DOO' }));
    expect(sharedCause([...list([5, ...LACKING]), ...others], [])).toEqual(
      reason('book-missing', { waiting: 10, of: 10, books: ['LYNX 2026', 'SKI-DOO 2026'] }),
    );
  });

  test('the book is there, and a value of it was not understood', () => {
    const products = list([113, missing('Power'), missing('PersonCapacity')], [2]);
    expect(sharedCause(products, [book('LYNX', 2026)])).toEqual(
      reason('book-values-missing', { waiting: 113, of: 115, fields: ['Power', 'PersonCapacity'] }),
    );
  });

  test('the same doubt about a cell of each, whatever stands in it', () => {
    const doubts = [1, 2, 3].map((row): [number, Reason] => {
      const cell = { column: 'price', printed: `${row}9 990`, expected: 'plain text', others: [] };
      return [1, reason('struck', { cells: [reason('cell', cell)] }, { page: 1, row, box: null })];
    });
    expect(sharedCause(list(...doubts, [1]), [])).toEqual(
      reason('one-cause', { waiting: 3, of: 4, cause: reason('struck', {}) }),
    );
  });

  test('they are of a maker whose machines are not offered: no book would help', () => {
    const values = { field: 'Brand', value: 'POLARIS', listed: ['LYNX', 'SKI-DOO'] };
    const cause = reason('value-unlisted', values);
    expect(sharedCause(list([4, ...LACKING, missing('Power'), cause]), [])).toEqual(
      reason('one-cause', { waiting: 4, of: 4, cause }),
    );
  });

  test('any other reason that they share', () => {
    expect(sharedCause(list([3, NO_RATE], [3]), [])).toEqual(
      reason('one-cause', { waiting: 3, of: 6, cause: NO_RATE }),
    );
  });
});

test.each([
  ['all is published', list([10])],
  ['fewer than half wait', list([4, ...LACKING], [6])],
  [
    'each waits for a reason of its own',
    list([1, asTold('one')], [1, asTold('other')], [1, asTold('a third')]),
  ],
  ['it has no rows', []],
])('no cause is named where %s', (_, products) => {
  expect(sharedCause(products, [])).toBeNull();
});

test.each([
  ['less than half for one reason', list([2, NO_RATE], [3])],
  ['half of it, each for its own reason', list([1, NO_RATE], [1, TWO_VALUES], [2])],
  ['less than half without its book', list([2, ...LACKING], [3])],
  ['nobody', list([3])],
])('a list of which there waits %s has no shared cause', (_, products) => {
  expect(sharedCause(products, [])).toBeNull();
});

test('of several reasons the one that most machines share is named', () => {
  const products = list([2, NO_RATE], [5, TWO_VALUES], [1, NO_RATE]);
  expect(sharedCause(products, [])).toEqual(reason('one-cause', { waiting: 5, of: 8, cause: TWO_VALUES }));
});
