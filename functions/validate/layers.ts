import type { Dealer } from '#contracts/dealer.ts';
import type { Reason } from '#contracts/reason.ts';
import { LAYERS, type Layer, type LayerResult } from '#contracts/validated.ts';
import { isElectric } from '#marketplace/machine-engine.ts';
import type { Composition, Listing } from '#marketplace/marketplace.ts';
import { toRoubles } from '#marketplace/price.ts';
import { asTold, reason } from '#messages/reason.ts';
import { readEngine } from '#reference/naming/engine.ts';
import { checkFields } from '#reference/rules/check-fields.ts';
import { checkModel } from '#reference/rules/check-model.ts';
import { broken } from '#reference/rules/constraint.ts';
import { type Finding, missing } from '#reference/rules/finding.ts';
import type { AttributeRule, CompatibilityRule, RuleSet } from '#reference/rules/rule-set.ts';

/** What every marketplace's ad is judged by: the attributes that the rules name. */
type Attributes = Record<
  AttributeRule['attribute'] | CompatibilityRule['of'] | CompatibilityRule['allows'],
  string | null
>;

/** A listing with the ad it became, ready to be judged. */
export interface Candidate {
  listing: Listing;
  composition: Composition;
  attributes: Attributes;
}

/** "850 E-TEC Turbo R" is of the class 850; an electric machine has no displacement. */
const engineClass = (listing: Listing): string | null => {
  const { engine, normalized } = listing.extracted;
  const { displacement } = readEngine(engine ?? normalized.engine ?? '');
  return isElectric(listing) ? 'electric' : (displacement?.toString() ?? null);
};

const roublesOf = (listing: Listing, dealer: Dealer): string | null => {
  const price = toRoubles(listing.extracted.price, dealer.conversion);
  return 'roubles' in price ? price.roubles : null;
};

/** Reads a listing's attributes; the price in the roubles that this dealer's conversion gives. */
export const candidate = (listing: Listing, composition: Composition, dealer: Dealer): Candidate => {
  const { brand, modelCode, modelYear, model, normalized } = listing.extracted;
  const attributes = {
    ModelCode: modelCode,
    Brand: brand,
    Year: modelYear === null ? null : String(modelYear),
    Price: roublesOf(listing, dealer),
    brand,
    family: normalized.family ?? model,
    'engine class': engineClass(listing),
  };
  return { listing, composition, attributes };
};

/** Layer 1: an attribute that must be there, and what it may be (S0-37). */
const checkAttribute = (attributes: Attributes, rule: AttributeRule): Finding[] => {
  const value = attributes[rule.attribute];
  if (!value) return rule.presence === 'required' ? [missing(rule, rule.attribute)] : [];
  return broken(rule.attribute, value, rule).map((fault) => ({
    rule: rule.id,
    severity: rule.severity,
    reason: fault,
  }));
};

/** Layer 4: what one attribute allows of another (S0-40, S0-41); a value nobody listed is only `unknown`. */
const checkCompatibility = (attributes: Attributes, rule: CompatibilityRule): Finding[] => {
  const [value, other] = [attributes[rule.of], attributes[rule.allows]].map((text) => text?.toUpperCase());
  if (!value || !other) return [];
  const allowed = rule.table[value]?.map((text) => text.toUpperCase());
  if (allowed?.includes(other)) return [];
  return [
    allowed
      ? {
          rule: rule.id,
          severity: rule.severity,
          reason: reason('not-together', { field: rule.allows, value: other, of: rule.of, with: value }),
        }
      : { rule: rule.id, severity: rule.unknown, reason: reason('value-unruled', { field: rule.of, value }) },
  ];
};

/** How each layer looks at a candidate; a layer knows nothing of the others (S0-36). */
const CHECKS: Record<Layer, (candidate: Candidate, layers: RuleSet['layers']) => Finding[]> = {
  'required-fields': ({ attributes }, layers) =>
    layers['required-fields'].flatMap((rule) => checkAttribute(attributes, rule)),
  'model-catalogue': ({ composition }, layers) =>
    layers['model-catalogue'].flatMap((rule) => checkModel(composition.ad, rule)),
  'field-rules': ({ composition }, layers) => checkFields(composition.ad, layers['field-rules']),
  'business-rules': ({ attributes }, layers) =>
    layers['business-rules'].flatMap((rule) => checkCompatibility(attributes, rule)),
};

/** One layer's findings, and the record of them (S0-08). */
export interface LayerRun {
  findings: Finding[];
  result: LayerResult;
}

const isError = ({ severity }: Finding): boolean => severity !== 'warn';

/** The share of the layer's rules that found nothing; of the catalogue also how sure the match is. */
const confidenceOf = (layer: Layer, findings: Finding[], rules: number, { listing }: Candidate): number => {
  const failed = new Set(findings.map(({ rule }) => rule)).size;
  const share = rules === 0 ? 1 : Math.max(0, 1 - failed / rules);
  return layer === 'model-catalogue' ? share * listing.matched.confidence : share;
};

/** Printed terms that a glossary entry would bring into the description. */
const glossaryGaps = (layer: Layer, { composition }: Candidate): Reason[] =>
  layer === 'field-rules'
    ? composition.untranslated.map((term) => reason('term-untranslated', { term }))
    : [];

const runLayer = (layer: Layer, candidate: Candidate, { layers }: RuleSet): LayerRun => {
  const findings = CHECKS[layer](candidate, layers);
  const [errors, warnings] = [findings.filter(isError), findings.filter((finding) => !isError(finding))];
  const result = {
    layer,
    success: errors.length === 0,
    errors: errors.map((finding) => finding.reason),
    warnings: warnings.map((finding) => finding.reason),
    suggestions: [
      ...findings.flatMap(({ suggestions = [] }) => suggestions.map(asTold)),
      ...glossaryGaps(layer, candidate),
    ],
    confidence: confidenceOf(layer, findings, layers[layer].length, candidate),
    metadata: Object.fromEntries(findings.map(({ rule, severity }) => [rule, severity])),
  };
  return { findings, result };
};

/** All four layers in order, each run whatever the earlier ones found. */
export const runLayers = (candidate: Candidate, rules: RuleSet): LayerRun[] =>
  LAYERS.map((layer) => runLayer(layer, candidate, rules));
