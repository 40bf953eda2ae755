import * as z from 'zod';
import type { Dependency, FieldFact, FieldVariant } from '../avito/field-facts.ts';
import type { Snapshot } from '../avito/snapshot.ts';
import { Constraint } from './constraint.ts';
import supplements from './field-supplements.json' with { type: 'json' };
import {
  type Condition,
  type FieldCase,
  type FieldRule,
  type ModelCatalogueRule,
  SEVERITIES,
} from './rule-set.ts';

/**
 * What we add to the marketplace's definition of a field: limits that it states in prose only, and those that
 * this product's own requirements set.
 */
const FieldSupplement = z.strictObject({
  tag: z.string(),
  severity: z.enum(SEVERITIES).optional(),
  /** Where the addition comes from. */
  source: z.string().min(1),
  constraint: Constraint.optional(),
  /** Most values of one ad. */
  count: z.strictObject({ max: z.number().int().positive() }).optional(),
  /** Required too where this other field is filled. */
  requiredWith: z.string().optional(),
});
type FieldSupplement = z.infer<typeof FieldSupplement>;

/** Alternatives of conditions that must all hold; no condition at all holds always. */
type Alternatives = Condition[][];

const ALWAYS: Alternatives = [[]];
const TYPES = { string: undefined, integer: 'integer', float: 'decimal' } as const;

const alternativesOf = ({ dependencies = [] }: FieldVariant, action: Dependency['action']): Alternatives =>
  dependencies
    .filter((dependency) => dependency.action === action)
    .flatMap(({ clause, conditions }) =>
      clause === 'and' ? [conditions] : conditions.map((condition) => [condition]),
    );

const limitsOf = ({ type, values, range }: FieldVariant, marks: string[] | null): Constraint => {
  const oneOf = marks ?? values;
  return {
    ...(TYPES[type] && { type: TYPES[type] }),
    ...(oneOf && { oneOf }),
    ...(range && { [type === 'string' ? 'length' : 'range']: range }),
  };
};

const sameConditions = (one: Condition[], other: Condition[]): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

const both = (one: Condition[], other: Condition[]): Condition[] => [
  ...one,
  ...other.filter((condition) => !one.some((known) => sameConditions([known], [condition]))),
];

const under = (when: Condition[], rest: Omit<FieldCase, 'when'>): FieldCase => ({
  ...(when.length > 0 && { when }),
  ...rest,
});

/** "Required unless Latitude and Longitude are given": where all of them are absent. */
const whereAbsent = ({ stated = [] }: FieldVariant): Alternatives =>
  stated.filter(({ on }) => on === 'absent').map(({ tags }) => tags.map((tag) => ({ tag, absent: true })));

const requiredWhere = (variant: FieldVariant, shown: Alternatives): Alternatives => [
  ...shown.flatMap((visible) =>
    alternativesOf(variant, 'required').map((required) => both(visible, required)),
  ),
  ...(variant.presence === 'required' ? whereAbsent(variant) : []),
];

/** Where it shows and nothing else says whether it must be filled. */
const otherwise = ({ presence }: FieldVariant, required: Alternatives): FieldCase['presence'] =>
  presence === 'optional' || required.length > 0 ? 'optional' : 'required';

const casesOf = (variant: FieldVariant, limits: Omit<FieldCase, 'when' | 'presence'>): FieldCase[] => {
  const visible = alternativesOf(variant, 'visible');
  const shown = visible.length > 0 ? visible : ALWAYS;
  const required = requiredWhere(variant, shown);
  const open = shown.filter((when) => !required.some((known) => sameConditions(known, when)));
  return [
    ...alternativesOf(variant, 'hidden').map((when) => under(when, { presence: 'forbidden' })),
    ...required.map((when) => under(when, { presence: 'required', ...limits })),
    ...open.map((when) => under(when, { presence: otherwise(variant, required), ...limits })),
  ];
};

/**
 * A field that shows under conditions only does not apply elsewhere; where the field it depends on is empty,
 * nobody can say, and that emptiness is a finding of its own.
 */
const elsewhere = (variants: FieldVariant[]): FieldCase[] => {
  const shown = variants.map((variant) => alternativesOf(variant, 'visible'));
  if (shown.some((alternatives) => alternatives.length === 0)) return [];
  const tags = new Set(shown.flat(2).map(({ tag }) => tag));
  return [
    ...[...tags].map((tag): FieldCase => under([{ tag, absent: true }], { presence: 'optional' })),
    { presence: 'forbidden' },
  ];
};

const suppliedCases = ({ variants }: FieldFact, make: string, supplement?: FieldSupplement): FieldCase[] => {
  const { constraint, count } = supplement ?? {};
  return variants.flatMap((variant) => {
    const limits = limitsOf(variant, variant.catalogue?.level === 'mark' ? [make] : null);
    return casesOf(variant, { ...limits, ...constraint, ...(count && { count }) });
  });
};

const togetherWith = (tag: string | undefined, cases: FieldCase[]): FieldCase[] => {
  const [first] = cases;
  if (!tag || !first) return cases;
  return [{ ...first, when: [{ tag, absent: false }], presence: 'required' }, ...cases];
};

const sourceOf = (supplement?: FieldSupplement): string =>
  ["Avito's definition of the field", supplement?.source ?? []].flat().join('; ');

const ruleOf = (fact: FieldFact, make: string, supplement?: FieldSupplement): FieldRule => ({
  id: `field-${fact.tag}`,
  severity: supplement?.severity ?? 'block',
  source: sourceOf(supplement),
  tag: fact.tag,
  cases: fact.spreadsheetOnly
    ? [{ presence: 'forbidden' }]
    : [
        ...togetherWith(supplement?.requiredWith, suppliedCases(fact, make, supplement)),
        ...elsewhere(fact.variants),
      ],
});

/** The rules of layer 3: what the facts say of each field with our additions, in the facts' order. */
export const deriveFieldRules = (
  fields: readonly FieldFact[],
  make: string,
  supplements: readonly FieldSupplement[],
): FieldRule[] =>
  fields.map((fact) =>
    ruleOf(
      fact,
      make,
      supplements.find(({ tag }) => tag === fact.tag),
    ),
  );

const SUPPLEMENTS = z.array(FieldSupplement).parse(supplements);

/** The layers that a snapshot of the marketplace's reference data decides. */
interface DerivedLayers {
  'model-catalogue': ModelCatalogueRule[];
  'field-rules': FieldRule[];
}

const modelListed = (tag: string, names: string[]): ModelCatalogueRule => ({
  id: 'model-listed',
  severity: 'block',
  source: "S0-38: Avito's own list of BRP models, its spaces and misspellings included (C8)",
  tag,
  names,
});

/** Layers 2 and 3 as the snapshot and our supplements make them. */
export const deriveLayers = ({ make, models, fields }: Snapshot): DerivedLayers => {
  const listed = fields.filter(({ variants }) =>
    variants.some(({ catalogue }) => catalogue?.level === 'model'),
  );
  return {
    'model-catalogue': listed.map(({ tag }) => modelListed(tag, models)),
    'field-rules': deriveFieldRules(fields, make, SUPPLEMENTS),
  };
};
