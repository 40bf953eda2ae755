import type { Listing, Marketplace } from '#marketplace/marketplace.ts';

const pricesOf = (listings: Listing[]): string => {
  const prices = listings.map(({ extracted: { price } }) =>
    price ? `${price.amount} ${price.currency}` : 'no price',
  );
  return [...new Set(prices)].join(', ');
};

const reasonFor = (listings: Listing[]): string =>
  `${listings[0]?.extracted.modelCode} stands ${listings.length} times on the list, at ${pricesOf(listings)}`;

/**
 * The listings of one list that would become the same ad, each with the reason to hold it: which of the
 * rows is meant, only a person knows.
 */
export const twins = (listings: readonly Listing[], marketplace: Marketplace): Map<Listing, string> => {
  const byId = Map.groupBy(listings, (listing) => marketplace.adId(listing));
  byId.delete(null);
  const groups = [...byId.values()].filter((group) => group.length > 1);
  return new Map(groups.flatMap((group) => group.map((listing) => [listing, reasonFor(group)] as const)));
};
