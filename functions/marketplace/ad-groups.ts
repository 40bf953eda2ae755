import type { Dealer } from '#contracts/dealer.ts';
import { machineName, spoken } from './machine-name.ts';
import type { Listing } from './marketplace.ts';
import { roublesOf } from './price.ts';

const MORE_THAN_ANY = 2n ** 63n;

const priceIn = (dealer: Dealer, listing: Listing): bigint => {
  const price = roublesOf(listing, dealer);
  return 'roubles' in price ? BigInt(price.roubles) : MORE_THAN_ANY;
};

const byPrice =
  (dealer: Dealer) =>
  (one: Listing, other: Listing): number => {
    const [a, b] = [priceIn(dealer, one), priceIn(dealer, other)];
    if (a !== b) return a < b ? -1 : 1;
    return one.extracted.modelCode < other.extracted.modelCode ? -1 : 1;
  };

/** All that a buyer of a variant may not choose: everything but code, colour, spring options and price. */
const variantOf = ({ extracted, matched }: Listing): string => {
  const { brand, modelYear, model, package: kit, engine, trackLength, trackProfile } = extracted;
  const { avitoModel, avitoValues, spec } = matched;
  const { starter, display } = extracted;
  const printed = { brand, modelYear, model, kit, engine, trackLength, trackProfile, starter, display };
  return JSON.stringify([printed, avitoModel, avitoValues, spec?.sha256, spec?.page, spec?.engine]);
};

/**
 * The listings in groups of those that one ad stands for, in the list's order: each alone, or by variant.
 * In a group the cheapest comes first, in roubles.
 */
export const groupsForAds = (listings: readonly Listing[], dealer: Dealer): Listing[][] => {
  if (dealer.adPer === 'code') return listings.map((listing) => [listing]);
  return [...Map.groupBy(listings, variantOf).values()].map((group) => group.sort(byPrice(dealer)));
};

/** What a buyer calls a machine. */
export const buyersName = (listing: Listing): string => spoken(machineName(listing));

/** The listings that a buyer calls by the same name, by each of them. */
export const namesakesOf = (listings: readonly Listing[]): Map<Listing, Listing[]> => {
  const groups = Map.groupBy(listings, buyersName);
  return new Map([...groups.values()].flatMap((group) => group.map((listing) => [listing, group] as const)));
};
