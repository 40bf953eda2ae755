import type { Dealer } from '#contracts/dealer.ts';
import { isElectric } from '#marketplace/machine-engine.ts';
import type { Composition, Listing } from '#marketplace/marketplace.ts';
import { toRoubles } from '#marketplace/price.ts';
import type { AttributeRule, CompatibilityRule } from '#reference/rules/rule-set.ts';

/** What every marketplace's ad is judged by: the attributes that the rules name. */
export type Attributes = Record<
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
  const [displacement] = /\d{3,4}/.exec(normalized.engine ?? engine ?? '') ?? [null];
  return isElectric(listing) ? 'electric' : displacement;
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
