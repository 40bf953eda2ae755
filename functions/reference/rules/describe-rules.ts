import type { Layer } from '#contracts/validated.ts';
import type { Constraint } from './constraint.ts';
import type {
  AttributeRule,
  CompatibilityRule,
  Condition,
  FieldCase,
  FieldRule,
  ModelCatalogueRule,
  RuleSet,
} from './rule-set.ts';

const boundsText = ({ min, max }: { min?: number | undefined; max?: number | undefined }): string =>
  [min ?? [], max ?? []].flat().length === 2
    ? `${min} to ${max}`
    : `${min ?? ''}${max === undefined ? ' or more' : `at most ${max}`}`;

const limitTexts = ({ type, oneOf, range, length, pattern, forbidden }: Constraint): string[] =>
  [
    type ? `${type} number` : [],
    oneOf ? `one of: ${oneOf.join(' | ')}` : [],
    range ? boundsText(range) : [],
    length ? `${boundsText(length)} characters` : [],
    pattern ? `like /${pattern}/` : [],
    forbidden ? `without /${forbidden}/` : [],
  ].flat();

const conditionText = (condition: Condition): string => {
  if ('oneOf' in condition) return `${condition.tag} is ${condition.oneOf.join(' or ')}`;
  return `${condition.tag} is ${condition.absent ? 'empty' : 'filled'}`;
};

const caseText = ({ when = [], presence, count, ...limits }: FieldCase): string => {
  const parts = [presence, ...limitTexts(limits), count ? `at most ${count.max} values` : []]
    .flat()
    .join(', ');
  return when.length > 0 ? `where ${when.map(conditionText).join(' and ')}: ${parts}` : parts;
};

const attributeLines = (rule: AttributeRule): string[] => [
  `${rule.attribute}: ${[rule.presence, ...limitTexts(rule)].join(', ')}`,
];

const catalogueLines = ({ tag, names }: ModelCatalogueRule): string[] => [
  `${tag} is one of ${names.length} names, to the letter:`,
  ...names.map((name) => `  ${JSON.stringify(name)}`),
];

const fieldLines = ({ tag, cases }: FieldRule): string[] => cases.map((each) => `${tag}: ${caseText(each)}`);

const compatibilityLines = ({ of, allows, unknown, table }: CompatibilityRule): string[] => [
  `The ${of} decides the ${allows}; an unknown ${of}: ${unknown}`,
  ...Object.entries(table).map(([value, allowed]) => `  ${value}: ${allowed.join(', ')}`),
];

const LINES: { [Name in Layer]: (rule: RuleSet['layers'][Name][number]) => string[] } = {
  'required-fields': attributeLines,
  'model-catalogue': catalogueLines,
  'field-rules': fieldLines,
  'business-rules': compatibilityLines,
};

/** A layer as people read it: each rule's id, severity and source, then what it says. */
export const describeLayer = <Name extends Layer>(layer: Name, layers: RuleSet['layers']): string[] => {
  const rules: readonly RuleSet['layers'][Name][number][] = layers[layer];
  return rules.flatMap((rule) => [
    `${rule.id} (${rule.severity}) – ${rule.source}`,
    ...LINES[layer](rule).map((line) => `  ${line}`),
  ]);
};
