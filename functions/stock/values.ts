/** Cells of a stock sheet, and words of a command, as values: strictly, for what is read wrongly is published. */
import type { Reason } from '#contracts/reason.ts';
import { type StockField, StockValues } from '#contracts/stock.ts';
import { reason } from '#messages/reason.ts';
import { isOtherKind } from '#shared/dealer-faults.ts';
import { AVAILABILITY_WORDS } from './words.ts';

/** What a cell says, by field: one of availability may say that none is left. */
export type Read = { values: Partial<StockValues> } | { problem: Reason };

/** What the cell's column tells of it. */
export interface CellContext {
  /** In which prices without a sign are; null where its heading names money or units that nobody can reckon with. */
  currency: string | null;
}

const UNIT = String.raw`(?:шт|штук[аи]?|ед|pcs?|pieces?|units?|kpl|st)\.?`;
const QUANTITY = new RegExp(String.raw`^(\d{1,4})(?:[.,]0{1,3})?\s*(?:${UNIT})?$`, 'iu');

const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ').trim();

const folded = (text: string): string =>
  plain(text)
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[.!]+$/, '');

const availabilityIn = (text: string): Read | null => {
  const said = Object.entries(AVAILABILITY_WORDS).find(([, words]) => words.includes(folded(text)))?.[0];
  if (said === 'sold') return { values: { quantity: 0 } };
  return said === 'in-stock' || said === 'on-order' ? { values: { availability: said } } : null;
};

const wrong = (field: StockField, text: string): Read => ({
  problem: reason('stock-cell-wrong', { field, text: text.slice(0, 80) }),
});

const quantityIn = (text: string): Read => {
  const [, digits] = QUANTITY.exec(text) ?? [];
  if (digits !== undefined) return { values: { quantity: Number(digits) } };
  return availabilityIn(text) ?? wrong('quantity', text);
};

/** Signs and words of money, beside the number. */
const MONEY_SIGNS: readonly [RegExp, string][] = [
  [/₽|руб(?:лей|ля|ль)?\.?|р\.|\brub?\b|\brur\b/giu, 'RUB'],
  [/€|\beur(?:o|oa)?\b|евро/giu, 'EUR'],
  [/\bsek\b/giu, 'SEK'],
  [/\bnok\b/giu, 'NOK'],
];

/** The currency that a text names; null where none, and `several` where more than one. */
export const currencyIn = (text: string): string | 'several' | null => {
  const named = MONEY_SIGNS.filter(([sign]) => text.search(sign) >= 0).map(([, currency]) => currency);
  return named.length > 1 ? 'several' : (named[0] ?? null);
};

const withoutSigns = (text: string): string =>
  MONEY_SIGNS.reduce((rest, [sign]) => rest.replace(sign, ''), text).trim();

/** Money that no sign above is of, and thousands or millions. */
const OTHER_MONEY =
  /\p{Sc}|(?<!\p{L})(?:тыс|млн|т\.?\s?р|у\.?\s?е|долл|юан|thous|mln|mio|tuh|milj|kr(?!\p{L})|[kт](?!\p{L}))|000/iu;
const CODES_OF_MONEY = new Set(Intl.supportedValuesOf('currency'));

const namesOtherMoney = (heading: string): boolean =>
  OTHER_MONEY.test(heading) ||
  (heading.match(/(?<!\p{L})[A-Z]{3}(?!\p{L})/gu) ?? []).some((code) => CODES_OF_MONEY.has(code));

/** In which money the prices below a heading are, in roubles where it names none; null where that cannot be told. */
export const moneyUnder = (heading: string): string | null => {
  const named = currencyIn(heading);
  return named === 'several' || namesOtherMoney(withoutSigns(heading)) ? null : (named ?? 'RUB');
};

/** Thousands in groups of one mark, then cents behind another; nothing that could be read in two ways. */
const AMOUNT = /^(\d{1,9}|\d{1,3}(?:([ ',.])\d{3})(?:\2\d{3})*)(?:([.,])(\d{2}))?(?:[.,]?[-–—])?$/u;

const priceIn = (text: string, { currency: usual }: CellContext): Read => {
  const named = currencyIn(text);
  const [, whole = '', mark, decimal, cents = '00'] = AMOUNT.exec(withoutSigns(text)) ?? [];
  if (!whole || usual === null || named === 'several' || (mark && mark === decimal))
    return wrong('price', text);
  const amount = `${BigInt(whole.replace(/\D/g, ''))}.${cents}`;
  return checked('price', { amount, currency: named ?? usual }, text);
};

const PERCENT = /^([+-]?)\s?(\d{1,2}(?:[.,]\d{1,4})?)\s?%$/;

const ruleIn = (text: string): Read => {
  const [, sign = '', digits] = PERCENT.exec(text.replace(/[−–]/, '-')) ?? [];
  if (digits === undefined) return wrong('priceRule', text);
  const percent = `${sign === '-' ? '-' : ''}${digits.replace(',', '.')}`;
  return checked('priceRule', { percent }, text);
};

const ISO = /^(20\d\d)-(\d\d)-(\d\d)(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/;
const DAY_FIRST = /^(\d{1,2})\.(\d{1,2})\.(20\d\d|\d\d)(?: ?г\.?)?$/;
const SLASHED = /^(\d{1,2})\/(\d{1,2})\/(20\d\d|\d\d)$/;

const dayOf = (year: string, month: string, day: string): string =>
  `${year.padStart(4, '20')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

/** Of "3/4/2027" nobody knows whether the day or the month comes first. */
const slashed = (text: string): string | null => {
  const [, one = '', other = '', year = ''] = SLASHED.exec(text) ?? [];
  if (!one || (Number(one) <= 12 && Number(other) <= 12 && one !== other)) return null;
  return Number(one) > 12 ? dayOf(year, other, one) : dayOf(year, one, other);
};

const dateIn = (text: string): Read => {
  const iso = ISO.exec(text);
  const dotted = DAY_FIRST.exec(text);
  const day = iso
    ? dayOf(iso[1] ?? '', iso[2] ?? '', iso[3] ?? '')
    : dotted
      ? dayOf(dotted[3] ?? '', dotted[2] ?? '', dotted[1] ?? '')
      : slashed(text);
  return day === null ? wrong('arrives', text) : checked('arrives', day, text);
};

const SEPARATORS = /[\s;|]+|,(?=\s*https?:)/u;

const picturesIn = (text: string): Read => {
  const addresses = [...new Set(text.split(SEPARATORS).filter(Boolean))];
  const read = checked('pictures', addresses, text);
  const other = addresses.find((address) => URL.canParse(address) && isOtherKind(address));
  return other ? wrong('pictures', other) : read;
};

const checked = (field: StockField, value: unknown, text: string): Read => {
  const parsed = StockValues.shape[field].safeParse(value);
  return parsed.success ? { values: { [field]: parsed.data } } : wrong(field, text);
};

/** A VIN as it is printed in groups; its letters look like figures to no program. */
const vinIn = (text: string): Read => checked('vin', text.toUpperCase().replaceAll(' ', ''), text);

const READERS: Record<StockField, (text: string, context: CellContext) => Read> = {
  quantity: quantityIn,
  availability: (text) =>
    availabilityIn(text) ?? (QUANTITY.test(text) ? quantityIn(text) : wrong('availability', text)),
  location: (text) => checked('location', text, text),
  address: (text) => checked('address', text, text),
  vin: vinIn,
  pictures: picturesIn,
  video: (text) => checked('video', text, text),
  price: priceIn,
  priceRule: ruleIn,
  note: (text) => checked('note', text, text),
  arrives: dateIn,
};

/** Texts that people read: "№" stays what it is. */
const VERBATIM: ReadonlySet<StockField> = new Set<StockField>([
  'location',
  'address',
  'note',
  'pictures',
  'video',
]);

const asWritten = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();

/** What a cell says of its field, or why that cannot be told. */
export const readValue = (
  field: StockField,
  text: string,
  context: CellContext = { currency: 'RUB' },
): Read => READERS[field](VERBATIM.has(field) ? asWritten(text) : plain(text), context);
