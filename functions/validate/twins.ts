import { COLUMNS } from '#contracts/extracted.ts';
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

/** The columns of the list in which the rows differ, the code apart: what the ads do not say. */
const differences = (group: Listing[]): string => {
  const differing = COLUMNS.filter((column) => {
    const values = new Set(group.map(({ extracted }) => JSON.stringify(extracted[column])));
    return column !== 'modelCode' && values.size > 1;
  });
  return differing.join(', ') || 'nothing but the code';
};

const sameFace = (group: Listing[]): string =>
  `the ads of ${codesOf(group).join(', ')} read alike and would be blocked as duplicates: ` +
  `the rows differ in ${differences(group)}`;

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
