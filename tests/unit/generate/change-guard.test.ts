import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adChanges } from '#functions/generate/ad-changes.ts';
import { avito } from '#marketplace/avito.ts';
import { reason } from '#messages/reason.ts';
import { countChange, jumpsInPrice, massRemoval, rateJumps } from '#shared/change-guard.ts';
import { mergeById } from '#shared/merge-by-id.ts';
import { validAd } from '../../fakes/ads.ts';

async function* stream<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  yield* items;
}
const ids = (...names: string[]) => stream(names.map((id) => ({ id })));

describe('two feeds side by side', () => {
  test('give every Id of either once, in order', async () => {
    const sorted = fc
      .uniqueArray(fc.string({ maxLength: 3 }), { maxLength: 20 })
      .map((names) => names.sort());
    await fc.assert(
      fc.asyncProperty(sorted, sorted, async (one, other) => {
        const pairs = await Array.fromAsync(mergeById(ids(...one), ids(...other)));
        expect(pairs.map(({ id }) => id)).toEqual([...new Set([...one, ...other])].sort());
        expect(pairs.flatMap(({ left }) => left?.id ?? [])).toEqual(one);
        expect(pairs.flatMap(({ right }) => right?.id ?? [])).toEqual(other);
      }),
    );
  });

  test('are refused where one is not sorted', async () => {
    await expect(Array.fromAsync(mergeById(ids('A', 'C', 'B'), ids('B')))).rejects.toThrow(
      '"B" stands after "C"',
    );
  });

  test('tell what came, what went and what changed, field by field, the price in percent', async () => {
    const dearer = {
      ...validAd('B'),
      fields: { ...validAd('B').fields, Price: '3000000', VIN: 'X' },
      images: [],
    };
    const pairs = mergeById(
      stream([validAd('A'), validAd('B'), validAd('D')]),
      stream([dearer, validAd('C'), validAd('D')]),
    );
    const changes = adChanges(pairs, avito.feed);
    const named = { title: 'Ski-Doo Summit X 850 E-TEC 2026', price: '2500000' };
    expect(await Array.fromAsync(changes)).toEqual([
      { id: 'A', change: 'removed', ...named },
      {
        ...{ id: 'B', change: 'changed', ...named, price: '3000000', pricePercent: 20 },
        fields: {
          Price: { from: '2500000', to: '3000000' },
          VIN: { from: null, to: 'X' },
          Images: { from: 'https://dealer.example/pictures/a.png', to: null },
        },
      },
      { id: 'C', change: 'added', ...named },
    ]);
  });
});

describe('a feed is held as a whole', () => {
  test.each([
    [20, 2, 18, null],
    [20, 3, 17, reason('many-would-go', { removed: 3, live: 20, percent: 10 })],
    [10, 5, 50, reason('many-would-go', { removed: 5, live: 10, percent: 10 })],
    [1, 0, 1, null],
    [0, 0, 5, null],
    [1, 1, 0, reason('feed-empty')],
    [0, 0, 0, reason('feed-empty')],
  ])('of %i live ads %i go, %i are there: %j', (live, removed, next, held) => {
    const change = { live, removed, next, withdrawn: 0 };
    expect(massRemoval(change, { maxRemovedPercent: 10 })).toEqual(held);
  });

  test('as it counts itself, new ads do not make up for those that go', async () => {
    expect(await countChange(ids('A', 'B', 'C'), ids('B', 'D', 'E'))).toEqual({
      live: 3,
      removed: 2,
      next: 3,
      withdrawn: 0,
    });
  });

  test.each([
    ['110', '120', []],
    ['100', '110', []],
    ['100', '111', ['11.0']],
    ['100', '89', ['-11.0']],
    [undefined, '200', []],
  ])('when a rate goes from %s to %s: %j', (before, after, jumps) => {
    const [old, now] = [before, after].map((factor) => ({
      currency: 'EUR',
      date: '2026-11-01',
      ...(factor && { factor }),
    }));
    const limits = { maxRateJumpPercent: 10 };
    expect(rateJumps(old ? [old] : [], now ? [now] : [], limits)).toEqual(
      jumps.map((percent) => reason('rate-jumped', { currency: 'EUR', percent, most: 10 })),
    );
  });
});

test.each([
  ['1000000', '1250000', 0, false],
  ['1000000', '1250001', 0, true],
  ['1000000', '749999', 0, true],
  ['1000000', '1300000', 30, false],
  ['1000000', '1000000', 30, false],
  ['1000000', '1000000', 40, true],
  [undefined, '1000000', 0, false],
])('a price from %s to %s where the rate changed by %i %% is a jump: %s', (before, after, ratePercent, jump) => {
  expect(jumpsInPrice({ before, after, ratePercent }, { maxPriceJumpPercent: 25 })).toBe(jump);
});
