import type { Comparison, Condition, DealerRule, Evaluation, Facts, Spoken } from '#contracts/dealer-rule.ts';
import type { FactField } from '#contracts/fact-fields.ts';
import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';

type Value = string | number | boolean;

/** Letters of whatever case and width are the same to a dealer. */
const levelled = (value: Value): Value =>
  typeof value === 'string' ? value.normalize('NFKC').toLowerCase() : value;

const textOf = (value: Value): string => String(levelled(value));

const isEmpty = (value: Value | undefined): boolean => value === undefined || value === '';

const isAmong = (known: Value, { values }: { values: readonly Value[] }): boolean =>
  values.some((value) => levelled(value) === levelled(known));

type OfNumbers = Extract<Comparison, { is: '<' | '<=' | '>' | '>=' }>['is'];

const ORDERED: Record<OfNumbers, (known: number, value: number) => boolean> = {
  '<': (known, value) => known < value,
  '<=': (known, value) => known <= value,
  '>': (known, value) => known > value,
  '>=': (known, value) => known >= value,
};

/** How a known value is held against what a rule says; its kind is the field's, as the contract sees to. */
const compare = (known: Value, comparison: Comparison): boolean => {
  switch (comparison.is) {
    case '=':
      return levelled(known) === levelled(comparison.value);
    case '!=':
      return levelled(known) !== levelled(comparison.value);
    case 'between':
      return Number(known) >= comparison.from && Number(known) <= comparison.to;
    case 'in':
      return isAmong(known, comparison);
    case 'not-in':
      return !isAmong(known, comparison);
    case 'contains':
      return textOf(known).includes(textOf(comparison.value));
    case 'begins':
      return textOf(known).startsWith(textOf(comparison.value));
    case 'filled':
    case 'empty':
      return isEmpty(known) === (comparison.is === 'empty');
    default:
      return ORDERED[comparison.is](Number(known), comparison.value);
  }
};

/** Whether a condition holds, null where nobody can know, and the fields that decide it, or would. */
interface Held {
  holds: boolean | null;
  by: readonly FactField[];
}

const heldComparison = (comparison: Comparison, facts: Facts): Held => {
  const { field, is } = comparison;
  // That nothing is known answers only who asks for that.
  const known = facts[field] ?? (is === 'filled' || is === 'empty' ? '' : undefined);
  return { holds: known === undefined ? null : compare(known, comparison), by: [field] };
};

/** Of "and" one that is false decides, of "or" one that is true: `deciding`. */
const joined = (parts: readonly Held[], deciding: boolean): Held => {
  const deciders = parts.filter(({ holds }) => holds === deciding);
  const unknown = parts.filter(({ holds }) => holds === null);
  if (deciders.length > 0) return { holds: deciding, by: deciders.flatMap(({ by }) => by) };
  if (unknown.length > 0) return { holds: null, by: unknown.flatMap(({ by }) => by) };
  return { holds: !deciding, by: parts.flatMap(({ by }) => by) };
};

/**
 * Whether a condition holds of an ad. What is not known makes a comparison neither true nor false, and so its negation:
 * "not dearer than the market" is not said of an ad whose market nobody knows.
 */
export const holdsOf = (condition: Condition, facts: Facts): Held => {
  if ('field' in condition) return heldComparison(condition, facts);
  if ('not' in condition) {
    const { holds, by } = holdsOf(condition.not, facts);
    return { holds: holds === null ? null : !holds, by };
  }
  const isAnd = 'and' in condition;
  return joined(
    (isAnd ? condition.and : condition.or).map((part) => holdsOf(part, facts)),
    !isAnd,
  );
};

const shown = (value: Value | undefined): string | number | null =>
  typeof value === 'boolean' ? String(value) : (value ?? null);

/** What was known when a rule spoke, each field once. */
const knownOf = (fields: readonly FactField[], facts: Facts): Reason[] =>
  [...new Set(fields)].map((field) => reason('rule-fact', { field, value: shown(facts[field]) }));

const SIGNS = { prefer: 1, warn: -1, block: 0 } as const;

const spokenOf = (rule: DealerRule, by: readonly FactField[], facts: Facts): Spoken => ({
  ...{ rule: rule.id, name: rule.name, action: rule.action },
  effect: SIGNS[rule.action] * rule.weight || 0,
  reason: reason('rule-speaks', { rule: rule.name, facts: knownOf(by, facts) }),
});

const ORDER = ['block', 'warn', 'prefer'];

/** What weighs most comes first; which of the rules was written first is no matter. */
const byWeight = (one: Spoken, other: Spoken): number =>
  ORDER.indexOf(one.action) - ORDER.indexOf(other.action) ||
  Math.abs(other.effect) - Math.abs(one.effect) ||
  (one.rule < other.rule ? -1 : 1);

const START = 50;
const LOWEST = 0;
const HIGHEST = 100;

const scoreOf = (spoken: readonly Spoken[]): number =>
  Math.min(HIGHEST, Math.max(LOWEST, START + spoken.reduce((sum, { effect }) => sum + effect, 0)));

const statusOf = (spoken: readonly Spoken[]): Evaluation['status'] => {
  if (spoken.some(({ action }) => action === 'block')) return 'blocked';
  return spoken.some(({ action }) => action === 'warn') ? 'warning' : 'ok';
};

/**
 * What a dealer's rules say of an ad, whatever their order: a score from 50, to which each that prefers adds its weight
 * and from which each that warns takes it, within 0 and 100. Budgets speak of all ads together, and not here.
 */
export const evaluate = (facts: Facts, rules: readonly DealerRule[]): Evaluation => {
  const [spoken, undecided]: [Spoken[], Evaluation['undecided']] = [[], []];
  for (const rule of rules) {
    if (!rule.active || !rule.when || rule.most) continue;
    const { holds, by } = holdsOf(rule.when, facts);
    if (holds) spoken.push(spokenOf(rule, by, facts));
    if (holds === null) undecided.push({ rule: rule.id, name: rule.name, fields: [...new Set(by)] });
  }
  spoken.sort(byWeight);
  undecided.sort((one, other) => (one.rule < other.rule ? -1 : 1));
  return { score: scoreOf(spoken), status: statusOf(spoken), spoken, undecided };
};
