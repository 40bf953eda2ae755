import { isDeepStrictEqual } from 'node:util';
import type { Dependency, FieldFact, FieldVariant } from './field-facts.ts';
import type { Snapshot } from './snapshot.ts';

/** What is new in a snapshot, in words. */
export interface SnapshotDifference {
  namesAdded: string[];
  namesRemoved: string[];
  /** By field, what is different. */
  fields: { tag: string; changes: string[] }[];
}

const minus = (some: readonly string[], others: readonly string[]): string[] =>
  some.filter((each) => !others.includes(each));

const listed = (word: string, values: string[]): string[] =>
  values.length > 0 ? [`${word} ${values.map((value) => `"${value}"`).join(', ')}`] : [];

const valueChanges = (before: FieldVariant, after: FieldVariant): string[] => {
  if (!before.values !== !after.values)
    return [after.values ? 'has a list of values now' : 'has no list of values any more'];
  const [old = [], now = []] = [before.values, after.values];
  return [...listed('allows', minus(now, old)), ...listed('no longer allows', minus(old, now))];
};

const rangeText = ({ range }: FieldVariant): string => (range ? `${range.min} to ${range.max}` : 'no range');

const changed = (what: string, before: string, after: string): string[] =>
  before === after ? [] : [`${what}: ${before} → ${after}`];

const dependencyText = ({ action, clause, conditions }: Dependency): string =>
  `${action} where ${conditions.map(({ tag, oneOf }) => `${tag} is ${oneOf.join(' or ')}`).join(` ${clause} `)}`;

const dependencyTexts = ({ dependencies = [], stated = [] }: FieldVariant): string[] => [
  ...dependencies.map(dependencyText),
  ...stated.map(({ on, tags }) => `dependent on ${tags.join(' and ')} being ${on}`),
];

const dependencyChanges = (before: FieldVariant, after: FieldVariant): string[] => {
  const [old, now] = [dependencyTexts(before), dependencyTexts(after)];
  return [
    ...minus(now, old).map((text) => `is now ${text}`),
    ...minus(old, now).map((text) => `is no longer ${text}`),
  ];
};

const variantChanges = (before: FieldVariant, after: FieldVariant): string[] => [
  ...changed('type', before.type, after.type),
  ...changed('presence', before.presence, after.presence),
  ...changed('range', rangeText(before), rangeText(after)),
  ...changed('catalogue', before.catalogue?.at ?? 'none', after.catalogue?.at ?? 'none'),
  ...valueChanges(before, after),
  ...dependencyChanges(before, after),
];

const formText = (variants: FieldVariant[]): string => `${variants.length} forms`;

const fieldChanges = (before: FieldFact | undefined, after: FieldFact | undefined): string[] => {
  if (!after) return ['is no field any more'];
  if (!before) return [`is a new field, ${after.variants.map(({ presence }) => presence).join(' or ')}`];
  if (isDeepStrictEqual(before, after)) return [];
  const [old, now] = [before.spreadsheetOnly, after.spreadsheetOnly].map((only) =>
    only ? 'spreadsheets only' : 'XML too',
  );
  const paired = after.variants.flatMap((variant, at) => {
    const counterpart = before.variants[at];
    return counterpart ? variantChanges(counterpart, variant) : [];
  });
  return [
    ...changed('for', old ?? '', now ?? ''),
    ...changed('forms', formText(before.variants), formText(after.variants)),
    ...paired,
  ];
};

/** What the later snapshot says otherwise: names added and removed, fields by what changed in them. */
export const compareSnapshots = (before: Snapshot, after: Snapshot): SnapshotDifference => {
  const tags = new Set([...before.fields, ...after.fields].map(({ tag }) => tag));
  const factOf = ({ fields }: Snapshot, tag: string) => fields.find((fact) => fact.tag === tag);
  return {
    namesAdded: minus(after.models, before.models),
    namesRemoved: minus(before.models, after.models),
    fields: [...tags]
      .map((tag) => ({ tag, changes: fieldChanges(factOf(before, tag), factOf(after, tag)) }))
      .filter(({ changes }) => changes.length > 0),
  };
};
