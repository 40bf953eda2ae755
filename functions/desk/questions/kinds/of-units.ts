import { reason } from '#messages/reason.ts';
import type { Effect } from '../effects.ts';
import { rowOf } from '../evidence.ts';
import { type Choice, type Hurdle, type Kind, machinesIn } from '../kind.ts';
import type { Standing } from '../standing.ts';
import type { UnitCandidate } from '../units.ts';
import { isNone } from './of-labels.ts';

/** The units that would give this machine what it lacks. */
const candidatesFor = ({ machine, reason: why }: Hurdle, { units }: Standing): UnitCandidate[] =>
  why.code === 'field-missing'
    ? units.filter(({ tag, gives }) => tag === why.values.field && gives.has(machine.product.modelCode))
    : [];

const MOST_VALUES = 4;

const inOrder = new Intl.Collator('en', { numeric: true }).compare;

/** What it gives of each kind, together. */
const givenBy = (candidates: readonly UnitCandidate[]) => ({
  fields: [...new Set(candidates.map(({ tag }) => tag))],
  values: [...new Set(candidates.flatMap(({ gives }) => [...gives.values()]))]
    .toSorted(inOrder)
    .slice(0, MOST_VALUES),
  waiting: new Set(candidates.flatMap(({ gives }) => [...gives.keys()])).size,
});

const choiceOf = (candidates: readonly UnitCandidate[]): Choice => {
  const [{ text, means, printed }] = candidates as [UnitCandidate];
  const prints = [...new Set(candidates.flatMap((each) => each.prints))].slice(0, MOST_VALUES);
  return {
    name: means,
    says: reason('option-unit-is', { printed, unit: means, prints, ...givenBy(candidates) }),
    effects: (): Effect[] => [{ does: 'unit', text, means }],
  };
};

/** What a unit means that no lexicon knows, asked once for all books. */
export const OF_UNITS: Kind = {
  kind: 'unit',
  about: (hurdle, standing) => {
    const [first] = candidatesFor(hurdle, standing);
    return first && !isNone('unit', first.text, standing) ? first.text : null;
  },
  ask: (hurdles, standing) => {
    const [first] = hurdles as [Hurdle];
    const text = candidatesFor(first, standing)[0]?.text ?? '';
    const candidates = standing.units.filter((candidate) => candidate.text === text);
    const byUnit = [...Map.groupBy(candidates, ({ means }) => means).values()].toSorted(
      (one, other) => givenBy(other).waiting - givenBy(one).waiting,
    );
    const rows = new Map(candidates.map(({ evidence }) => [JSON.stringify(evidence), evidence]));
    const none: Choice = {
      name: 'none',
      says: reason('option-unit-none'),
      effects: () => [{ does: 'settle', about: text }],
    };
    return {
      asks: reason('ask-unit', {
        printed: candidates[0]?.printed ?? text,
        books: [...new Set(candidates.map(({ document }) => document))],
      }),
      evidence: [...rows.values(), ...machinesIn(hurdles).map((machine) => rowOf(machine))],
      choices: [...byUnit.map(choiceOf), none],
      facts: byUnit.map((same) => same[0]?.means),
    };
  },
};
