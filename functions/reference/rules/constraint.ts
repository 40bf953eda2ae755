import * as z from 'zod';
import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';

const CASELESS = /^\(\?i:(.*)\)$/s;
const MODIFIER = /\(\?[ims-]+:/;

/**
 * The expression that a pattern is. `(?i:…)` around the whole becomes the flag: once a process has compiled a megabyte of
 * expressions V8 forgets modifiers in those that it compiles then (Node 24), and what is forbidden would pass.
 */
const expressionOf = (pattern: string): RegExp => {
  const [, caseless] = CASELESS.exec(pattern) ?? [];
  return caseless === undefined ? new RegExp(pattern, 'u') : new RegExp(caseless, 'iu');
};

const isPattern = (pattern: string): boolean => {
  try {
    return !MODIFIER.test(expressionOf(pattern).source);
  } catch {
    return false;
  }
};

const Pattern = z
  .string()
  .min(1)
  .refine(isPattern, 'is no regular expression, or says (?i:…) of less than the whole');

const Bounds = z
  .strictObject({ min: z.number().optional(), max: z.number().optional() })
  .refine(({ min = -Infinity, max = Infinity }) => min <= max, 'has a minimum over its maximum');

/** What a value may be. Patterns heed case unless all of them stands in (?i:…); lengths are UTF-16 units, never fewer than Avito's characters. */
export const Constraint = z.strictObject({
  type: z.enum(['integer', 'decimal']).optional(),
  oneOf: z.array(z.string()).min(1).optional(),
  range: Bounds.optional(),
  length: Bounds.optional(),
  pattern: Pattern.optional(),
  forbidden: Pattern.optional(),
});
export type Constraint = z.infer<typeof Constraint>;

const NUMBERS = { integer: /^-?\d+$/, decimal: /^-?\d+(\.\d+)?$/ };

const outside = (value: number, { min = -Infinity, max = Infinity }: z.infer<typeof Bounds>): boolean =>
  value < min || value > max;

const limits = ({ min, max }: z.infer<typeof Bounds>) => ({ min: min ?? null, max: max ?? null });

/** What is wrong with the value of a field; false where nothing is. */
type Check = (value: string, field: string) => Reason | false;

/** The check that each limit is, made once for all values. */
const CHECKS: { [Limit in keyof Constraint]-?: (limit: NonNullable<Constraint[Limit]>) => Check } = {
  type: (type) => (value, field) =>
    !NUMBERS[type].test(value) && reason('value-no-number', { field, value, type }),
  oneOf: (listed) => {
    const known = new Set(listed);
    return (value, field) => !known.has(value) && reason('value-unlisted', { field, value, listed });
  },
  range: (range) => (value, field) =>
    outside(Number(value), range) && reason('value-outside', { field, value, ...limits(range) }),
  length: (length) => (value, field) =>
    outside(value.length, length) &&
    reason('value-length', { field, characters: value.length, ...limits(length) }),
  pattern: (pattern) => {
    const form = expressionOf(pattern);
    return (value, field) => !form.test(value) && reason('value-form', { field, value });
  },
  forbidden: (pattern) => {
    const form = expressionOf(pattern);
    return (value, field) => {
      const [found] = form.exec(value) ?? [];
      return found !== undefined && reason('value-forbidden', { field, found });
    };
  },
};

const LIMITS = Object.keys(CHECKS) as (keyof Constraint)[];

const checkOf = <Limit extends keyof Constraint>(
  name: Limit,
  constraint: Pick<Constraint, Limit>,
): Check[] => {
  const limit: Constraint[Limit] = constraint[name];
  return limit === undefined ? [] : [CHECKS[name](limit as never)];
};

/** Rules are read once and held against each field of each ad. */
const made = new WeakMap<Constraint, Check[]>();

const checksOf = (constraint: Constraint): Check[] => {
  const checks = made.get(constraint) ?? LIMITS.flatMap((name) => checkOf(name, constraint));
  made.set(constraint, checks);
  return checks;
};

/** Everything that is wrong with the value of a field; empty when nothing is. */
export const broken = (field: string, value: string, constraint: Constraint): Reason[] =>
  checksOf(constraint)
    .map((check) => check(value, field))
    .filter((problem) => problem !== false);
