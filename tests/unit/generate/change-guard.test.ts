import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Ad } from '#contracts/validated.ts';
import { compare } from '#shared/change-guard.ts';
import { validAd } from '../../fakes/ads.ts';

const LIMITS = { maxRemovedPercent: 10 };

const ads = (count: number): Ad[] => Array.from({ length: count }, (_, index) => validAd(`A${index}`));

test('names what was added, what is gone and what changed, field by field', () => {
  const dearer = {
    ...validAd('B'),
    fields: { ...validAd('B').fields, Price: '3000000', VIN: 'X' },
    images: [],
  };
  const change = compare([validAd('A'), validAd('B')], [dearer, validAd('C')], { maxRemovedPercent: 100 });
  expect(change).toEqual({
    held: null,
    added: ['C'],
    removed: ['A'],
    changed: [{ id: 'B', fields: ['Price', 'VIN', 'Images'] }],
  });
});

test('an empty feed is held, even where nothing is live', () => {
  expect(compare(ads(1), [], { maxRemovedPercent: 100 }).held).toMatch(/empty/);
  expect(compare([], [], LIMITS).held).toMatch(/empty/);
});

test.each([
  [20, 18, null],
  [20, 17, '3 of 20 live ads would go, more than 10 %'],
  [1, 1, null],
  [0, 5, null],
])('of %i live ads %i stay: %s', (live, next, held) => {
  expect(compare(ads(live), ads(next), LIMITS).held).toBe(held);
});

test('new ads do not make up for those that go', () => {
  const replaced = [...ads(10).slice(5), ...Array.from({ length: 50 }, (_, index) => validAd(`B${index}`))];
  expect(compare(ads(10), replaced, LIMITS).held).toMatch(/^5 of 10/);
});

test('any feed compared with itself in any order is unchanged', () => {
  const id = fc.string({ minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(fc.uniqueArray(id, { minLength: 1, maxLength: 20 }), (ids) => {
      const feed = ids.map(validAd);
      const same = { held: null, added: [], removed: [], changed: [] };
      expect(compare(feed, feed.toReversed(), { maxRemovedPercent: 0 })).toEqual(same);
    }),
  );
});
