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

/** Among offers of one list, one that may be published speaks for the ad that it shares with others. */
const byAuthority = (one: Offer, other: Offer): number => {
  if (one.order !== other.order) return one.order < other.order ? -1 : 1;
  return Number(one.verdict === 'published') - Number(other.verdict === 'published');
};

/** One machine sold in two markets is one ad: the newer list speaks for it. */
const newestByAd = (offers: Offer[]): Offer[] => [
  ...new Map(offers.toSorted(byAuthority).map((offer) => [offer.adId, offer])).values(),
];

/**
 * What goes into the feed for an offer: its ad if it may be published; while it waits for a person, the ad
 * that is live, for an ad that leaves the feed is unpublished and may stay away for 30 days.
 */
export const adOf = ({ verdict, ad, adId }: Offer, live: Map<string, Ad>): Ad[] => {
  const chosen = verdict === 'published' ? ad : verdict === 'review' && adId ? live.get(adId) : undefined;
  return chosen ? [chosen] : [];
};

/** The dealer's offers from all his lists in force, one for each ad. */
export const offersInForce = async (dealerId: string, { table }: Pick<Ports, 'table'>): Promise<Offer[]> => {
  const [offers, lists] = [await table.offers.query({ dealerId }), await table.lists.query({ dealerId })];
  return newestByAd(offers.filter(inForce(lists)).filter(({ adId }) => adId !== undefined));
};
