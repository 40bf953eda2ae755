import type { Money } from '#contracts/money.ts';
import {
  CROWNS,
  currencyNamedIn,
  currencyOfSign,
  isPlausible,
  KNOWN_SIGNS,
  legalTender,
  moneyIn,
  moneySaidBy,
  ownCurrenciesOf,
  SHARED_CROWN,
  signsIn,
  withoutSigns,
} from './currencies.ts';

/** What a price cell says: money, or why there is none. */
type PriceReading = { money: Money; flag: null } | { money: null; flag: PriceFlag };
export type PriceFlag =
  | 'price-missing'
  | 'price-is-text'
  | 'price-zero'
  | 'price-negative'
  | 'price-absurd'
  | 'price-form-unclear'
  | 'currency-unknown';

/** What tells the currency where a price cell has no sign, or one that several countries share. */
interface PriceContext {
  /** Text of the price heading. */
  heading: string;
  /** The country that the title names. */
  market: string | null;
  /** The country whose language the headings are in: it tells one crown from another, but no bare number's currency. */
  headingMarket: string | null;
  /** The lines of the title; by default there are none. */
  title?: readonly string[];
  /** The marks that set off decimals in other prices of the list for sure; by default none are known. */
  decimalMarks?: ReadonlySet<string>;
}

/** Digits in groups of three behind any space, point, comma or apostrophe, then one decimal or two; ",-" and ":-" mean even. */
const AMOUNT =
  /^(?<minus>[-–−])?(?<whole>\d+|\d{1,3}(?<mark>[ .,'’ʼ])\d{3}(?<more>(?:\k<mark>\d{3})*))(?:(?<decimal>[.,])(?<cents>\d{1,2})|(?<even>\s?[,.:][-–—]{1,2}|[–—]{1,2}|--))?$/u;
/** "111 100:-", "111.100,-". */
const EVEN = /\d\s?[,.:]?[-–—]{1,2}$/;
/** "12€50": digits on both sides of a sign are no one number. */
const DIVIDED = /\d\s*[\p{L}\p{Sc}]+\.?\s*\d/u;
/** A month of a year: "2026.05". */
const MONTH = /^20\d\d[.,](?:0[1-9]|1[0-2])$/;

/** Reads a price cell by digits alone; no float takes part. */
export function readPrice(text: string, context: PriceContext): PriceReading {
  const plain = text.replace(/\s+/g, ' ').trim();
  if (plain === '') return { money: null, flag: 'price-missing' };
  if (namesMultiple(context.heading)) return { money: null, flag: 'currency-unknown' };
  const signs = signsIn(plain);
  const amount = DIVIDED.test(plain) ? null : amountIn(plain);
  if (!amount || signs.length > 1 || MONTH.test(plain)) return { money: null, flag: 'price-is-text' };
  if (mayBeDecimals(amount, context.decimalMarks)) return { money: null, flag: 'price-form-unclear' };
  const currency = signs[0] === undefined ? currencyOfBare(plain, context) : currencyOf(signs[0], context);
  return currency ? priced(amount, currency) : { money: null, flag: 'currency-unknown' };
}

type AmountParts = Partial<
  Record<'minus' | 'whole' | 'mark' | 'more' | 'decimal' | 'cents' | 'even', string>
>;

/** The parts of an amount; null for what is none, as where one mark sets off thousands and decimals: "1.234.5". */
function amountIn(text: string): AmountParts | null {
  if (!/\d/.test(text)) return null;
  const parts: AmountParts | undefined = AMOUNT.exec(withoutSigns(text))?.groups;
  return parts && (parts.decimal === undefined || parts.decimal !== parts.mark) ? parts : null;
}

/** "12.345" is twelve thousand, but in a list where a point sets off decimals nobody can tell. */
function mayBeDecimals({ mark, more, decimal, even }: AmountParts, marks?: ReadonlySet<string>): boolean {
  const isSure = more !== '' || decimal !== undefined || even !== undefined;
  return mark !== undefined && !isSure && (marks?.has(mark) ?? false);
}

/** The mark that sets off decimals in a price for sure; null where it has none. */
export function decimalMarkOf(text: string): string | null {
  const { decimal, even = '', mark, more } = amountIn(text.replace(/\s+/g, ' ').trim()) ?? {};
  if (decimal) return decimal;
  if (/[.,]/.test(even)) return even.replace(/[^.,]/g, '');
  // Of "1.234.567" the other mark is that of decimals.
  return more && (mark === '.' || mark === ',') ? { '.': ',', ',': '.' }[mark] : null;
}

function priced(groups: AmountParts, code: string): PriceReading {
  const whole = (groups.whole ?? '').replace(/\D/g, '').replace(/^0+(?=\d)/, '');
  const amount = `${whole}.${(groups.cents ?? '').padEnd(2, '0')}`;
  if (groups.minus) return { money: null, flag: 'price-negative' };
  if (/^[0.]+$/.test(amount)) return { money: null, flag: 'price-zero' };
  if (!isPlausible(BigInt(whole), code)) return { money: null, flag: 'price-absurd' };
  return { money: { amount, currency: code }, flag: null };
}

/** A sign that several countries share is that of the list's own, where that is one of theirs. */
function currencyOf(sign: string, context: PriceContext): string | null {
  const own = currencyOfSign(sign);
  if (own !== SHARED_CROWN) return own;
  return asCrown(currencyOfContext(context) ?? legalTender(context.headingMarket));
}

const asCrown = (code: string | null): string | null => (code && CROWNS.includes(code) ? code : null);

/** An amount without a sign; one that ends as crowns do may have its currency from the language of the headings. */
function currencyOfBare(text: string, context: PriceContext): string | null {
  const told = currencyOfContext(context) ?? (EVEN.test(text) ? legalTender(context.headingMarket) : null);
  const isContradicted = told !== null && namesOthers(context.title ?? [], told);
  return isContradicted && currencyNamedIn(context.heading) === null ? null : told;
}

/** A list for one market may be in the money of another: its title then says so. */
function namesOthers(lines: readonly string[], code: string): boolean {
  const named = lines.flatMap((line) => [...moneySaidBy(line), ...ownCurrenciesOf(line)]);
  return named.length > 0 && !named.some((money) => isMoneyOf(money, code));
}

/** True for money that may be what a currency's amounts are in. */
export const isMoneyOf = (money: string, code: string): boolean =>
  money === code || (money === SHARED_CROWN && CROWNS.includes(code));

/** A heading that names money which is none of ours, or two, says that its numbers are not simply the market's. */
function currencyOfContext({ heading, market }: PriceContext): string | null {
  const [tender, named] = [legalTender(market), currencyNamedIn(heading)];
  if (named) return named;
  const [money, ...others] = moneyIn(heading);
  if (money === undefined) return tender;
  return money === SHARED_CROWN && others.length === 0 ? asCrown(tender) : null;
}

/** True for text that reads as a price with its currency, wherever it stands. */
export function looksLikePrice(text: string): boolean {
  if (!/\d/.test(text)) return false;
  const signs = signsIn(text);
  return signs.length === 1 && KNOWN_SIGNS.has(signs[0] as string) && AMOUNT.test(withoutSigns(text));
}

/** A text and where it begins in another. */
export interface FoundText {
  text: string;
  index: number;
}

const SIGNS = [...KNOWN_SIGNS].toSorted((one, other) => other.length - one.length).join('|');

/** Thousands and millions in the languages of the lists, as their words begin. */
const MULTIPLES =
  'тыс|млн|миллион|tuhat|tuhan|tuhs|milj(?:\\.|o)|mill?ion|mln|(?:mio|tsd)(?!\\p{L})|tus(?:en|ind)|þús|thous|tausend|tys(?:\\.|i)';
const IN_WORDS = [
  `(?<!\\p{L})(?:${MULTIPLES})`,
  // "tEUR", "k€", "MSEK", "T EUR", "т.р.": one letter before the currency.
  `(?<!\\p{L})(?:[ktт]\\.?\\s?|m)(?:${SIGNS}|р\\.?)(?!\\p{L})`,
];
const MULTIPLE_IN_WORDS = new RegExp(IN_WORDS.join('|'), 'iu');
const MULTIPLE = new RegExp(
  // "1000 EUR", "x 1 000", "'000 €".
  [...IN_WORDS, "(?<!\\d|\\d[ .,'’])(?:1[ .,'’]?)?['’]?000(?![\\d%]|[ .,'’]\\d)"].join('|'),
  'iu',
);

/** True for a heading whose numbers are thousands or millions of a currency. */
const namesMultiple = (heading: string): boolean => MULTIPLE.test(heading);

/** True for a text that says so in words or as a unit; figures in it may be anything. */
export const saysMultiple = (text: string): boolean => MULTIPLE_IN_WORDS.test(text);

/** The whole units of an amount, to be held against another; NaN where the text is none. */
export const wholeUnits = (text: string): number =>
  Number(amountIn(text.replace(/\s+/g, ' ').trim())?.whole?.replace(/\D/g, '') ?? Number.NaN);

const DIGITS = "(?:\\d{1,3}(?:[ .,'’]\\d{3})+|\\d+)(?!\\d)";
/** No part of a longer number or word, and no discount: that has its minus right before it. */
const BEGIN = '(?<![\\p{L}\\d]|(?:^|\\s)[-−]|\\d[.,])';
const IN_SENTENCE = new RegExp(
  [
    `${BEGIN}(?:${SIGNS})\\.?\\s?${DIGITS}(?:[.,]\\d{2}(?!\\d)|[,:]-)?`,
    `${BEGIN}${DIGITS}(?:[.,]\\d{2}(?!\\d)|[,:]-)?\\s?(?:${SIGNS})(?!\\p{L})`,
    `${BEGIN}${DIGITS}\\s?[,:]-`,
  ].join('|'),
  'giu',
);

/** What every priced sentence holds somewhere; most texts of a page do not, and need no closer look. */
const SAYS_CURRENCY = new RegExp(`${SIGNS}|[,:]-`, 'iu');

/** The amounts in a sentence that say their currency and that a machine can cost: no delivery, no turnover. */
export function machinePricesIn(sentence: string): FoundText[] {
  if (!/\d/.test(sentence) || !SAYS_CURRENCY.test(sentence)) return [];
  const found = sentence.replace(/\s/g, ' ').matchAll(IN_SENTENCE);
  return [...found].map(({ 0: text, index }) => ({ text, index })).filter(({ text }) => isMachinePrice(text));
}

/** No part of a date, of a longer number or of one of a telephone, and no measure. */
const BARE_IN_SENTENCE =
  /(?<![\p{L}\d+]|\d[ .,/-])[1-9]\d{0,2}(?:[ .,'’]?\d{3})+(?:[.,]\d\d)?(?![\p{L}\d]|[ .,/-]\d|\s?(?:mm|km|kg|cc)\b)/gu;
/** Amounts of machines have more figures than years, lengths and weights. */
const MACHINE_PRICE = /(?:\d\D*){5}/;

/** True for an amount with as many figures as machines cost. */
export const isLongAmount = (text: string): boolean => looksLikeAmount(text) && MACHINE_PRICE.test(text);

/** Amounts in a sentence that name no currency. */
export const bareAmountsIn = (sentence: string): FoundText[] =>
  [...sentence.replace(/\s/g, ' ').matchAll(BARE_IN_SENTENCE)]
    .map(({ 0: text, index }) => ({ text, index }))
    .filter(({ text }) => isLongAmount(text));

/** A sign that several countries share, and a bare ",-", are those of any crown. */
function isMachinePrice(text: string): boolean {
  const own = signsIn(text).flatMap((sign) => currencyOfSign(sign) ?? []);
  const codes = own.length > 0 && own[0] !== SHARED_CROWN ? own : CROWNS;
  const whole = AMOUNT.exec(withoutSigns(text))?.groups?.whole?.replace(/\D/g, '');
  return whole !== undefined && codes.some((code) => isPlausible(BigInt(whole), code));
}

/** Shorter numbers under a price heading are those of pages, not of money. */
const BARE_AMOUNT = /(?:\d\D*){3}/;

/** True for text that reads as a price where the heading says that prices stand: no currency, or one nobody knows. */
export function looksLikeAmount(text: string): boolean {
  return BARE_AMOUNT.test(text) && signsIn(text).length < 2 && AMOUNT.test(withoutSigns(text));
}
