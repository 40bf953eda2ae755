import type { Dealer } from '#contracts/dealer.ts';
import type { Reason } from '#contracts/reason.ts';
import { LAYERS, type Layer, type LayerResult, type ValidatedProduct } from '#contracts/validated.ts';
import { isElectric } from '#marketplace/machine-engine.ts';
import type { Composition, Listing, Marketplace, Neighbours } from '#marketplace/marketplace.ts';
import { roublesOf } from '#marketplace/price.ts';
import { reason } from '#messages/reason.ts';
import { readEngine } from '#reference/naming/engine.ts';
import { checkFields } from '#reference/rules/check-fields.ts';
import { checkModel } from '#reference/rules/check-model.ts';
import { broken } from '#reference/rules/constraint.ts';
import { type Finding, missing } from '#reference/rules/finding.ts';
import { withKnownMachines } from '#reference/rules/known-machines.ts';
import type { AttributeRule, CompatibilityRule, RuleSet } from '#reference/rules/rule-set.ts';
import { LongList } from '#shared/long-list.ts';
import { type AdIds, adIdsOf } from './offers.ts';
import type { RowsToJudge } from './read-list.ts';
import { type AnswerOf, answersByMachine, withAnswer } from './review/apply-answers.ts';
import { holdUnaccounted } from './unaccounted.ts';
import { reasonsOf, verdictOf } from './verdict.ts';
import { type WholeList, wholeList } from './whole-list.ts';

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

const compose = (
  listing: Listing,
  neighbours: Neighbours,
  { marketplace, dealer, adIds = marketplace.adId }: Standards,
): Composition => {
  const composition = marketplace.compose(listing, dealer, neighbours);
  return { ...composition, ad: { ...composition.ad, id: adIds(listing) ?? '' } };
};

/** A row and what becomes of it. */
export interface JudgedRow {
  listing: Listing;
  product: ValidatedProduct;
}

/** The same in its place of the list. */
interface Judged extends JudgedRow {
  at: number;
}

/** Each machine of a group by itself: those that may be published share an ad, the others wait or are rejected. */
const toldApart = (group: Judged[], list: WholeList, { answerOf }: Standards): Judged[] => {
  const [first] = group;
  return group.map(({ at, listing, product }) => {
    const told = list.repeats.get(at) ?? (first && list.alikes.get(first.at));
    const unanswered = told ? held(product, told) : product;
    return { at, listing, product: withAnswer(unanswered, listing, answerOf?.(product)) };
  });
};

const isFit = ({ product: { verdict } }: Judged): boolean => verdict === 'published';

/** Machines that share an ad each bear the verdict on it. */
const judged = (group: Judged[], list: WholeList, standards: Standards): Judged[] => {
  const alone = toldApart(group, list, standards);
  const fit = alone.filter(isFit);
  const [first] = fit;
  if (fit.length < 2 || !first) return alone;
  const neighbours = {
    namesakes: list.namesakesOf(first.at),
    variants: fit.map(({ listing }) => listing),
  };
  const shared = validateProduct(first.listing, compose(first.listing, neighbours, standards), standards);
  const { verdict, reasons, ad, rate, derivation } = shared;
  const told = { verdict, reasons, ad, rate, ...(derivation && { derivation }) };
  return alone.map((each) => (isFit(each) ? { ...each, product: { ...each.product, ...told } } : each));
};

/** Rows on their way: those whose group has others to come, and those that are judged before one above them. */
class Underway {
  readonly #groups = new Map<string, Map<number, Judged>>();
  readonly #judged = new Map<number, Judged>();
  #next = 0;

  /** The row's group, where this is the last of it, in the group's own order. */
  gather(row: Judged, list: WholeList): Judged[] {
    const { group, of } = list.groupAt(row.at);
    const members = this.#groups.get(group) ?? new Map<number, Judged>();
    this.#groups.set(group, members.set(row.at, row));
    if (members.size < of.length) return [];
    this.#groups.delete(group);
    return of.map(({ at }) => members.get(at) as Judged);
  }

  *inOrder(judged: readonly Judged[]): Generator<JudgedRow> {
    for (const each of judged) this.#judged.set(each.at, each);
    for (let next = this.#judged.get(this.#next); next; next = this.#judged.get(this.#next)) {
      yield next;
      this.#judged.delete(this.#next++);
    }
  }
}

/** The rows in both forms at once, as often as wanted. */
export const besideProducts = (
  listings: Iterable<Listing>,
  products: Iterable<ValidatedProduct>,
): Iterable<JudgedRow> => ({
  *[Symbol.iterator]() {
    const judged = products[Symbol.iterator]();
    for (const listing of listings) yield { listing, product: judged.next().value };
  },
});

/** Where a list lies whole in memory, there is room for what becomes of it, too. */
const roomFor = (listings: Iterable<Listing>): number | undefined =>
  Array.isArray(listings) ? Number.POSITIVE_INFINITY : undefined;

function* judgedInOrder(listings: Iterable<Listing>, standards: Standards): Generator<JudgedRow> {
  using alone = new LongList<ValidatedProduct>(null, roomFor(listings));
  const list = wholeList(listings, standards, (listing, namesakes) => {
    const composition = compose(listing, { namesakes, variants: [] }, standards);
    alone.add(validateProduct(listing, composition, standards));
  });
  const underway = new Underway();
  let at = 0;
  for (const row of besideProducts(listings, alone))
    yield* underway.inOrder(judged(underway.gather({ at: at++, ...row }, list), list, standards));
}

/**
 * Judges a list's products and gives them in the list's order, an ad's codes at a time (S0-45). Rows that would become the
 * same ad, or that read alike, are held, all of them. The list is gone through three times; of a long one memory holds what
 * its rows ask of each other, and what stands between rows that share an ad.
 */
export function* validateProducts(
  listings: Iterable<Listing>,
  standards: Standards,
): Generator<ValidatedProduct, void> {
  for (const { product } of judgedInOrder(listings, standards)) yield product;
}

type Judges = Pick<Standards, 'marketplace' | 'rules'>;

/** What becomes of a list's rows under these rules, which its dealer's books extend, one by one; nothing is written. */
export function* judgeRows(list: RowsToJudge, { marketplace, rules }: Judges): Generator<JudgedRow> {
  const { dealer, listings, extracted, catalogues } = list;
  const { adIds } = adIdsOf(list, marketplace);
  const answerOf = answersByMachine(list.answers);
  const standards = { marketplace, rules: withKnownMachines(rules, catalogues), dealer, adIds, answerOf };
  const hold = holdUnaccounted(extracted);
  for (const { listing, product } of judgedInOrder(listings, standards))
    yield { listing, product: withAnswer(hold(product), listing, answerOf(product)) };
}

/** The same of a list that is whole in memory. */
export const judgeList = (list: RowsToJudge, judges: Judges): ValidatedProduct[] =>
  Array.from(judgeRows(list, judges), ({ product }) => product);
