import type { Conversion, Dealer } from '#contracts/dealer.ts';
import type { Money } from '#contracts/money.ts';
import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';

/** Whole roubles as digits, or why there are none. */
export type Roubles = { roubles: string } | { problem: Reason };

/** A decimal as a fraction of whole numbers: "98.50" = 9850 / 100. */
interface Fraction {
  top: bigint;
  bottom: bigint;
}

const fraction = (decimal: string): Fraction => {
  const [whole = '', part = ''] = decimal.split('.');
  return { top: BigInt(whole + part), bottom: 10n ** BigInt(part.length) };
};

const product = (factors: Fraction[]): Fraction =>
  factors.reduce((one, other) => ({ top: one.top * other.top, bottom: one.bottom * other.bottom }));

/** 12 % on top is 112 / 100. */
const surcharge = (percent: string): Fraction => {
  const { top, bottom } = fraction(percent);
  return { top: 100n * bottom + top, bottom: 100n * bottom };
};

/** The fraction as a decimal; what is below the line is a power of ten. */
const decimal = ({ top, bottom }: Fraction): string => {
  const places = bottom.toString().length - 1;
  const digits = top.toString().padStart(places + 1, '0');
  const end = digits.length - places;
  return `${digits.slice(0, end)}.${digits.slice(end)}`.replace(/\.?0*$/, '');
};

/** Roubles for one unit of the currency, markup included, exactly. */
export const factorOf = ({ rate, markupPercent }: Pick<Conversion, 'rate' | 'markupPercent'>): string =>
  decimal(product([fraction(rate), surcharge(markupPercent)]));

/** The smallest multiple of `unit` that is not below the fraction. */
const roundedUp = ({ top, bottom }: Fraction, unit: bigint): bigint => {
  const step = bottom * unit;
  return ((top + step - 1n) / step) * unit;
};

/** Roubles need no rate; they are only rounded up to a whole one. */
const OWN = { rate: '1', markupPercent: '0', roundTo: 1 };

type Factors = Pick<Conversion, 'rate' | 'markupPercent' | 'roundTo'>;

const conversionFor = (currency: string, conversion: Dealer['conversion']): Factors | undefined =>
  conversion[currency] ?? (currency === 'RUB' ? OWN : undefined);

/**
 * What a machine costs in roubles: price × rate × (1 + markup / 100), times (1 + percent / 100) for each of the
 * percents, rounded up to a multiple of the dealer's `roundTo` (C5). Exact: whole numbers throughout, never a float.
 */
export const toRoubles = (
  price: Money | null,
  conversion: Dealer['conversion'],
  percents: readonly string[] = [],
): Roubles => {
  if (!price) return { problem: reason('price-untold') };
  const rule = conversionFor(price.currency, conversion);
  if (!rule) return { problem: reason('rate-missing', { currency: price.currency }) };
  const factors = [rule.markupPercent, ...percents].map(surcharge);
  const exact = product([fraction(price.amount), fraction(rule.rate), ...factors]);
  if (exact.top <= 0n) return { problem: reason('no-price', price) };
  return { roubles: String(roundedUp(exact, BigInt(rule.roundTo))) };
};

/** Whole roubles with percents on top, rounded up to a whole one. */
export const raisedBy = (roubles: string, percents: readonly string[]): string =>
  String(roundedUp(product([fraction(roubles), ...percents.map(surcharge)]), 1n));
