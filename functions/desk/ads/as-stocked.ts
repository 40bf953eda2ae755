import type { KeptOutAs } from '#contracts/shown-ad.ts';
import { marketplaceOf } from '#marketplace/marketplaces.ts';
import { stockedOffer } from '#marketplace/stocked-offer.ts';
import { type AdToKeep, keptOutOf } from '#shared/kept-out.ts';
import type { Ports } from '#shared/ports.ts';
import { rulesInForce } from '#shared/rules-in-force.ts';
import { stockOf } from '#shared/stock.ts';
import type { Offer } from '#shared/table/records.ts';

/** An offer as one of its ads stands in the feed, with what is known of the stock laid over it. */
export interface OfferedAs {
  offer: Offer;
  /** Null where it has no ad. */
  ad: AdToKeep | null;
  out: KeptOutAs | null;
}

const outAs = ({ standing, isOut }: AdToKeep): KeptOutAs | null => {
  if (isOut) return standing === 'sold' ? 'sold' : 'withdrawn';
  return standing === 'absent' ? 'absent' : null;
};

/** Shows offers as the feed that is built next has them: one for each ad, or the offer itself where it has none. */
export const asStocked = async (
  dealerId: string,
  ports: Pick<Ports, 'table' | 'parts'>,
): Promise<(offer: Offer) => OfferedAs[]> => {
  const marketplace = marketplaceOf(ports);
  const dealer = (await ports.table.dealers.get({ dealerId }))?.configuration ?? null;
  const keptOut = await keptOutOf(dealerId, ports, [], await stockOf(dealerId, ports, dealer));
  const setting = { dealer, marketplace, rules: (await rulesInForce(marketplace.name, ports)).rules };
  return (offer) => {
    const ads = keptOut.adsOf(offer);
    if (ads.length === 0) return [{ offer, ad: null, out: null }];
    return ads.map((ad) => ({ offer: stockedOffer(offer, ad, setting), ad, out: outAs(ad) }));
  };
};
