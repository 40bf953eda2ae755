import { BEFORE_CODE, speaksOf } from '#pages/headings.ts';
import { FOREIGN_PRICE_WORDS, OTHER_MONEY, WORDS_LIKE_MONEY } from '#reference/lexicon/currencies.ts';
import { PRICE_WORDS, PRICES_WORDS } from '#reference/lexicon/price-headings.ts';

/** How a currency is written on price lists, the market whose lists use it alone, and what a snowmobile can cost in it. */
interface Currency {
  code: string;
  /** Forms that mean this currency wherever they stand. */
  signs: readonly string[];
  /** Markets where it is the only legal tender, so that a list without a sign, or with a bare "kr", means it. */
  markets: readonly string[];
  /** Whole units; prices outside are a slip of the pen or of the reader, from children's machines to twice the dearest. */
  plausible: readonly [lowest: number, highest: number];
}

/** The currencies of the lists BRP's Nordic importers print, and the rouble of its Russian ones. */
const CURRENCIES: readonly Currency[] = [
  {
    code: 'EUR',
    signs: ['€', 'EUR', 'EURO', 'EUROA', 'EUROS', 'EUROINA', 'EUROISSA', 'ЕВРО'],
    markets: ['FI'],
    plausible: [500, 100_000],
  },
  { code: 'SEK', signs: ['SEK'], markets: ['SE'], plausible: [5_000, 1_000_000] },
  { code: 'NOK', signs: ['NOK'], markets: ['NO'], plausible: [5_000, 1_000_000] },
  { code: 'DKK', signs: ['DKK'], markets: ['DK'], plausible: [5_000, 1_000_000] },
  { code: 'ISK', signs: ['ISK'], markets: ['IS'], plausible: [100_000, 20_000_000] },
  {
    code: 'RUB',
    signs: ['₽', 'RUB', 'RUR', 'Р', 'РУБ', 'РУБЛЕЙ', 'РУБЛИ', 'РУБЛЯ', 'РУБЛЯХ'],
    markets: ['RU'],
    plausible: [50_000, 20_000_000],
  },
];

/** The currencies whose sign is shared: no other can be meant by it. */
export const CROWNS: readonly string[] = ['SEK', 'NOK', 'DKK', 'ISK'];

/** The crown of these countries: only the market tells which. */
const SHARED_SIGNS: readonly string[] = [
  ...['KR', 'KRONOR', 'KRONER', 'KRÓNUR'],
  ...['KRUUNU', 'KRUUNUA', 'KRUUNUINA', 'CROWNS', 'КРОН', 'КРОНЫ', 'КРОНАХ'],
];
/** What a shared sign names. */
export const SHARED_CROWN = 'crown';

const BY_SIGN = new Map([
  ...CURRENCIES.flatMap(({ code, signs }) => signs.map((sign) => [sign, code] as const)),
  ...SHARED_SIGNS.map((sign) => [sign, SHARED_CROWN] as const),
]);
export const KNOWN_SIGNS: ReadonlySet<string> = new Set(BY_SIGN.keys());

/** What a sign, as `signsIn` gives it, names: one of our currencies, `SHARED_CROWN`, or nothing. */
export const currencyOfSign = (sign: string): string | null => BY_SIGN.get(sign) ?? null;

export function isPlausible(whole: bigint, code: string): boolean {
  const [lowest, highest] = CURRENCIES.find((currency) => currency.code === code)?.plausible ?? [1, 0];
  return whole >= BigInt(lowest) && whole <= BigInt(highest);
}

/** The currency of a market; null where there is no market or nobody knows. */
export function legalTender(market: string | null): string | null {
  return CURRENCIES.find(({ markets }) => market !== null && markets.includes(market))?.code ?? null;
}

/** The country of a crown. */
export function marketOfCrown(crown: string): string | null {
  return CURRENCIES.find(({ code }) => code === crown)?.markets[0] ?? null;
}

const SIGN = /[\p{L}\p{Sc}]+\.?/gu;
/** A machine is sold by the piece: "10 845 €/kpl". */
const PER_PIECE = /\s?\/\s?(?:kpl|st|stk|stck|stück|pcs?|ea|each|unit|unité|pièce|шт)\.?$/iu;

export function signsIn(text: string): string[] {
  return [...text.replace(PER_PIECE, '').matchAll(SIGN)].map(([sign]) => sign.replace('.', '').toUpperCase());
}

export function withoutSigns(text: string): string {
  return text.replace(PER_PIECE, '').replace(SIGN, '').replace(/\s+/g, ' ').trim();
}

/** Codes of ISO 4217; as words they stand in small letters. */
const CODES = new Set(Intl.supportedValuesOf('currency'));
const FORMS = Object.entries(OTHER_MONEY).flatMap(([code, forms]) =>
  forms.map((form) => [form, code] as const),
);
const BY_WORD = new Map(FORMS.map(([form, code]) => [form.toLowerCase(), code]));
const WORDS = /у\.\s?е(?!\p{L})|\p{L}+|\p{Sc}/giu;

/** What one word or sign names, whatever its case: a code, `SHARED_CROWN`, or a sign that is none of ours. */
function moneyOf(word: string): string | null {
  const own = currencyOfSign(word.toUpperCase()) ?? BY_WORD.get(word.toLowerCase().replace(/\s/g, ''));
  return own ?? (CODES.has(word) || /\p{Sc}/u.test(word) ? word : null);
}

const distinct = (money: readonly string[]): Set<string> => {
  const isNamed = money.some((one) => CROWNS.includes(one));
  return new Set(money.filter((one) => !(isNamed && one === SHARED_CROWN)));
};

/** All money that a text about prices names, each once; "INCL. ALL TAXES" is in no lek, "Hinta ALL" is. */
export const moneyIn = (text: string): Set<string> =>
  distinct(
    (text.replace(BEFORE_CODE, ' ').match(WORDS) ?? []).flatMap((word, at, { length }) =>
      word === 'ALL' && at < length - 1 ? [] : (moneyOf(word) ?? []),
    ),
  );

/** The currency of ours that a heading names; null where it names none, or other money as well. */
export function currencyNamedIn(heading: string): string | null {
  const [money, ...others] = moneyIn(heading);
  return money !== undefined && others.length === 0 && isOurs(money) ? money : null;
}

const isOurs = (money: string): boolean => CURRENCIES.some(({ code }) => code === money);

/** Our currencies by their codes in capitals and all signs of money, wherever they stand in a line. */
export const ownCurrenciesOf = (line: string): string[] =>
  (line.match(CODE_OR_SIGN) ?? []).flatMap((word) => BY_SIGN.get(word) ?? (/\p{Sc}/u.test(word) ? word : []));
const CODE_OR_SIGN = /(?<!\p{L})[A-Z]{3}(?!\p{L})|\p{Sc}/gu;

/** The crown that a heading names by its code: other currencies are money in more than one country. */
export function crownNamedIn(heading: string): string | null {
  const named = currencyNamedIn(heading);
  return named && CROWNS.includes(named) ? named : null;
}

/** True for a text that names a currency. */
export const saysMoney = (text: string): boolean => moneyIn(text).size > 0;

/** Words of a line that says of prices what they are in, and of one that is a unit alone. */
const LONGEST_SAYING = 8;
const LONGEST_UNIT = 3;
const NO_AMOUNTS = /(?<!\d)20\d\d(?!\d)|\d+(?:[.,]\d+)?\s?%/g;
const OF_PRICES = [...PRICES_WORDS, ...PRICE_WORDS, ...FOREIGN_PRICE_WORDS];

/** The money that a line names as that of all prices, as a heading over the rows below it does: "Hinta USD", "kr". */
export function moneySaidBy(line: string): Set<string> {
  const plain = line.replace(NO_AMOUNTS, ' ').trim();
  const length = plain.split(/\s+/).length;
  if (/\d/.test(plain) || length > LONGEST_SAYING) return new Set();
  if (speaksOf(plain, OF_PRICES)) return distinct(moneyOfSaying(plain));
  return length > LONGEST_UNIT ? new Set() : distinct(moneyOfUnit(plain));
}

/** "ALL PRICES" is in no lek, "Hinta ALL" is. */
function moneyOfSaying(text: string): string[] {
  const words = text.match(WORDS) ?? [];
  const last = /\p{Ll}/u.test(text) ? words.length - 1 : -1;
  return words.flatMap((word, at) => (isWord(word) && at !== last ? [] : (moneyOf(word) ?? [])));
}

const moneyOfUnit = (text: string): string[] =>
  (text.match(WORDS) ?? []).flatMap((word) => (isUnit(word) ? (moneyOf(word) ?? []) : []));

const LIKE_MONEY = new Set(WORDS_LIKE_MONEY);
const isWord = (word: string): boolean => LIKE_MONEY.has(word) || LIKE_MONEY.has(word.toLowerCase());

/** Short forms in Latin letters are money alone as they are usually written: "kr", and no "KR". */
const USUAL = new Set(['kr', 'Kr', ...FORMS.map(([form]) => form)]);
const isUnit = (word: string): boolean =>
  !isWord(word) && (USUAL.has(word) || !/^[a-z]{1,3}$/i.test(word) || CODES.has(word));
