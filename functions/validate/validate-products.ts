import type { Dealer } from '#contracts/dealer.ts';
import type { Reason } from '#contracts/reason.ts';
import type { ValidatedProduct } from '#contracts/validated.ts';
import { groupsForAds, namesakesOf } from '#marketplace/ad-groups.ts';
import type { Composition, Listing, Marketplace } from '#marketplace/marketplace.ts';
import { withKnownMachines } from '#reference/rules/known-machines.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import { type AdIds, adIdsOf } from './ad-ids.ts';
import { candidate, runLayers } from './layers.ts';
import type { ListToJudge } from './read-list.ts';
import { type AnswerOf, answersByMachine, withAnswer } from './review/apply-answers.ts';
import { alike, repeated } from './twins.ts';
import { holdUnaccounted } from './unaccounted.ts';
import { reasonsOf, verdictOf } from './verdict.ts';

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
  const { verdict, reasons, ad } = validateProduct(first, compose(first, fit, list, standards), standards);
  return alone.map((each) => (isFit(each) ? [each[0], { ...each[1], verdict, reasons, ad }] : each));
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
