import type { Reason } from '#contracts/reason.ts';
import { type StockSetting, stockedOffer } from '#marketplace/stocked-offer.ts';
import type { Stock } from '#shared/stock.ts';
import type { Offer } from '#shared/table/records.ts';

/**
 * What the rules have against the ads that would come of what is said of a code; none where nothing is wrong. What is
 * sold has none: it leaves, whatever else is said of it.
 */
export const faultsOf = (offers: readonly Offer[], then: Stock, setting: StockSetting): Reason[] =>
  offers
    .flatMap((offer) =>
      then
        .adsOf(offer)
        .filter(({ standing }) => standing !== 'sold' && standing !== 'absent')
        .map((ad) => stockedOffer(offer, ad, setting)),
    )
    .flatMap(({ reasons }) => (reasons[0]?.code === 'stock-unfit' ? reasons.slice(1) : []));
