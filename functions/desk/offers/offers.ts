import type { KeptOutAs } from '#contracts/shown-ad.ts';
import { marketplaceOf } from '#marketplace/marketplaces.ts';
import { isGone, listFinder } from '#shared/kept-out.ts';
import type { Ports } from '#shared/ports.ts';
import type { Offer } from '#shared/table/records.ts';
import { asStocked } from '../ads/as-stocked.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';

/** What a machine, or a piece of it, is offered as; title and price as its ad has them, where it has one. */
export interface OfferInForce extends Offer {
  title: string | null;
  price: string | null;
  out: KeptOutAs | null;
  /** By the dealer's own rules, 0 to 100; null where it has none. */
  score: number | null;
}

type OfferPorts = Pick<Ports, 'table' | 'parts' | 'clock' | 'artefacts'>;

/** What the lists in force offer, as its ads stand in the feed. */
const inForce = async (dealerId: string, ports: OfferPorts) => {
  await refuseUnknownDealer(dealerId, ports);
  const { feed } = marketplaceOf(ports);
  const [listOf, offeredAs] = [await listFinder(dealerId, ports), await asStocked(dealerId, ports)];
  return (offers: readonly Offer[]): OfferInForce[] =>
    offers
      .filter((offer) => !isGone(offer, listOf(offer)))
      .flatMap(offeredAs)
      .map(({ offer, out, score }) => ({
        ...offer,
        title: offer.ad?.fields[feed.title] ?? null,
        price: offer.ad?.fields[feed.price] ?? null,
        out,
        score,
      }));
};

/**
 * A part of the same, of `limit` machines at most, and the cursor of the next. It is longer where pieces have ads of
 * their own, and shorter, or empty, where a newer list has dropped what stands there. Throws `Refusal`.
 */
export const pageOfOffers = async (
  dealerId: string,
  part: { limit: number; after: string | null },
  ports: OfferPorts,
): Promise<{ items: OfferInForce[]; cursor: string | null }> => {
  const shown = await inForce(dealerId, ports);
  const { items, cursor } = await ports.table.offers.pageOf({ dealerId }, part);
  return { items: shown(items), cursor };
};

/**
 * Those of the lists in force, one for each ad and as the feed has it: what a newer list has dropped is offered no more.
 * Throws `Refusal`.
 */
export const listOffers = async (dealerId: string, ports: OfferPorts): Promise<OfferInForce[]> => {
  const shown = await inForce(dealerId, ports);
  return shown(await ports.table.offers.query({ dealerId }));
};
