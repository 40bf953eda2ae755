import type { Dealer } from '#contracts/dealer.ts';
import type { ValidatedProduct } from '#contracts/validated.ts';
import type { Composition, Listing, Marketplace } from '#marketplace/marketplace.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import { candidate } from './candidate.ts';
import { runLayers } from './layers.ts';
import { twins } from './twins.ts';
import { reasonsOf, verdictOf } from './verdict.ts';

/** What a list is judged by. */
export interface Standards {
  marketplace: Marketplace;
  rules: RuleSet;
  dealer: Dealer;
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
    layers: runs.map((run) => run.result),
  };
};

const held = (product: ValidatedProduct, reason: string): ValidatedProduct => ({
  ...product,
  verdict: product.verdict === 'rejected' ? 'rejected' : 'review',
  reasons: [reason, ...product.reasons],
});

/**
 * Judges a list's products one by one, in the list's order, without keeping what was judged (S0-45).
 * Rows that would become the same ad, or that read alike, are held, all of them.
 */
export function* validateProducts(
  listings: readonly Listing[],
  { marketplace, rules, dealer }: Standards,
): Generator<ValidatedProduct, void> {
  const alike = twins(listings, marketplace);
  for (const listing of listings) {
    const product = validateProduct(listing, marketplace.compose(listing, dealer), { rules, dealer });
    const reason = alike.get(listing);
    yield reason ? held(product, reason) : product;
  }
}
