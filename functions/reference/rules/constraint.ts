import * as z from 'zod';

const isPattern = (source: string): boolean => {
  try {
    return Boolean(new RegExp(source, 'u'));
  } catch {
    return false;
  }
};

const Pattern = z.string().min(1).refine(isPattern, 'is no regular expression');

const Bounds = z
  .strictObject({ min: z.number().optional(), max: z.number().optional() })
  .refine(({ min = -Infinity, max = Infinity }) => min <= max, 'has a minimum over its maximum');

/** What a value may be. Patterns heed case unless they say (?i:…); lengths are UTF-16 units, never fewer than Avito's characters. */
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

const spelled = ({ min, max }: z.infer<typeof Bounds>): string =>
  [min === undefined ? [] : `at least ${min}`, max === undefined ? [] : `at most ${max}`]
    .flat()
    .join(' and ');

/** What is wrong with a value, as the rest of a sentence about it; false where nothing is. */
type Check = (value: string) => string | false;

/** The check that each limit is, made once for all values. */
const CHECKS: { [Limit in keyof Constraint]-?: (limit: NonNullable<Constraint[Limit]>) => Check } = {
  type: (type) => (value) => !NUMBERS[type].test(value) && `is no ${type} number`,
  oneOf: (listed) => {
    const known = new Set(listed);
    return (value) => !known.has(value) && `is none of ${listed.join(', ')}`;
  },
  range: (range) => (value) => outside(Number(value), range) && `is not ${spelled(range)}`,
  length: (length) => (value) =>
    outside(value.length, length) && `has ${value.length} characters, not ${spelled(length)}`,
  pattern: (pattern) => {
    const form = new RegExp(pattern, 'u');
    return (value) => !form.test(value) && 'has the wrong form';
  },
  forbidden: (pattern) => {
    const form = new RegExp(pattern, 'u');
    return (value) => {
      const [found] = form.exec(value) ?? [];
      return found !== undefined && `holds "${found}", which is not allowed`;
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

/** Everything that is wrong with a value, as the rest of a sentence about it; empty when nothing is. */
export const broken = (value: string, constraint: Constraint): string[] =>
  checksOf(constraint)
    .map((check) => check(value))
    .filter((problem) => problem !== false);
