import { z } from 'zod';

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

const matches = (value: string, pattern: string): RegExpExecArray | null =>
  new RegExp(pattern, 'u').exec(value);

/** Each limit a value can break, with the words that say so. */
const LIMITS: ((value: string, limits: Constraint) => string | false | undefined)[] = [
  (value, { type }) => type && !NUMBERS[type].test(value) && `is no ${type} number`,
  (value, { oneOf }) => oneOf && !oneOf.includes(value) && `is none of ${oneOf.join(', ')}`,
  (value, { range }) => range && outside(Number(value), range) && `is not ${spelled(range)}`,
  (value, { length }) =>
    length && outside(value.length, length) && `has ${value.length} characters, not ${spelled(length)}`,
  (value, { pattern }) => pattern && !matches(value, pattern) && 'has the wrong form',
  (value, { forbidden }) => {
    const found = forbidden && matches(value, forbidden);
    return found ? `holds "${found[0]}", which is not allowed` : false;
  },
];

/** Everything that is wrong with a value, as the rest of a sentence about it; empty when nothing is. */
export const broken = (value: string, constraint: Constraint): string[] =>
  LIMITS.map((limit) => limit(value, constraint)).filter((problem) => typeof problem === 'string');
