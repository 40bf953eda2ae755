import type { Reason } from '#contracts/reason.ts';
import type { Ad } from '#contracts/validated.ts';
import { reason } from '#messages/reason.ts';
import { broken } from './constraint.ts';
import { type Finding, missing } from './finding.ts';
import type { Condition, FieldCase, FieldRule } from './rule-set.ts';

/** The values an ad gives a tag: one for most, one a picture for `Images`, none when it is absent. */
const valuesOf = (ad: Ad, tag: string): string[] => {
  if (tag === 'Images') return ad.images;
  const value = tag === 'Id' ? ad.id : ad.fields[tag];
  return value ? [value] : [];
};

const holds = (condition: Condition, ad: Ad): boolean => {
  const values = valuesOf(ad, condition.tag);
  if ('absent' in condition) return condition.absent === (values.length === 0);
  return values.some((value) => condition.oneOf.includes(value));
};

const caseOf = (rule: FieldRule, ad: Ad): FieldCase | undefined =>
  rule.cases.find(({ when = [] }) => when.every((condition) => holds(condition, ad)));

const found = (rule: FieldRule, why: Reason): Finding => ({
  rule: rule.id,
  severity: rule.severity,
  reason: why,
});

const absence = (rule: FieldRule, { presence }: FieldCase): Finding[] =>
  presence === 'required' ? [missing(rule, rule.tag)] : [];

const faults = (rule: FieldRule, fieldCase: FieldCase, values: string[]): Finding[] => {
  const { presence, count } = fieldCase;
  const field = rule.tag;
  if (presence === 'forbidden') return [found(rule, reason('field-inapplicable', { field }))];
  const tooMany = count && values.length > count.max;
  return [
    ...(tooMany
      ? [found(rule, reason('field-crowded', { field, entries: values.length, most: count.max }))]
      : []),
    ...values.flatMap((value) => broken(field, value, fieldCase)).map((fault) => found(rule, fault)),
  ];
};

const checkField = (rule: FieldRule, ad: Ad): Finding[] => {
  const fieldCase = caseOf(rule, ad);
  if (!fieldCase) return [];
  const values = valuesOf(ad, rule.tag);
  return values.length === 0 ? absence(rule, fieldCase) : faults(rule, fieldCase, values);
};

/** Rules are read once and held against very many ads. */
const known = new WeakMap<FieldRule[], Set<string>>();

const tagsOf = (rules: FieldRule[]): Set<string> => {
  const tags = known.get(rules) ?? new Set(rules.map((rule) => rule.tag));
  known.set(rules, tags);
  return tags;
};

const strangers = (rules: FieldRule[], ad: Ad): Finding[] => {
  const tags = tagsOf(rules);
  return Object.keys(ad.fields)
    .filter((tag) => !tags.has(tag))
    .map((tag) => ({
      rule: 'field-unknown',
      severity: 'block',
      reason: reason('field-stranger', { field: tag }),
    }));
};

/** Holds an ad against every field of the marketplace; a tag that no rule knows is blocked. */
export const checkFields = (ad: Ad, rules: FieldRule[]): Finding[] => [
  ...rules.flatMap((rule) => checkField(rule, ad)),
  ...strangers(rules, ad),
];
