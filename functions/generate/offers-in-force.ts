import type { Ad } from '#contracts/validated.ts';
import type { Ports } from '#shared/ports.ts';
import type { ListInForce, Offer } from '#shared/table/records.ts';

const listKey = ({ brand, modelYear, market }: Pick<Offer, 'brand' | 'modelYear' | 'market'>) =>
  `${brand}#${modelYear}#${market}`;

/** An offer of a list that a newer one has replaced is not in force; its order is below the list's. */
const inForce = (lists: ListInForce[]) => {
  const orders = new Map(lists.map((list) => [listKey(list), list.order]));
  return (offer: Offer): boolean => offer.order >= (orders.get(listKey(offer)) ?? '');
};

/** One machine sold in two markets is one ad: the newer list speaks for it. */
const newestByAd = (offers: Offer[]): Offer[] => {
  const oldestFirst = offers.toSorted((a, b) => (a.order < b.order ? -1 : 1));
  return [...new Map(oldestFirst.map((offer) => [offer.adId, offer])).values()];
};

/**
 * What goes into the feed for an offer: its ad if it may be published; while it waits for a person, the ad
 * that is live, for an ad that leaves the feed is unpublished and may stay away for 30 days.
 */
const adOf = ({ verdict, ad, adId }: Offer, live: Map<string, Ad>): Ad[] => {
  const chosen = verdict === 'published' ? ad : verdict === 'review' && adId ? live.get(adId) : undefined;
  return chosen ? [chosen] : [];
};

/** The dealer's ads from all his lists in force. `live` are those of the feed last verified, by Id. */
export const adsInForce = async (
  dealerId: string,
  live: Map<string, Ad>,
  { table }: Pick<Ports, 'table'>,
): Promise<Ad[]> => {
  const [offers, lists] = [await table.offers.query({ dealerId }), await table.lists.query({ dealerId })];
  const standing = offers.filter(inForce(lists)).filter(({ adId }) => adId !== undefined);
  return newestByAd(standing).flatMap((offer) => adOf(offer, live));
};
