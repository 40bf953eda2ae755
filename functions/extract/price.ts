import type { Money } from '#contracts/money.ts';
import { CURRENCIES, SHARED_SIGNS } from './lexicon/currencies.ts';

/** What a price cell says: money, or why there is none. */
export type PriceReading = { money: Money; flag: null } | { money: null; flag: PriceFlag };
export type PriceFlag =
  | 'price-missing'
  | 'price-is-text'
  | 'price-zero'
  | 'price-negative'
  | 'price-absurd'
  | 'currency-unknown';

/** What tells the currency where a price cell has no sign, or one that several countries share. */
export interface PriceContext {
  /** Text of the price heading and title. */
  heading: string;
  market: string | null;
}

/** Digits in groups of three behind any space, point, comma or apostrophe, then a decimal part; ",-" and ":-" mean even. */
const AMOUNT =
  /^(?<minus>[-–−])?(?<whole>\d+|\d{1,3}(?<mark>[ .,'’])\d{3}(?:\k<mark>\d{3})*)(?:[.,](?<cents>\d{2})|[,.:]?[-–—]{1,2})?$/u;
const SIGN = /[\p{L}\p{Sc}]+\.?/gu;

/** Reads a price cell by digits alone; no float takes part. */
export function readPrice(text: string, context: PriceContext): PriceReading {
  const plain = text.replace(/\s+/g, ' ').trim();
  if (plain === '') return { money: null, flag: 'price-missing' };
  const signs = signsIn(plain);
  const amount = AMOUNT.exec(withoutSigns(plain));
  if (!amount?.groups || signs.length > 1) return { money: null, flag: 'price-is-text' };
  const currency = signs[0] === undefined ? currencyOfContext(context) : currencyOfSign(signs[0], context);
  return currency ? priced(amount.groups, currency) : { money: null, flag: 'currency-unknown' };
}

function priced(groups: Record<string, string>, code: string): PriceReading {
  const whole = (groups.whole ?? '').replace(/\D/g, '').replace(/^0+(?=\d)/, '');
  const amount = `${whole}.${groups.cents ?? '00'}`;
  if (groups.minus) return { money: null, flag: 'price-negative' };
  if (/^[0.]+$/.test(amount)) return { money: null, flag: 'price-zero' };
  if (!isPlausible(BigInt(whole), code)) return { money: null, flag: 'price-absurd' };
  return { money: { amount, currency: code }, flag: null };
}

function isPlausible(whole: bigint, code: string): boolean {
  const [lowest, highest] = CURRENCIES.find((currency) => currency.code === code)?.plausible ?? [1, 0];
  return whole >= BigInt(lowest) && whole <= BigInt(highest);
}

function currencyOfSign(sign: string, context: PriceContext): string | null {
  const own = CURRENCIES.find(({ signs }) => signs.includes(sign))?.code;
  if (own) return own;
  return SHARED_SIGNS.includes(sign) ? currencyOfContext(context) : null;
}

function currencyOfContext({ heading, market }: PriceContext): string | null {
  const words =
    heading
      .toUpperCase()
      .match(SIGN)
      ?.map((word) => word.replace('.', '')) ?? [];
  const named = CURRENCIES.find(({ signs }) => words.some((word) => signs.includes(word)));
  const legal = CURRENCIES.find(({ markets }) => market !== null && markets.includes(market));
  return named?.code ?? legal?.code ?? null;
}

const KNOWN_SIGNS = new Set([...CURRENCIES.flatMap(({ signs }) => signs), ...SHARED_SIGNS]);

/** True for text that reads as a price with its currency, wherever it stands. */
export function looksLikePrice(text: string): boolean {
  if (!/\d/.test(text)) return false;
  const signs = signsIn(text);
  return signs.length === 1 && KNOWN_SIGNS.has(signs[0] as string) && AMOUNT.test(withoutSigns(text));
}

/** Shorter numbers under a price heading are those of pages, not of money. */
const BARE_AMOUNT = /(?:\d\D*){3}/;

/** True for text that reads as a price where the heading says that prices stand: no currency, or one nobody knows. */
export function looksLikeAmount(text: string): boolean {
  const signs = signsIn(text);
  return signs.length < 2 && BARE_AMOUNT.test(text) && AMOUNT.test(withoutSigns(text));
}

function signsIn(text: string): string[] {
  return [...text.matchAll(SIGN)].map(([sign]) => sign.replace('.', '').toUpperCase());
}

function withoutSigns(text: string): string {
  return text.replace(SIGN, '').replace(/\s+/g, ' ').trim();
}
