import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Condition, DealerRule, type Facts } from '#contracts/dealer-rule.ts';
import { sentenceOf } from '#messages/say.ts';
import { evaluate, holdsOf } from '#reference/dealer-rules/evaluate.ts';

const FACTS: Facts = {
  'machine.brand': 'Ski-Doo',
  'machine.model': 'Expedition SE 900 ACE Turbo',
  'machine.year': 2025,
  'machine.springOnly': false,
  'ad.price': 2_150_000,
  'ad.pictures': 0,
  'machine.color': '',
};

const rule = (given: object): DealerRule =>
  DealerRule.parse({ id: 'r', name: 'A rule', kind: 'product', action: 'prefer', ...given });

describe('a condition', () => {
  test.each([
    [{ field: 'machine.brand', is: '=', value: 'SKI-DOO' }, true],
    [{ field: 'machine.brand', is: '!=', value: 'Lynx' }, true],
    [{ field: 'machine.year', is: '<', value: 2026 }, true],
    [{ field: 'machine.year', is: '<', value: 2025 }, false],
    [{ field: 'machine.year', is: '<=', value: 2025 }, true],
    [{ field: 'ad.price', is: '>', value: 2_150_000 }, false],
    [{ field: 'ad.price', is: '>=', value: 2_150_000 }, true],
    [{ field: 'ad.price', is: 'between', from: 2_000_000, to: 2_150_000 }, true],
    [{ field: 'ad.price', is: 'between', from: 1, to: 2 }, false],
    [{ field: 'machine.brand', is: 'in', values: ['lynx', 'ski-doo'] }, true],
    [{ field: 'machine.brand', is: 'not-in', values: ['lynx', 'ski-doo'] }, false],
    [{ field: 'machine.model', is: 'contains', value: 'ace turbo' }, true],
    [{ field: 'machine.model', is: 'begins', value: 'ace' }, false],
    [{ field: 'machine.model', is: 'contains', value: '.*' }, false],
    [{ field: 'machine.springOnly', is: '=', value: false }, true],
    [{ field: 'machine.color', is: 'empty' }, true],
    [{ field: 'machine.package', is: 'empty' }, true],
    [{ field: 'machine.package', is: 'filled' }, false],
    [{ field: 'ad.pictures', is: 'filled' }, true],
    [{ field: 'market.median', is: '>', value: 1 }, null],
    [{ not: { field: 'market.median', is: '>', value: 1 } }, null],
    [{ not: { field: 'ad.pictures', is: '>', value: 0 } }, true],
    [
      {
        and: [
          { field: 'ad.pictures', is: '=', value: 1 },
          { field: 'market.median', is: '>', value: 1 },
        ],
      },
      false,
    ],
    [
      {
        or: [
          { field: 'ad.pictures', is: '=', value: 0 },
          { field: 'market.median', is: '>', value: 1 },
        ],
      },
      true,
    ],
    [
      {
        or: [
          { field: 'ad.pictures', is: '=', value: 1 },
          { field: 'market.median', is: '>', value: 1 },
        ],
      },
      null,
    ],
  ])('%j is %s', (condition, expected) => {
    expect(holdsOf(Condition.parse(condition), FACTS).holds).toBe(expected);
  });

  test.each([
    ['a number among letters', { field: 'machine.year', is: '<', value: '2026' }],
    ['a text that is to be greater', { field: 'machine.brand', is: '>', value: 5 }],
    ['a text that a number is to contain', { field: 'ad.price', is: 'contains', value: '5' }],
    ['a field that nobody has', { field: 'machine.soul', is: 'filled' }],
    ['a range from above', { field: 'ad.price', is: 'between', from: 2, to: 1 }],
    ['an empty text', { field: 'machine.brand', is: 'contains', value: '' }],
    ['a set of nothing', { field: 'machine.brand', is: 'in', values: [] }],
    ['a word more than asked for', { field: 'machine.brand', is: 'filled', value: 'x' }],
    ['nothing joined', { and: [] }],
  ])('is refused for %s', (_, condition) => {
    expect(Condition.safeParse(condition).success).toBe(false);
  });

  test('is as deep and as long as it may be, and no more', () => {
    const leaf = { field: 'machine.brand', is: 'filled' };
    const deep = (levels: number): object => (levels === 1 ? leaf : { not: deep(levels - 1) });
    const long = (count: number) => ({ or: Array.from({ length: count }, () => leaf) });
    const isTaken = (condition: object) => Condition.safeParse(condition).success;
    expect([deep(5), deep(6), long(50), long(51)].map(isTaken)).toEqual([true, false, true, false]);
  });
});

describe('a rule', () => {
  const when = { field: 'machine.brand', is: 'filled' };

  test.each([
    ['a budget without a number', { kind: 'budget', action: 'block' }],
    ['a budget that prefers', { kind: 'budget', action: 'prefer', most: { ads: 5 } }],
    ['another kind with a budget', { when, most: { ads: 5 } }],
    ['a rule that says not when it speaks', {}],
    ['a weight of eleven', { when, weight: 11 }],
    ['half a weight', { when, weight: 2.5 }],
  ])('is refused: %s', (_, given) => {
    const whole = { id: 'r', name: 'A rule', kind: 'product', action: 'prefer', ...given };
    expect(DealerRule.safeParse(whole).success).toBe(false);
  });

  test('that speaks says by what it does, one that cannot be decided what it lacks', () => {
    const dear = rule({
      ...{ id: 'dear', name: 'Too dear', action: 'block' },
      when: {
        and: [
          { field: 'ad.price', is: '>', value: 2_000_000 },
          { field: 'machine.year', is: '<', value: 2026 },
        ],
      },
    });
    const market = rule({
      ...{ id: 'market', name: 'Above the market', action: 'warn' },
      when: { not: { field: 'market.difference', is: '<', value: 5 } },
    });
    const { status, spoken, undecided } = evaluate(FACTS, [market, dear]);
    expect(status).toBe('blocked');
    expect(spoken.map(({ rule: id, effect }) => [id, effect])).toEqual([['dear', 0]]);
    expect(sentenceOf(spoken[0]?.reason as never)).toContain('price in ₽ is 2,150,000, model year is 2025');
    expect(undecided).toEqual([{ rule: 'market', name: 'Above the market', fields: ['market.difference'] }]);
  });
});

const facts = fc.record(
  {
    'machine.brand': fc.constantFrom('Lynx', 'Ski-Doo'),
    'machine.year': fc.integer({ min: 2023, max: 2027 }),
    'ad.price': fc.integer({ min: 1, max: 5_000_000 }),
    'ad.pictures': fc.integer({ min: 0, max: 20 }),
    'machine.springOnly': fc.boolean(),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Facts>;

const comparison = fc.oneof(
  fc.record({
    field: fc.constantFrom('machine.year', 'ad.price', 'ad.pictures'),
    is: fc.constantFrom('<', '<=', '>', '>=', '=', '!='),
    value: fc.integer({ min: 0, max: 3_000_000 }),
  }),
  fc.record({
    field: fc.constant('machine.brand'),
    is: fc.constantFrom('in', 'not-in'),
    values: fc.constant(['lynx']),
  }),
  fc.record({ field: fc.constantFrom('machine.brand', 'ad.price'), is: fc.constantFrom('filled', 'empty') }),
);

const condition = fc.oneof(
  comparison,
  fc.record({ and: fc.array(comparison, { minLength: 1, maxLength: 3 }) }),
  fc.record({ or: fc.array(comparison, { minLength: 1, maxLength: 3 }) }),
  fc.record({ not: comparison }),
);

const rules = fc
  .array(
    fc.record({
      when: condition,
      action: fc.constantFrom('block', 'warn', 'prefer'),
      weight: fc.integer({ min: 1, max: 10 }),
      active: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .map((all) => all.map((given, at) => rule({ id: `r${at}`, name: `Rule ${at}`, ...given })));

describe('whatever the rules and the ad', () => {
  test('their order is no matter', () => {
    fc.assert(
      fc.property(facts, rules, fc.infiniteStream(fc.nat()), (known, all, chance) => {
        const shuffled = all
          .map((one) => [chance.next().value, one] as const)
          .sort(([one], [other]) => one - other);
        expect(
          evaluate(
            known,
            shuffled.map(([, one]) => one),
          ),
        ).toEqual(evaluate(known, all));
      }),
    );
  });

  test('one that is switched off is as one that is not there', () => {
    fc.assert(
      fc.property(facts, rules, (known, all) => {
        expect(evaluate(known, all)).toEqual(
          evaluate(
            known,
            all.filter(({ active }) => active),
          ),
        );
      }),
    );
  });

  test('one more that prefers never lowers the score, one that warns never raises it, and none unblocks', () => {
    const MOST = { prefer: 1, warn: -1, block: 0 };
    fc.assert(
      fc.property(facts, rules, (known, all) => {
        const [last, ...others] = all.toReversed();
        if (!last) return;
        const [before, after] = [evaluate(known, others), evaluate(known, all)];
        expect((after.score - before.score) * MOST[last.action]).toBeGreaterThanOrEqual(0);
        if (last.action === 'block') expect(after.score).toBe(before.score);
        if (before.status === 'blocked') expect(after.status).toBe('blocked');
        expect(after.score).toBeGreaterThanOrEqual(0);
        expect(after.score).toBeLessThanOrEqual(100);
      }),
    );
  });

  test('a condition and its negation never hold together, nor does either where a part that decides is unknown', () => {
    fc.assert(
      fc.property(facts, condition, (known, one) => {
        const [held, negated] = [one, { not: one }].map(
          (each) => holdsOf(Condition.parse(each), known).holds,
        );
        expect(negated).toBe(held === null ? null : !held);
      }),
    );
  });
});
