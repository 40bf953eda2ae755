import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pageOf } from '../../../functions/api/route.ts';

/** All pages, with something done to the list between them. */
const walk = (items: number[], limit: number, between: (items: number[]) => number[]): number[] => {
  let [now, after, seen]: [number[], string | null, number[]] = [items, null, []];
  do {
    const page: { items: number[]; cursor: string | null } = pageOf(now, { limit, after });
    seen = [...seen, ...page.items];
    after = page.cursor;
    now = between(now);
  } while (after !== null);
  return seen;
};

const lists = fc.uniqueArray(fc.integer({ min: 0 }), { maxLength: 40 });
const limits = fc.integer({ min: 1, max: 10 });

test('a list is seen whole, in its order', () => {
  fc.assert(
    fc.property(lists, limits, (items, limit) => {
      expect(walk(items, limit, (same) => same)).toEqual(items);
    }),
  );
});

test('what comes meanwhile, the newest first, has nothing else told twice', () => {
  fc.assert(
    fc.property(lists, limits, (items, limit) => {
      let newest = -1;
      expect(walk(items, limit, (known) => [newest--, ...known])).toEqual(items);
    }),
  );
});

test('what goes meanwhile at the top hides nothing behind it', () => {
  fc.assert(
    fc.property(lists, fc.integer({ min: 2, max: 10 }), (items, limit) => {
      expect(walk(items, limit, ([, ...rest]) => rest)).toEqual(items);
    }),
  );
});
