import { COLUMNS, type Column } from '#contracts/extracted.ts';
import type { Reason } from '#contracts/reason.ts';
import type { Listing, Marketplace } from '#marketplace/marketplace.ts';
import { reason } from '#messages/reason.ts';
import { sha256 } from '#shared/hash.ts';

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
export type Faces = (listing: Listing) => string;

/** Codes whose ads read alike, each with the reason: the marketplace would block all but one. */
export const alike = (listings: readonly Listing[], face: Faces): Map<Listing, Reason> =>
  reasoned(
    groups(listings, (listing) => sha256(face(listing))).filter((group) => codesOf(group).length > 1),
    sameFace,
  );

/** Rows that would become the same ad, each with the reason: which of them is meant, only a person knows. */
export const repeated = (listings: readonly Listing[], { adId }: Marketplace): Map<Listing, Reason> =>
  reasoned(groups(listings, adId), sameAd);
