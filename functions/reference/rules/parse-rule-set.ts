import type { z } from 'zod';
import { RuleSet } from './rule-set.ts';

/** One thing that is wrong with a rule set: where it stands, and what is wrong there. */
export interface RuleProblem {
  path: readonly PropertyKey[];
  /** The path, each rule named by its id. */
  place: string;
  reason: string;
}

/** A rule set that must not be used; `problems` names every bad rule, its place and the reason. */
export class BadRuleSet extends Error {
  override readonly name = 'BadRuleSet';
  readonly problems: RuleProblem[];

  constructor(problems: RuleProblem[]) {
    super(problems.map(({ place, reason }) => `${place}: ${reason}`).join('\n'));
    this.problems = problems;
  }
}

const nameOf = (node: unknown): string => {
  const id = (node as { id?: unknown } | undefined)?.id;
  return typeof id === 'string' ? ` (${id})` : '';
};

/** `layers.field-rules[3] (field-ListingFee).cases[0].range`: the path, each rule named by its id. */
const placeOf = (path: readonly PropertyKey[], json: unknown): string => {
  let node = json;
  let place = '';
  for (const step of path) {
    node = (node as Record<PropertyKey, unknown> | undefined)?.[step];
    place += typeof step === 'number' ? `[${step}]${nameOf(node)}` : `.${String(step)}`;
  }
  return place.replace(/^\./, '') || 'the rule set';
};

const problemOf = (issue: z.core.$ZodIssue, json: unknown): RuleProblem => ({
  path: issue.path,
  place: placeOf(issue.path, json),
  reason: issue.message,
});

/**
 * A rule set from JSON, as the table, a file or the bundle holds it.
 * Throws `BadRuleSet` with the place and reason of everything wrong in it.
 */
export const parseRuleSet = (json: unknown): RuleSet => {
  const parsed = RuleSet.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new BadRuleSet(parsed.error.issues.map((issue) => problemOf(issue, json)));
};
