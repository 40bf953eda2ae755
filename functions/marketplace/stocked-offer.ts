import type { Dealer } from '#contracts/dealer.ts';
import type { StockField } from '#contracts/stock.ts';
import { reason } from '#messages/reason.ts';
import { checkAd } from '#reference/rules/check-ad.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import type { StockedAd } from '#shared/stock.ts';
import type { Offer } from '#shared/table/records.ts';
import type { Marketplace } from './marketplace.ts';
import { MENDED_BY } from './stocked-ad.ts';

/** Whether what the dealer says takes away all that keeps the offer out of the feed. */
const isMended = ({ verdict, reasons }: Offer, { values }: StockedAd): boolean => {
  const mended = new Set(Object.keys(values).flatMap((field) => MENDED_BY[field as StockField] ?? []));
  return verdict === 'review' && reasons.length > 0 && reasons.every(({ code }) => mended.has(code));
};

/** What a dealer's offers are looked at with. */
export interface StockSetting {
  dealer: Dealer | null;
  marketplace: Pick<Marketplace, 'stocked'>;
  rules: RuleSet;
}

/**
 * An offer as one of its ads has it, with what the dealer knows of the stock laid over it. Where the rules forbid what
 * comes of that, it waits, and its live ad stays.
 */
export const stockedOffer = (
  offer: Offer,
  stock: StockedAd,
  { dealer, marketplace, rules }: StockSetting,
): Offer => {
  const { id, standing, values } = stock;
  if (standing === 'untold' && Object.keys(values).length === 0 && id === offer.adId) return offer;
  if (!offer.ad || !dealer) return { ...offer, adId: id, ...(offer.ad && { ad: { ...offer.ad, id } }) };
  const listed = offer.listed?.price ?? null;
  const ad = marketplace.stocked({ ...offer.ad, id }, { standing, values, listed }, dealer);
  const next: Offer = {
    ...offer,
    adId: id,
    ad,
    ...(isMended(offer, stock) && { verdict: 'published', reasons: [] }),
  };
  if (next.verdict !== 'published') return next;
  const broken = checkAd(ad, rules).filter(({ severity }) => severity !== 'warn');
  if (broken.length === 0) return next;
  return {
    ...next,
    verdict: 'review',
    reasons: [reason('stock-unfit'), ...broken.map((finding) => finding.reason)],
  };
};
