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

/** Those of the lists in force: what a newer list has dropped is offered no more. Throws `Refusal`. */
export const listOffers = async (
  dealerId: string,
  ports: Pick<Ports, 'table' | 'parts'>,
): Promise<OfferInForce[]> => {
  await refuseUnknownDealer(dealerId, ports);
  const { feed } = marketplaceOf(ports);
  const listOf = await listFinder(dealerId, ports);
  const offers = await ports.table.offers.query({ dealerId });
  return offers
    .filter((offer) => !isGone(offer, listOf(offer)))
    .map((offer) => ({
      ...offer,
      title: offer.ad?.fields[feed.title] ?? null,
      price: offer.ad?.fields[feed.price] ?? null,
    }));
};
