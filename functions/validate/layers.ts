import type { Reason } from '#contracts/reason.ts';
import { LAYERS, type Layer, type LayerResult } from '#contracts/validated.ts';
import { asTold, reason } from '#messages/reason.ts';
import { checkFields } from '#reference/rules/check-fields.ts';
import { checkModel } from '#reference/rules/check-model.ts';
import type { Finding } from '#reference/rules/finding.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import type { Candidate } from './candidate.ts';
import { checkAttribute, checkCompatibility } from './check-attributes.ts';

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

const broken = (findings: Finding[]): Finding[] => findings.filter(({ severity }) => severity !== 'warn');

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
  const errors = broken(findings);
  const result = {
    layer,
    success: errors.length === 0,
    errors: errors.map((finding) => finding.reason),
    warnings: findings.filter(({ severity }) => severity === 'warn').map((finding) => finding.reason),
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
