import type { Dealer } from '#contracts/dealer.ts';
import { sha256 } from '#shared/hash.ts';
import { machineName, spoken } from './machine-name.ts';
import type { Listing } from './marketplace.ts';
import { roublesOf } from './price.ts';

/** Dearer than any machine: of a price that is not known no ad is named. */
const MORE_THAN_ANY = 2n ** 63n;

/** A machine as one of those that an ad may stand for. */
export interface InGroup {
  code: string;
  /** Those that share an ad share this. */
  group: string;
  /** In roubles. */
  price: bigint;
}

const priceIn = (dealer: Dealer, listing: Listing): bigint => {
  const price = roublesOf(listing, dealer);
  return 'roubles' in price ? BigInt(price.roubles) : MORE_THAN_ANY;
};

/** All that a buyer of a variant may not choose: everything but code, colour, spring options and price. */
export const variantOf = ({ extracted, matched }: Listing): string => {
  const { brand, modelYear, model, package: kit, engine, trackLength, trackProfile } = extracted;
  const { avitoModel, avitoValues, spec } = matched;
  const { starter, display } = extracted;
  const printed = { brand, modelYear, model, kit, engine, trackLength, trackProfile, starter, display };
  return sha256(JSON.stringify([printed, avitoModel, avitoValues, spec?.sha256, spec?.page, spec?.engine]));
};

/** A row of a list, of the others of which an ad may stand for it too: its place there, or its variant. */
export const inGroup = (listing: Listing, at: number, dealer: Dealer): InGroup => {
  const { modelCode: code } = listing.extracted;
  if (dealer.adPer === 'code') return { code, group: String(at), price: 0n };
  return { code, group: variantOf(listing), price: priceIn(dealer, listing) };
};

const byPrice = (one: InGroup, other: InGroup): number => {
  if (one.price !== other.price) return one.price < other.price ? -1 : 1;
  return one.code < other.code ? -1 : 1;
};

/**
 * The machines in groups of those that one ad stands for, in the list's order: each alone, or by variant.
 * In a group the cheapest comes first, in roubles.
 */
export const groupsForAds = <Row extends InGroup>(rows: readonly Row[]): Map<string, Row[]> => {
  const groups = Map.groupBy(rows, ({ group }) => group);
  for (const group of groups.values()) group.sort(byPrice);
  return groups;
};

/** What a buyer calls a machine. */
export const buyersName = (listing: Listing): string => spoken(machineName(listing));
