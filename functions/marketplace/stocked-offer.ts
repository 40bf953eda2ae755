import type { Dealer } from '#contracts/dealer.ts';
import type { StockField } from '#contracts/stock.ts';
import { reason } from '#messages/reason.ts';
import { checkAd } from '#reference/rules/check-ad.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import type { StockedAd } from '#shared/stock.ts';
import type { Offer } from '#shared/table/records.ts';
import type { Marketplace } from './marketplace.ts';
import { plainText } from './plain-text.ts';
import { type PricedMachine, type Roubles, type SaidOfPrice, toRoubles } from './price.ts';
import { MENDED_BY } from './stocked-ad.ts';

/** Whether what the dealer says takes away all that keeps the offer out of the feed. */
const isMended = ({ verdict, reasons }: Offer, { values }: StockedAd): boolean => {
  const mended = new Set(Object.keys(values).flatMap((field) => MENDED_BY[field as StockField] ?? []));
  return verdict === 'review' && reasons.length > 0 && reasons.every(({ code }) => mended.has(code));
};

/** What a dealer's offers are looked at with. */
export interface StockSetting {
  dealer: Dealer | null;
  marketplace: Pick<Marketplace, 'stocked' | 'feed'>;
  rules: RuleSet;
}

const saidOf = ({ price, priceRule }: StockedAd['values']): SaidOfPrice =>
  price ? { price } : { percent: priceRule?.percent };

/** An offer from before lists' prices were kept with it has the ad's alone, which no rule is held against again. */
const listedOf = ({ listed, ad }: Offer, tag: string, dealer: Dealer) => {
  if (listed) return { price: listed.price, dealer };
  const roubles = ad?.fields[tag];
  return { price: roubles ? { amount: `${roubles}.00`, currency: 'RUB' } : null, dealer: { conversion: {} } };
};

/**
 * What the offer costs by the dealer's word on the machine or the place where it stands, or why nobody can tell; null
 * where neither changes that.
 */
const pricedAnew = (
  offer: Offer,
  { values }: StockedAd,
  { marketplace, dealer }: StockSetting & { dealer: Dealer },
): Roubles | null => {
  const { location, price, priceRule } = values;
  const isPlaced = location && dealer.pricing?.some(({ when }) => when.location !== undefined);
  if (!price && !priceRule && !isPlaced) return null;
  const { brand, modelYear, modelCode, listed } = offer;
  const machine: PricedMachine = { brand, modelYear, modelCode, family: listed?.family ?? null, location };
  const known = listedOf(offer, marketplace.feed.price, dealer);
  return toRoubles(known.price, machine, price ? dealer : known.dealer, saidOf(values));
};

const withoutRate = ({ rate: _, ...offer }: Offer): Offer => offer;

const withPrice = (offer: Offer, priced: ReturnType<typeof pricedAnew>): Offer => {
  if (!priced || 'problem' in priced) return offer;
  const { derivation, rate } = priced;
  return { ...withoutRate(offer), derivation, ...(rate && { rate }) };
};

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
  const priced = pricedAnew(offer, stock, { dealer, marketplace, rules });
  const said = { standing, values, roubles: priced && 'roubles' in priced ? priced.roubles : null };
  const ad = marketplace.stocked({ ...offer.ad, id }, said, dealer);
  const next: Offer = {
    ...withPrice(offer, priced),
    adId: id,
    ad,
    ...(isMended(offer, stock) && { verdict: 'published', reasons: [] }),
  };
  if (next.verdict !== 'published') return next;
  const broken = checkAd(ad, rules).filter(({ severity }) => severity !== 'warn');
  const isIdTaken = id === offer.adId || !broken.some(({ reason: { values } }) => values.field === 'Id');
  const faults = [
    ...(isIdTaken ? [] : [reason('stock-piece-id', { id })]),
    ...(priced && 'problem' in priced ? [priced.problem] : []),
    ...broken.map((finding) => finding.reason),
  ];
  return faults.length === 0
    ? next
    : { ...next, verdict: 'review', reasons: [reason('stock-unfit'), ...faults] };
};

/** Whether the dealer's note on an ad stands nowhere in it: its text has no room for more. */
export const lacksNote = (
  { ad }: Pick<Offer, 'ad'>,
  { values: { note } }: Pick<StockedAd, 'values'>,
): boolean =>
  note !== undefined &&
  ad !== undefined &&
  Object.values(ad.fields).every((text) => !text.includes(plainText(note)));
