import { describe, expect, test } from 'vitest';
import type { ValidatedProduct } from '#contracts/validated.ts';
import { sharedCause } from '#functions/validate/shared-cause.ts';
import { book } from '../match/rows.ts';

const product = (
  at: number,
  reasons: string[],
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
const list = (...parts: [count: number, ...reasons: string[]][]): ValidatedProduct[] =>
  parts.flatMap(([count, ...reasons]) => Array.from({ length: count }, (_, at) => product(at, reasons)));

const LACKING = ['Images: no picture in the spec book or of the dealer', 'TrackWidth is missing'];

describe('at least half of a list waits for one cause', () => {
  test('its book is not there: said once, with the remedy', () => {
    expect(sharedCause(list([79, ...LACKING], [1, 'Images: no picture']), [book('SKI-DOO', 2026)])).toEqual({
      reason: '80 of 80 machines wait because no spec book of LYNX 2026 is known.',
      whatToDo: 'Drop the book of LYNX 2026: the list is then matched again by itself.',
    });
  });

  test('a file of two lists names both books', () => {
    const others = list([5, ...LACKING]).map((one) => ({ ...one, brand: 'SKI-DOO' }));
    const cause = sharedCause([...list([5, ...LACKING]), ...others], []);
    expect(cause?.whatToDo).toContain('Drop the book of LYNX 2026 and of SKI-DOO 2026');
  });

  test('the book is there, and a value of it was not understood', () => {
    const cause = sharedCause(list([113, 'Power is missing', 'PersonCapacity is missing'], [2]), [
      book('LYNX', 2026),
    ]);
    expect(cause?.reason).toBe(
      '113 of 115 machines wait because Power, PersonCapacity could not be read, though their spec book is known.',
    );
    expect(cause?.whatToDo).toContain('When a document is not understood');
  });

  test('the same doubt about a cell of each, whatever stands in it', () => {
    const doubts = [1, 2, 3].map((at): [number, string] => [
      1,
      `a line runs through a cell as if it no longer held: price "${at}9 990", expected plain text`,
    ]);
    expect(sharedCause(list(...doubts, [1]), [])?.reason).toBe(
      '3 of 4 machines wait for one cause: a line runs through a cell as if it no longer held.',
    );
  });

  test('any other reason that they share', () => {
    const cause = sharedCause(list([3, 'Price: the dealer has no rate for SEK'], [3]), []);
    expect(cause?.reason).toBe('3 of 6 machines wait for one cause: Price: the dealer has no rate for SEK.');
  });
});

test.each([
  ['all is published', list([10])],
  ['fewer than half wait', list([4, ...LACKING], [6])],
  ['each waits for a reason of its own', list([1, 'one'], [1, 'other'], [1, 'a third'])],
  ['it has no rows', []],
])('no cause is named where %s', (_, products) => {
  expect(sharedCause(products, [])).toBeNull();
});

test.each([
  ['less than half for one reason', list([2, 'Price: no rate'], [3])],
  ['half of it, each for its own reason', list([1, 'Price: no rate'], [1, 'Power: two values'], [2])],
  ['less than half without its book', list([2, ...LACKING], [3])],
  ['nobody', list([3])],
])('a list of which there waits %s has no shared cause', (_, products) => {
  expect(sharedCause(products, [])).toBeNull();
});

test('of several reasons the one that most machines share is named', () => {
  const products = list([2, 'Price: no rate'], [5, 'Power: two values'], [1, 'Price: no rate']);
  expect(sharedCause(products, [])?.reason).toBe('5 of 8 machines wait for one cause: Power: two values.');
});
