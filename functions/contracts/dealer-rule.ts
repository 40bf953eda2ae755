/** What a dealer itself wants of its ads, beside what the marketplace's rules ask: see `reference/dealer-rules`. */
import * as z from 'zod';
import { FACT_FIELDS, type FactField, type FactKind, OPERATORS } from './fact-fields.ts';
import { Reason } from './reason.ts';

interface ValueOf {
  text: string;
  number: number;
  flag: boolean;
}

/** What is known of an ad and its machine; what is absent nobody knows. */
export type Facts = { [Field in FactField]?: ValueOf[(typeof FACT_FIELDS)[Field]] | undefined };

const NAMES = Object.keys(FACT_FIELDS) as [FactField, ...FactField[]];

const text = z.string().min(1).max(100, 'write at most 100 letters');
const number = z.number().min(-1e12).max(1e12);
const field = z.enum(NAMES);

const MOST_IN_SET = 200;

/** One field held against what a rule says; texts are compared without regard to case. */
const Written = z.discriminatedUnion('is', [
  z.strictObject({ field, is: z.enum(['=', '!=']), value: z.union([text, number, z.boolean()]) }),
  z.strictObject({ field, is: z.enum(['<', '<=', '>', '>=']), value: number }),
  z.strictObject({ field, is: z.literal('between'), from: number, to: number }),
  z.strictObject({
    ...{ field, is: z.enum(['in', 'not-in']) },
    values: z
      .array(z.union([text, number]))
      .min(1)
      .max(MOST_IN_SET, `name at most ${MOST_IN_SET}`),
  }),
  z.strictObject({ field, is: z.enum(['contains', 'begins']), value: text }),
  z.strictObject({ field, is: z.enum(['filled', 'empty']) }),
]);
export type Comparison = z.infer<typeof Written>;

const KINDS = { string: 'text', number: 'number', boolean: 'flag' } as const;

const valuesIn = (comparison: Comparison): (string | number | boolean)[] => {
  if ('values' in comparison) return comparison.values;
  return 'value' in comparison ? [comparison.value] : [];
};

const faultOf = (comparison: Comparison): string | null => {
  const { field: name, is } = comparison;
  const kind = FACT_FIELDS[name];
  if (!(OPERATORS[is] as readonly FactKind[]).includes(kind)) return `${name} cannot be compared by ${is}`;
  const other = valuesIn(comparison).find((value) => KINDS[typeof value as keyof typeof KINDS] !== kind);
  if (other !== undefined) return `${name} is compared with a ${kind}, and ${JSON.stringify(other)} is none`;
  return is === 'between' && comparison.from > comparison.to ? 'write the lower number first' : null;
};

const Comparison = Written.superRefine((comparison, context) => {
  const message = faultOf(comparison);
  if (message) context.addIssue({ code: 'custom', path: ['field'], message });
});

/** When a rule speaks: comparisons, and what joins them. */
export type Condition = Comparison | { and: Condition[] } | { or: Condition[] } | { not: Condition };

const MOST_DEEP = 5;
const MOST_COMPARISONS = 50;

const parts = z.array(z.lazy((): z.ZodType<Condition> => Joined)).min(1);

const Joined: z.ZodType<Condition> = z.union([
  z.strictObject({ and: parts }),
  z.strictObject({ or: parts }),
  z.strictObject({ not: z.lazy((): z.ZodType<Condition> => Joined) }),
  Comparison,
]);

/** What a condition is joined of; nothing for a comparison. */
export const partsOf = (condition: Condition): Condition[] => {
  if ('and' in condition) return condition.and;
  if ('or' in condition) return condition.or;
  return 'not' in condition ? [condition.not] : [];
};

const depthOf = (condition: Condition): number => 1 + Math.max(0, ...partsOf(condition).map(depthOf));

/** The comparisons that a condition is made of. */
export const comparisonsIn = (condition: Condition): Comparison[] =>
  'field' in condition ? [condition] : partsOf(condition).flatMap(comparisonsIn);

export const Condition = Joined.refine((condition) => depthOf(condition) <= MOST_DEEP, {
  message: `join conditions at most ${MOST_DEEP} deep`,
}).refine((condition) => comparisonsIn(condition).length <= MOST_COMPARISONS, {
  message: `write at most ${MOST_COMPARISONS} comparisons`,
});

export const RULE_KINDS = ['category', 'product', 'quality', 'budget'] as const;

/** block keeps an ad out, warn takes its weight from the score, prefer adds it. */
export const RULE_ACTIONS = ['block', 'warn', 'prefer'] as const;
export type RuleAction = (typeof RULE_ACTIONS)[number];

const MOST_ADS = 100_000;
const roubles = z.number().int('write whole roubles').positive('write roubles above 0').max(1e12);

/** How many ads a dealer pays for: their number, or roubles for all and for each. */
const Budget = z.union([
  z.strictObject({ ads: z.number().int('write a whole number of ads').min(0).max(MOST_ADS) }),
  z.strictObject({ roubles, placement: roubles }),
]);
export type Budget = z.infer<typeof Budget>;

/** How many ads a budget has room for. */
export const roomOf = (most: Budget): number =>
  'ads' in most ? most.ads : Math.floor(most.roubles / most.placement);

const CONTENT = {
  name: z.string().trim().min(1, 'write a name').max(80, 'write at most 80 letters'),
  description: z.string().trim().max(500, 'write at most 500 letters').default(''),
  kind: z.enum(RULE_KINDS),
  action: z.enum(RULE_ACTIONS),
  weight: z.number().int().min(1, 'write 1 to 10').max(10, 'write 1 to 10').default(5),
  active: z.boolean().default(true),
  /** Of which ads it speaks; a budget without one is for all of them. */
  when: Condition.optional(),
  /** Of a budget: how many of those there may be. */
  most: Budget.optional(),
};

const faultOfRule = ({
  kind,
  action,
  when,
  most,
}: Pick<z.infer<z.ZodObject<typeof CONTENT>>, 'kind' | 'action' | 'when' | 'most'>): string | null => {
  if (kind !== 'budget' && most) return 'only a budget says how many ads there may be';
  if (kind !== 'budget') return when ? null : 'write when it speaks';
  if (!most) return 'write how many ads a budget allows';
  if (action === 'prefer') return 'a budget blocks or warns';
  const others = when ? comparisonsIn(when).map(({ field }) => field) : [];
  return others.includes('listing.score') ? 'a budget keeps the best of those it speaks of by itself' : null;
};

const RuleId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'write up to 40 small Latin letters, digits and hyphens');

/** One rule of a dealer's own. */
export const DealerRule = z.strictObject({ id: RuleId, ...CONTENT }).superRefine((rule, context) => {
  const message = faultOfRule(rule);
  if (message) context.addIssue({ code: 'custom', path: ['when'], message });
});
export type DealerRule = z.infer<typeof DealerRule>;

export const EVALUATION_STATUSES = ['ok', 'warning', 'blocked'] as const;

/** A rule that spoke of an ad: what it did to the score, and by which facts. */
export const Spoken = z.strictObject({
  rule: z.string(),
  name: z.string(),
  action: z.enum(RULE_ACTIONS),
  effect: z.number(),
  reason: Reason,
});
export type Spoken = z.infer<typeof Spoken>;

/** A rule that might speak of an ad, were these fields known. */
export const Undecided = z.strictObject({ rule: z.string(), name: z.string(), fields: z.array(field) });

/** What a dealer's rules say of one ad. */
export const Evaluation = z.strictObject({
  /** 0 to 100; 50 where no rule prefers or warns. */
  score: z.number().min(0).max(100),
  status: z.enum(EVALUATION_STATUSES),
  spoken: z.array(Spoken),
  undecided: z.array(Undecided),
});
export type Evaluation = z.infer<typeof Evaluation>;
