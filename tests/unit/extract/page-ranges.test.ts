import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { neighbours, ranges } from '../../../functions/extract/page-sources.ts';

const LONGEST = 10;
const pages = fc.uniqueArray(fc.integer({ min: 1, max: 2000 }));
const pagesOf = ({ first, last }: { first: number; last: number }) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe('pages cut into chunks', () => {
  test('are all there, each once, in order, and no other', () => {
    fc.assert(
      fc.property(pages, (given) => {
        expect(neighbours(given, LONGEST).flatMap(pagesOf)).toEqual(
          given.toSorted((one, other) => one - other),
        );
      }),
    );
  });

  test('are never more than ten to a chunk', () => {
    fc.assert(
      fc.property(pages, (given) =>
        neighbours(given, LONGEST).every(({ first, last }) => last - first < LONGEST),
      ),
    );
  });

  test('are told to a person in few words', () => {
    expect(ranges([1, 2, 3, 7])).toBe('1–3, 7');
  });
});
