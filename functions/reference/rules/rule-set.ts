import * as z from 'zod';
import { Constraint } from './constraint.ts';

/** block keeps an ad out as rejected, review holds it for a person, warn only says so (C10). */
export const SEVERITIES = ['block', 'review', 'warn'] as const;
export type Severity = (typeof SEVERITIES)[number];

const Rule = z.strictObject({
  id: z.string().min(1),
  severity: z.enum(SEVERITIES),
  /** Where the rule comes from: a definition of the marketplace, or a requirement of this product. */
  source: z.string().min(1),
});

const Presence = z.enum(['required', 'optional', 'forbidden']);

/** Layer 1: an attribute every product must have, whatever the marketplace. */
export const AttributeRule = Rule.extend({
  attribute: z.enum(['ModelCode', 'Brand', 'Year', 'Price']),
  presence: Presence,
  ...Constraint.shape,
});
export type AttributeRule = z.infer<typeof AttributeRule>;

/** Layer 2: the tag's value is one of the marketplace's listed names, to the letter. */
export const ModelCatalogueRule = Rule.extend({
  tag: z.string(),
  names: z.array(z.string().min(1)).min(1),
});
export type ModelCatalogueRule = z.infer<typeof ModelCatalogueRule>;

/** A dependency on another tag: its value is listed, or the tag is absent (or present). */
export const Condition = z.union([
  z.strictObject({ tag: z.string(), oneOf: z.array(z.string()).min(1) }),
  z.strictObject({ tag: z.string(), absent: z.boolean() }),
]);
export type Condition = z.infer<typeof Condition>;

/** What holds for a field under all the conditions of `when`; `count` is of its values. */
export const FieldCase = Constraint.extend({
  when: z.array(Condition).optional(),
  presence: Presence,
  count: z.strictObject({ max: z.number().int().positive() }).optional(),
});
export type FieldCase = z.infer<typeof FieldCase>;

/** Layer 3: one field of the marketplace; the first case whose conditions hold is the one that counts. */
export const FieldRule = Rule.extend({ tag: z.string(), cases: z.array(FieldCase).min(1) });
export type FieldRule = z.infer<typeof FieldRule>;

/** Layer 4: what an attribute's value allows of another; a value without a line of its own is `unknown`. */
export const CompatibilityRule = Rule.extend({
  of: z.enum(['family', 'brand']),
  allows: z.enum(['brand', 'family', 'engine class']),
  unknown: z.enum(SEVERITIES),
  table: z.record(z.string(), z.array(z.string()).min(1)),
});
export type CompatibilityRule = z.infer<typeof CompatibilityRule>;

const firstTwice = (names: string[]): string | undefined =>
  names.find((name, index) => names.indexOf(name) !== index);

const unlessTwice = (names: string[], context: z.RefinementCtx): void => {
  const twice = firstTwice(names);
  if (twice) context.addIssue({ code: 'custom', message: `"${twice}" stands twice` });
};

const tagsOf = (rule: FieldRule): string[] =>
  rule.cases.flatMap(({ when = [] }) => when.map((condition) => condition.tag));

const FieldRules = z.array(FieldRule).superRefine((rules, context) => {
  const tags = rules.map((rule) => rule.tag);
  unlessTwice(tags, context);
  rules.forEach((rule, index) => {
    const stranger = tagsOf(rule).find((tag) => !tags.includes(tag));
    const message = `depends on "${stranger}", which is no field`;
    if (stranger) context.addIssue({ code: 'custom', path: [index, 'cases'], message });
  });
});

/** Everything an ad is held against, by layer; `version` is what a run pins and an artefact names. */
export const RuleSet = z
  .strictObject({
    version: z.string().min(1),
    layers: z.strictObject({
      'required-fields': z.array(AttributeRule),
      'model-catalogue': z.array(ModelCatalogueRule),
      'field-rules': FieldRules,
      'business-rules': z.array(CompatibilityRule),
    }),
  })
  .superRefine(({ layers }, context) =>
    unlessTwice(
      Object.values(layers).flatMap((rules) => rules.map((rule) => rule.id)),
      context,
    ),
  );
export type RuleSet = z.infer<typeof RuleSet>;
