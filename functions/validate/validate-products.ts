import type { Dealer } from '#contracts/dealer.ts';
import { COLUMNS, type Column } from '#contracts/extracted.ts';
import type { Reason } from '#contracts/reason.ts';
import { LAYERS, type Layer, type LayerResult, type ValidatedProduct } from '#contracts/validated.ts';
import { groupsForAds, namesakesOf } from '#marketplace/ad-groups.ts';
import { isElectric } from '#marketplace/machine-engine.ts';
import type { Composition, Listing, Marketplace } from '#marketplace/marketplace.ts';
import { roublesOf } from '#marketplace/price.ts';
import { reason } from '#messages/reason.ts';
import { readEngine } from '#reference/naming/engine.ts';
import { checkFields } from '#reference/rules/check-fields.ts';
import { checkModel } from '#reference/rules/check-model.ts';
import { broken } from '#reference/rules/constraint.ts';
import { type Finding, missing } from '#reference/rules/finding.ts';
import { withKnownMachines } from '#reference/rules/known-machines.ts';
import type { AttributeRule, CompatibilityRule, RuleSet } from '#reference/rules/rule-set.ts';
import { sha256 } from '#shared/hash.ts';
import { type AdIds, adIdsOf } from './offers.ts';
import type { ListToJudge } from './read-list.ts';
import { type AnswerOf, answersByMachine, withAnswer } from './review/apply-answers.ts';
import { holdUnaccounted } from './unaccounted.ts';
import { reasonsOf, verdictOf } from './verdict.ts';

/** What every marketplace's ad is judged by: the attributes that the rules name. */
type Attributes = Record<
  AttributeRule['attribute'] | CompatibilityRule['of'] | CompatibilityRule['allows'],
  string | null
>;

/** A listing with the ad it became, ready to be judged. */
interface Candidate {
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

const priceIn = (listing: Listing, dealer: Dealer): string | null => {
  const price = roublesOf(listing, dealer);
  return 'roubles' in price ? price.roubles : null;
};

/** Reads a listing's attributes; the price in the roubles that this dealer's conversion gives. */
export const candidate = (listing: Listing, composition: Composition, dealer: Dealer): Candidate => {
  const { brand, modelCode, modelYear, model, normalized } = listing.extracted;
  const attributes = {
    ModelCode: modelCode,
    Brand: brand,
    Year: modelYear === null ? null : String(modelYear),
    Price: priceIn(listing, dealer),
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
interface LayerRun {
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
      ...findings.flatMap(({ suggestions = [] }) => suggestions.map((name) => reason('name-near', { name }))),
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

const groups = (listings: readonly Listing[], keyOf: (listing: Listing) => string | null): Listing[][] => {
  const byKey = Map.groupBy(listings, keyOf);
  byKey.delete(null);
  return [...byKey.values()].filter((group) => group.length > 1);
};

const codesOf = (group: Listing[]): string[] => [
  ...new Set(group.map(({ extracted }) => extracted.modelCode)),
];

const pricesOf = (group: Listing[]): string[] => {
  const prices = group.map(({ extracted: { price } }) =>
    price ? `${price.amount} ${price.currency}` : 'no price',
  );
  return [...new Set(prices)];
};

const sameAd = (group: Listing[]): Reason =>
  reason('ad-repeated', { codes: codesOf(group), times: group.length, prices: pricesOf(group) });

/** The columns of the list in which the rows differ, the code apart: what the ads do not say. */
const differences = (group: Listing[]): Column[] =>
  COLUMNS.filter((column) => {
    const values = new Set(group.map(({ extracted }) => JSON.stringify(extracted[column])));
    return column !== 'modelCode' && values.size > 1;
  });

const reasoned = (held: Listing[][], reasonOf: (group: Listing[]) => Reason): Map<Listing, Reason> =>
  new Map(
    held.flatMap((group) => {
      const why = reasonOf(group);
      return group.map((listing) => [listing, why] as const);
    }),
  );

const sameFace = (group: Listing[]): Reason =>
  reason('ads-alike', { codes: codesOf(group), columns: differences(group) });

/** Ads to be, the code of each apart: what a buyer would read. */
type Faces = (listing: Listing) => string;

/** Codes whose ads read alike, each with the reason: the marketplace would block all but one. */
const alike = (listings: readonly Listing[], face: Faces): Map<Listing, Reason> =>
  reasoned(
    groups(listings, (listing) => sha256(face(listing))).filter((group) => codesOf(group).length > 1),
    sameFace,
  );

/** Rows that would become the same ad, each with the reason: which of them is meant, only a person knows. */
const repeated = (listings: readonly Listing[], { adId }: Marketplace): Map<Listing, Reason> =>
  reasoned(groups(listings, adId), sameAd);

/** What a list is judged by. */
export interface Standards {
  marketplace: Marketplace;
  rules: RuleSet;
  dealer: Dealer;
  /** The marketplace's own for each code, unless given. */
  adIds?: AdIds;
  /** What people have said of a machine, if anything. */
  answerOf?: AnswerOf;
}

/**
 * Holds one listing and its ad against the four layers. The ad is kept whatever the verdict, so that a
 * reviewer sees what would be published; null only without an Id.
 */
export const validateProduct = (
  listing: Listing,
  composition: Composition,
  { rules, dealer }: Pick<Standards, 'rules' | 'dealer'>,
): ValidatedProduct => {
  const runs = runLayers(candidate(listing, composition, dealer), rules);
  const findings = runs.flatMap((run) => run.findings);
  const reasons = reasonsOf(listing, composition, findings);
  const { modelCode, brand, modelYear, page, row } = listing.extracted;
  return {
    modelCode,
    brand,
    modelYear,
    page,
    row,
    verdict: verdictOf(findings, reasons),
    reasons,
    ad: composition.ad.id ? composition.ad : null,
    rate: composition.rate,
    ...(composition.derivation && { derivation: composition.derivation }),
    layers: runs.map((run) => run.result),
  };
};

const held = (product: ValidatedProduct, reason: Reason): ValidatedProduct => ({
  ...product,
  verdict: product.verdict === 'rejected' ? 'rejected' : 'review',
  reasons: [reason, ...product.reasons],
});

/** A list as a whole: who is whose namesake, and who may not be published beside whom. */
const overview = (groups: Listing[][], { marketplace, dealer, answerOf }: Standards) => {
  const isKeptOut = ({ extracted }: Listing) => answerOf?.(extracted)?.keptOut !== undefined;
  const firsts = groups.flatMap(([first]) => first ?? []);
  const standing = groups.filter((group) => !group.every(isKeptOut)).flatMap(([first]) => first ?? []);
  const namesakes = namesakesOf(firsts);
  const neighbours = (listing: Listing) => ({ namesakes: namesakes.get(listing) ?? [], variants: [] });
  const alikes = alike(standing, (listing) => marketplace.face(listing, dealer, neighbours(listing)));
  return { repeats: repeated(groups.flat(), marketplace), alikes, namesakes };
};
type Overview = ReturnType<typeof overview>;

const compose = (
  first: Listing,
  group: Listing[],
  { namesakes }: Overview,
  { marketplace, dealer, adIds = marketplace.adId }: Standards,
): Composition => {
  const variants = group.length > 1 ? group : [];
  const composition = marketplace.compose(first, dealer, {
    namesakes: namesakes.get(first) ?? [],
    variants,
  });
  return { ...composition, ad: { ...composition.ad, id: adIds(first) ?? '' } };
};

/** Each machine of a group by itself: those that may be published share an ad, the others wait or are rejected. */
const judgedAlone = (group: Listing[], list: Overview, standards: Standards): Judged[] => {
  const [first] = group;
  const readsAlike = first && list.alikes.get(first);
  return group.map((listing) => {
    const product = validateProduct(listing, compose(listing, [listing], list, standards), standards);
    const told = list.repeats.get(listing) ?? readsAlike;
    const unanswered = told ? held(product, told) : product;
    return [listing, withAnswer(unanswered, listing, standards.answerOf?.(product))];
  });
};
type Judged = [Listing, ValidatedProduct];

const isFit = ([, { verdict }]: Judged): boolean => verdict === 'published';

/** Machines that share an ad each bear the verdict on it. */
const judged = (group: Listing[], list: Overview, standards: Standards): Judged[] => {
  const alone = judgedAlone(group, list, standards);
  const fit = alone.filter(isFit).map(([listing]) => listing);
  const [first] = fit;
  if (fit.length < 2 || !first) return alone;
  const shared = validateProduct(first, compose(first, fit, list, standards), standards);
  const { verdict, reasons, ad, rate, derivation } = shared;
  const told = { verdict, reasons, ad, rate, ...(derivation && { derivation }) };
  return alone.map((each) => (isFit(each) ? [each[0], { ...each[1], ...told }] : each));
};

/**
 * Judges a list's products and gives them in the list's order, an ad's codes at a time, without keeping what
 * was judged (S0-45). Rows that would become the same ad, or that read alike, are held, all of them.
 */
export function* validateProducts(
  listings: readonly Listing[],
  standards: Standards,
): Generator<ValidatedProduct, void> {
  const groups = groupsForAds(listings, standards.dealer);
  const list = overview(groups, standards);
  const groupOf = new Map(groups.flatMap((group) => group.map((listing) => [listing, group] as const)));
  const waiting = new Map<Listing, ValidatedProduct>();
  for (const listing of listings) {
    if (!waiting.has(listing))
      for (const [each, product] of judged(groupOf.get(listing) ?? [], list, standards))
        waiting.set(each, product);
    const product = waiting.get(listing);
    if (product) yield product;
    waiting.delete(listing);
  }
}

/** What becomes of a list's products under these rules, which its dealer's books extend; nothing is written. */
export const judgeList = (
  list: ListToJudge,
  { marketplace, rules }: Pick<Standards, 'marketplace' | 'rules'>,
): ValidatedProduct[] => {
  const { dealer, listings, extracted, catalogues } = list;
  const { adIds } = adIdsOf(list, marketplace);
  const answerOf = answersByMachine(list.answers);
  const standards = { marketplace, rules: withKnownMachines(rules, catalogues), dealer, adIds, answerOf };
  const products = holdUnaccounted([...validateProducts(listings, standards)], extracted);
  return products.map((product, at) => withAnswer(product, listings[at] as Listing, answerOf(product)));
};
