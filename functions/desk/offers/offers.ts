import { marketplaceOf } from '#marketplace/marketplaces.ts';
import { isGone, listFinder } from '#shared/kept-out.ts';
import type { Ports } from '#shared/ports.ts';
import type { Offer } from '#shared/table/records.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';

/** What a machine is offered as; title and price as its ad has them, where it has one. */
export interface OfferInForce extends Offer {
  title: string | null;
  price: string | null;
}

type OfferPorts = Pick<Ports, 'table' | 'parts'>;

const withAd = (ports: OfferPorts) => {
  const { feed } = marketplaceOf(ports);
  return (offer: Offer): OfferInForce => ({
    ...offer,
    title: offer.ad?.fields[feed.title] ?? null,
    price: offer.ad?.fields[feed.price] ?? null,
  });
};

/**
 * A part of the same, `limit` offers at most, and the cursor of the next; a part may be shorter, or empty, where a newer
 * list has dropped what stands there. Throws `Refusal`.
 */
export const pageOfOffers = async (
  dealerId: string,
  part: { limit: number; after: string | null },
  ports: OfferPorts,
): Promise<{ items: OfferInForce[]; cursor: string | null }> => {
  await refuseUnknownDealer(dealerId, ports);
  const listOf = await listFinder(dealerId, ports);
  const { items, cursor } = await ports.table.offers.pageOf({ dealerId }, part);
  return { items: items.filter((offer) => !isGone(offer, listOf(offer))).map(withAd(ports)), cursor };
};

/** Those of the lists in force: what a newer list has dropped is offered no more. Throws `Refusal`. */
export const listOffers = async (dealerId: string, ports: OfferPorts): Promise<OfferInForce[]> => {
  await refuseUnknownDealer(dealerId, ports);
  const listOf = await listFinder(dealerId, ports);
  const offers = await ports.table.offers.query({ dealerId });
  return offers.filter((offer) => !isGone(offer, listOf(offer))).map(withAd(ports));
};
