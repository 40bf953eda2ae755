import { type AdToKeep, isGone, type KeptOut, listFinder } from '#shared/kept-out.ts';
import type { Ports } from '#shared/ports.ts';
import type { ListInForce, Offer } from '#shared/table/records.ts';
import type { Scratch } from './compose-feed.ts';
import type { Judged, JudgedOffer } from './own-rules.ts';

/** What the dealer's lists say of one ad. */
export interface StandingOffer {
  /** The ad's Id. */
  id: string;
  offer: Offer;
  /** The list that is in force for the machine; it lacks an offer whose order is below its own. */
  list: ListInForce | null;
  /** A person keeps it out, or it is sold. */
  isOut: boolean;
  /** The dealer's stock, as it says of itself, is whole and lacks it. */
  isAbsent: boolean;
  /** What the dealer's own rules say of it; null where it has none. */
  judged: Judged | null;
}

/** An offer as one of its ads has it, with what is known of the stock laid over it. */
export type Stocked = (offer: Offer, ad: AdToKeep) => Offer;

/** The same as the dealer's own rules leave it. */
export type Judge = (offer: Offer, ad: AdToKeep) => JudgedOffer;

/**
 * What is in force before what is gone, what is for sale before what a person keeps out, then the newer list: one
 * machine sold in two markets is one ad. Within a list, an offer that may be published speaks for the ad that it
 * shares with others.
 */
const authority = ({ offer, list, isOut, isAbsent }: StandingOffer): string => {
  const ranks = [!isGone(offer, list), !isOut, !isAbsent, offer.order, offer.verdict === 'published'];
  return ranks.map((rank) => (typeof rank === 'string' ? rank : Number(rank))).join('\0');
};

/** Puts all of the dealer's offers into the scratch file, of each ad the one that speaks for it. */
export const gatherOffers = async (
  dealerId: string,
  scratch: Scratch,
  { keptOut, stocked, judge }: { keptOut: KeptOut; stocked: Stocked; judge: Judge },
  ports: Pick<Ports, 'table'>,
): Promise<void> => {
  // Lists first: of one that comes in between the offers are seen beside the old ones, and never neither.
  const listOf = await listFinder(dealerId, ports);
  for await (const offer of ports.table.offers.stream({ dealerId })) {
    for (const ad of keptOut.adsOf(offer)) {
      const { id, isOut, standing: stands } = ad;
      const isAbsent = stands === 'absent';
      const judged = judge(stocked(offer, ad), ad);
      const standing = { id, ...judged, list: listOf(offer), isOut, isAbsent };
      await scratch.put(id, authority(standing), JSON.stringify(standing));
    }
  }
};

/** What was gathered, by the ads' Ids. */
export async function* standingOffers(scratch: Scratch): AsyncGenerator<StandingOffer> {
  for await (const text of scratch.sorted()) yield JSON.parse(text) as StandingOffer;
}
