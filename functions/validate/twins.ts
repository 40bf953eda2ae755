import type { Listing, Marketplace } from '#marketplace/marketplace.ts';
import { sha256 } from '#shared/hash.ts';

const groups = (listings: readonly Listing[], keyOf: (listing: Listing) => string | null): Listing[][] => {
  const byKey = Map.groupBy(listings, keyOf);
  byKey.delete(null);
  return [...byKey.values()].filter((group) => group.length > 1);
};

const codesOf = (group: Listing[]): string[] => [
  ...new Set(group.map(({ extracted }) => extracted.modelCode)),
];

const pricesOf = (group: Listing[]): string => {
  const prices = group.map(({ extracted: { price } }) =>
    price ? `${price.amount} ${price.currency}` : 'no price',
  );
  return [...new Set(prices)].join(', ');
};

const sameAd = (group: Listing[]): string =>
  `${codesOf(group).join(', ')} stands ${group.length} times on the list, at ${pricesOf(group)}`;

const sameFace = (group: Listing[]): string =>
  `a buyer could not tell the ads of ${codesOf(group).join(', ')} apart: the marketplace blocks duplicates`;

/**
 * The listings of one list that must not all be published, each with the reason: rows that would become
 * the same ad, and codes whose ads read alike. Which of them is meant, only a person knows.
 */
export const twins = (listings: readonly Listing[], marketplace: Marketplace): Map<Listing, string> => {
  const alike = groups(listings, (listing) => sha256(marketplace.face(listing)));
  const reasoned = [
    ...alike.filter((group) => codesOf(group).length > 1).map((group) => [group, sameFace(group)] as const),
    ...groups(listings, marketplace.adId).map((group) => [group, sameAd(group)] as const),
  ];
  return new Map(reasoned.flatMap(([group, reason]) => group.map((listing) => [listing, reason] as const)));
};
