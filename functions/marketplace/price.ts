import type { Dealer } from '#contracts/dealer.ts';
import type { Money } from '#contracts/money.ts';

/** Whole roubles as digits, or why there are none. */
export type Roubles = { roubles: string } | { problem: string };

/** A decimal as a fraction of whole numbers: "98.50" = 9850 / 100. */
const fraction = (decimal: string): { top: bigint; bottom: bigint } => {
  const [whole = '', part = ''] = decimal.split('.');
  return { top: BigInt(whole + part), bottom: 10n ** BigInt(part.length) };
};

/** One less, or a multiple: how often `unit` goes into the fraction, rounded up. */
const unitsRoundedUp = (top: bigint, bottom: bigint, unit: bigint): bigint => {
  const whole = bottom * unit;
  return (top + whole - 1n) / whole;
};

/** Roubles need no rate; they are only rounded up to a whole one. */
const OWN = { rate: '1', markupPercent: '0', roundTo: 1 };

const conversionFor = (currency: string, conversion: Dealer['conversion']) =>
  conversion[currency] ?? (currency === 'RUB' ? OWN : undefined);

/**
 * What a machine costs in roubles: price × rate × (1 + markup / 100), rounded up to a multiple of the
 * dealer's `roundTo` (C5). Exact: whole numbers throughout, never a float.
 */
export const toRoubles = (price: Money | null, conversion: Dealer['conversion']): Roubles => {
  if (!price) return { problem: 'the list prints no price' };
  const rule = conversionFor(price.currency, conversion);
  if (!rule) return { problem: `the dealer has no rate for ${price.currency}` };
  const [amount, rate, markup] = [price.amount, rule.rate, rule.markupPercent].map(fraction) as Fractions;
  if (amount.top <= 0n || rate.top <= 0n) return { problem: `${price.amount} ${price.currency} is no price` };
  const top = amount.top * rate.top * (100n * markup.bottom + markup.top);
  const bottom = amount.bottom * rate.bottom * 100n * markup.bottom;
  const roundTo = BigInt(rule.roundTo);
  return { roubles: String(unitsRoundedUp(top, bottom, roundTo) * roundTo) };
};

type Fraction = ReturnType<typeof fraction>;
type Fractions = [Fraction, Fraction, Fraction];
