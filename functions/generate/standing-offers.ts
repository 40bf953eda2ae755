import type { Ports } from '#shared/ports.ts';
import type { ListInForce, Offer } from '#shared/table/records.ts';
import type { Scratch } from './scratch.ts';

/** What the dealer's lists say of one ad. */
export interface StandingOffer {
  /** The ad's Id. */
  id: string;
  offer: Offer;
  /** The list that is in force for the machine; it lacks an offer whose order is below its own. */
  list: ListInForce | null;
}

const listKey = ({ brand, modelYear, market }: Pick<Offer, 'brand' | 'modelYear' | 'market'>) =>
  `${brand}#${modelYear}#${market}`;

/** A newer list has replaced the one that the offer stands on, and does not name the machine. */
export const isGone = ({ offer, list }: StandingOffer): boolean => offer.order < (list?.order ?? '');

/**
 * What is in force before what is gone, then the newer list: one machine sold in two markets is one ad.
 * Within a list, an offer that may be published speaks for the ad that it shares with others.
 */
const authority = (standing: StandingOffer): string => {
  const { order, verdict } = standing.offer;
  return [isGone(standing) ? 0 : 1, order, verdict === 'published' ? 1 : 0].join('\0');
};

/** Puts all of the dealer's offers into the scratch file, of each ad the one that speaks for it. */
export const gatherOffers = async (
  dealerId: string,
  scratch: Scratch,
  { table }: Pick<Ports, 'table'>,
): Promise<void> => {
  // Lists first: of one that comes in between the offers are seen beside the old ones, and never neither.
  const lists = new Map((await table.lists.query({ dealerId })).map((list) => [listKey(list), list]));
  for await (const offer of table.offers.stream({ dealerId })) {
    const standing = { id: offer.adId ?? '', offer, list: lists.get(listKey(offer)) ?? null };
    if (standing.id) await scratch.put(standing.id, authority(standing), JSON.stringify(standing));
  }
};

/** What was gathered, by the ads' Ids. */
export async function* standingOffers(scratch: Scratch): AsyncGenerator<StandingOffer> {
  for await (const text of scratch.sorted()) yield JSON.parse(text) as StandingOffer;
}
