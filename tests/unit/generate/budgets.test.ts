import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DealerRule } from '#contracts/dealer-rule.ts';
import { type Candidate, planBudgets, type Swap } from '#functions/generate/budgets.ts';
import { offer } from '../../fakes/records.ts';

const budget = (given: object) =>
  DealerRule.parse({ id: 'b', name: 'Budget', kind: 'budget', action: 'block', ...given });

interface Given {
  adId: string;
  as: Candidate['as'];
  score?: number;
  listing?: number;
  budgets?: string[];
}

const candidate = ({ adId, as, score = 50, listing = 60, budgets = ['b', 'c'] }: Given): Candidate => ({
  ...{ adId, as, title: adId },
  standing: {
    ...{ id: adId, offer: offer(adId), list: null, isOut: false, isAbsent: false },
    judged: { score, listing, status: 'ok', spoke: [], budgets },
  },
});

const left = (given: Given[], ...rules: object[]) =>
  [...planBudgets(given.map(candidate), rules.map(budget), []).leftOut.keys()].sort();

describe('a budget', () => {
  const NEW: Given[] = ['A', 'B', 'C', 'D'].map((adId) => ({ adId, as: 'new' }));

  test('in roubles allows what they pay for', () => {
    expect(left(NEW, { most: { roubles: 10_000, placement: 3_000 } })).toEqual(['D']);
    expect(left(NEW, { most: { roubles: 2_999, placement: 3_000 } })).toEqual(['A', 'B', 'C', 'D']);
  });

  test('of some machines leaves the others alone', () => {
    const given = NEW.map((one, at) => ({ ...one, budgets: at < 3 ? ['b'] : [] }));
    const when = { field: 'machine.brand', is: '=', value: 'LYNX' };
    expect(left(given, { most: { ads: 1 }, when })).toEqual(['B', 'C']);
  });

  test('that warns leaves nothing out and tells what goes beyond it', () => {
    const rule = budget({ action: 'warn', most: { ads: 3 } });
    const { leftOut, beyond } = planBudgets(NEW.map(candidate), [rule], []);
    expect([leftOut.size, beyond.get(rule)]).toEqual([0, ['D']]);
  });

  test('asks about ten better ads at once, and tells which are asked about next', () => {
    const ids = Array.from({ length: 14 }, (_, at) => String(at).padStart(2, '0'));
    const live = ids.map((id): Given => ({ adId: `L${id}`, as: 'live', score: 40 }));
    const better = ids.map((id): Given => ({ adId: `N${id}`, as: 'new', score: 60 }));
    const rule = budget({ most: { ads: 14 } });
    const { questions, askedNext } = planBudgets([...live, ...better].map(candidate), [rule], []);
    expect(questions).toHaveLength(10);
    expect(askedNext.get(rule)).toEqual(['N10', 'N11', 'N12', 'N13']);
  });

  test('takes the better ad by the rules, then the better listing, then the code', () => {
    const given: Given[] = [
      { adId: 'A', as: 'new', score: 50, listing: 60 },
      { adId: 'B', as: 'new', score: 55, listing: 10 },
      { adId: 'C', as: 'new', score: 50, listing: 70 },
      { adId: 'D', as: 'new', score: 50, listing: 60 },
    ];
    expect([1, 2, 3].map((ads) => left(given, { most: { ads } }))).toEqual([
      ['A', 'C', 'D'],
      ['A', 'D'],
      ['D'],
    ]);
  });

  test('counts what waits for a person, and never takes it out', () => {
    const given: Given[] = [
      { adId: 'A', as: 'kept', score: 0 },
      { adId: 'B', as: 'kept', score: 0 },
      { adId: 'C', as: 'live', score: 100 },
    ];
    expect(left(given, { most: { ads: 2 } })).toEqual(['C']);
    expect(left(given, { most: { ads: 1 } })).toEqual(['C']);
  });

  test('that has no room for an ad leaves its room in the next to another', () => {
    const first = { id: 'b', weight: 9, most: { ads: 1 } };
    const given = NEW.map((one, at) => ({ ...one, budgets: at < 2 ? ['b', 'c'] : ['c'] }));
    const when = { field: 'machine.brand', is: 'filled' };
    expect(left(given, { ...first, when }, { id: 'c', when, most: { ads: 2 } })).toEqual(['B', 'D']);
  });

  test('for all ads is filled with what one for some of them has room for', () => {
    const given = NEW.map((one, at) => ({ ...one, budgets: at < 3 ? ['c'] : [] }));
    const when = { field: 'machine.brand', is: '=', value: 'LYNX' };
    expect(left(given, { most: { ads: 2 } }, { id: 'c', when, most: { ads: 1 } })).toEqual(['B', 'C']);
  });

  test('asks of a machine once: what a person has answered stands before what would be asked of another piece', () => {
    const given: Given[] = [
      { adId: 'A', as: 'live' },
      { adId: 'B', as: 'live' },
      { adId: 'X', as: 'new', score: 60 },
      { adId: 'Y', as: 'new', score: 70 },
    ];
    const candidates = given.map((one): Candidate => {
      const { standing, ...said } = candidate(one);
      return { ...said, standing: standing && { ...standing, offer: offer(one.as) } };
    });
    const asked = (accepted: Swap[]) =>
      planBudgets(candidates, [budget({ most: { ads: 2 } })], accepted).questions.map(
        ({ adId, proposed }) => [adId, proposed],
      );
    expect(asked([])).toEqual([['B', 'Y']]);
    expect(asked([{ goes: 'B', comes: 'Y' }])).toEqual([['B', 'Y']]);
  });
});

const given = fc.uniqueArray(
  fc.record({
    adId: fc.stringMatching(/^[A-Z]{3}$/),
    as: fc.constantFrom<Candidate['as']>('kept', 'live', 'new'),
    score: fc.integer({ min: 0, max: 100 }),
    listing: fc.integer({ min: 0, max: 100 }),
  }),
  { selector: ({ adId }) => adId, maxLength: 30 },
);

describe('whatever is on offer', () => {
  test('nothing is lost: room is filled, what is left out has a reason, and a live ad goes only where live ones are too many', () => {
    fc.assert(
      fc.property(given, fc.integer({ min: 0, max: 20 }), (all, ads) => {
        const out = new Set(left(all, { most: { ads } }));
        const stays = all.filter(({ adId }) => !out.has(adId));
        const kept = all.filter(({ as }) => as === 'kept').length;
        expect(stays.length).toBe(Math.max(kept, Math.min(all.length, ads)));
        if (all.some(({ adId, as }) => as === 'live' && out.has(adId)))
          expect(stays.filter(({ as }) => as === 'new')).toEqual([]);
      }),
    );
  });

  test('tomorrow is as today: what stayed is live then, and stays', () => {
    fc.assert(
      fc.property(given, given, fc.integer({ min: 0, max: 20 }), (all, news, ads) => {
        const out = new Set(left(all, { most: { ads } }));
        const live = all.filter(({ adId, as }) => !out.has(adId) && as !== 'kept');
        const known = new Set(all.map(({ adId }) => adId));
        const tomorrow: Given[] = [
          ...live.map((one) => ({ ...one, as: 'live' as const, score: 100 - one.score })),
          ...news.filter(({ adId }) => !known.has(adId)).map((one) => ({ ...one, as: 'new' as const })),
        ];
        const then = new Set(left(tomorrow, { most: { ads } }));
        expect(live.filter(({ adId }) => then.has(adId))).toEqual([]);
      }),
    );
  });

  test('it is no matter in which order the ads come', () => {
    fc.assert(
      fc.property(given, fc.integer({ min: 0, max: 20 }), (all, ads) => {
        expect(left(all.toReversed(), { most: { ads } })).toEqual(left(all, { most: { ads } }));
      }),
    );
  });
});
