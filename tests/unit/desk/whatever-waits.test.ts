import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allAsked } from '#desk/questions/derive.ts';
import type { Standing } from '#desk/questions/standing.ts';
import { adsAfter, differenceOf, standingWith } from '#desk/questions/standing-with.ts';
import type { ListToJudge } from '#functions/validate/read-list.ts';
import { judgeList } from '#functions/validate/validate-products.ts';
import { asTold } from '#messages/reason.ts';
import { aListing } from '../../fakes/listings.ts';
import { hand, judges, standing } from '../../fakes/standing.ts';

/** What may be wrong with a machine, each in a few forms. */
const trouble = fc.record({
  code: fc.stringMatching(/^[A-Z]{4}$/),
  color: fc.constantFrom('Red', 'Black', 'Green'),
  values: fc.record(
    { TrackWidth: fc.constant(null), Power: fc.constantFrom(null, 9_999_999), Type: fc.constant(null) },
    { requiredKeys: [] },
  ),
  flags: fc.subarray([
    'faint',
    'struck',
    'price-absurd',
    'repeated-code',
    'cell-missing',
    'brand-contradicted',
  ]),
  reasons: fc.subarray(['names-tie', 'words-unknown', 'page-missing', 'odd']),
  price: fc.constantFrom(null, { amount: '18750.00', currency: 'EUR' }, { amount: '1.00', currency: 'XXX' }),
  brand: fc.constantFrom('SKI-DOO', 'LYNX', null),
  picture: fc.boolean(),
});

const troubled = fc.array(trouble, { maxLength: 12 }).map((rows) =>
  rows.map(({ code, color, values, flags, reasons, price, brand, picture }) => {
    const plain = aListing();
    return aListing({
      extracted: { modelCode: code, color, flags, price, brand },
      values,
      matched: {
        ...(reasons.length > 0 && { decision: 'review' as const }),
        reasons: reasons.map((code) =>
          code === 'odd'
            ? asTold('odd')
            : { code, values: { words: ['X'], names: ['A'], by: 'x', name: 'A' } },
        ),
        spec: picture ? plain.matched.spec : null,
      },
    });
  }),
);

describe('of whatever waits', () => {
  test('each machine in review is in at least one question, and none else is in one about hurdles', () => {
    fc.assert(
      fc.property(troubled, (listings) => {
        const now = standing(listings);
        const about = new Set(allAsked(now).flatMap(({ machines }) => machines));
        const waiting = now.machines.filter(({ product }) => product.verdict === 'review');
        expect(waiting.filter((machine) => !about.has(machine))).toEqual([]);
        expect([...about].filter(({ product }) => product.verdict !== 'review')).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  test('what an option says that it publishes is what judging with its effects publishes, and no other verdict is forgotten', async () => {
    await fc.assert(
      fc.asyncProperty(troubled, async (listings) => {
        const now = standing(listings);
        for (const { choices } of allAsked(now))
          for (const { wants, byFile, effects } of choices) {
            if (byFile) continue;
            const given = effects(wants?.example ?? '', hand);
            const after = await standingWith(now, given, hand);
            const [list] = after.lists;
            expect(list?.products).toEqual(judgeList(list?.list as ListToJudge, judges));
            const { publishes, removes } = differenceOf(now, after, given);
            const published = (of: Standing) =>
              of.machines.filter(({ product }) => product.verdict === 'published').length;
            expect(published(after) - published(now)).toBeLessThanOrEqual(
              after.machines.filter(({ product }) => publishes.includes(product.modelCode)).length,
            );
            expect(adsAfter(after, given)).toBe(
              new Set(
                after.machines.flatMap(({ product }) =>
                  product.verdict === 'published' ? [product.ad?.id] : [],
                ),
              ).size,
            );
            expect(removes.filter((code) => publishes.includes(code))).toEqual([]);
          }
      }),
      { numRuns: 5 },
    );
  });
});
