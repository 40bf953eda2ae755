import type { Column } from '#contracts/extracted.ts';
import { centre, unionOf } from '#pages/box.ts';
import { type Header, type HeaderCell, isRow } from '#pages/header.ts';
import { headingOf, isPlainPrice, speaksOf, without } from '#pages/headings.ts';
import type { Word } from '#pages/page.ts';
import { boxOf, type Line, linesOf, lineText, middle } from '#pages/text.ts';
import {
  DEALER_LIST_WORDS,
  OFFER_PRICE_WORDS,
  OTHER_PRICE_WORDS,
  PRICES_WORDS,
  TAX_WORDS,
  TAXED_WORDS,
  UNTAXED_WORDS,
} from '#reference/lexicon/price-headings.ts';
import {
  CEASED_WORDS,
  DRAFT_WORDS,
  EXPIRED_ENDINGS,
  EXPIRED_WORDS,
  FORMER_LISTS_WORDS,
  LIST_WORDS,
  REPLACED_WORDS,
  RESERVED_WORDS,
  TERMS_WORDS,
  USED_WORDS,
} from '#reference/lexicon/remarks.ts';
import { currencyNamedIn, legalTender, moneySaidBy, saysMoney } from '../values/currencies.ts';
import { marketOfHeadings } from '../values/market.ts';
import { isMoneyOf, looksLikeAmount, saysMultiple, wholeUnits } from '../values/price.ts';
import type { Slot } from './columns.ts';
import { phrases } from './phrases.ts';
import type { Table } from './table.ts';
import type { Cell } from './table-cells.ts';

const priceOf = ({ cells }: Header): HeaderCell | undefined =>
  cells.find(({ heading }) => heading === 'price');

/** Where one of several price headings says plainly that its prices are a customer's, the others' are other prices. */
export function withPlainPrice(header: Header): Header {
  const prices = header.cells.filter(({ heading }) => heading === 'price');
  const plain = prices.filter(({ text }) => isPlainPrice(text));
  if (prices.length < 2 || plain.length !== 1) return header;
  const isOther = (cell: HeaderCell) => prices.includes(cell) && !plain.includes(cell);
  const cells = header.cells.map((cell) =>
    isOther(cell) ? { ...cell, heading: 'otherPrice' as const } : cell,
  );
  return { ...header, cells };
}

/** Lines of a heading stand nearer to it, in ems of it; on a sheet, in the next row but one. */
const NEAR = 2.5;

/**
 * The header with what stands right over the price heading, or between it and the first row, and says what the prices
 * are: "Jälleenmyyjän", "alv 0 %", "tEUR". `words` are those of the page around the table.
 */
export function withSaidOfPrices({ header, slots, rows }: Table, words: readonly Word[]): Header {
  const [price, slot] = [priceOf(header), slots.find(({ heading }) => heading === 'price')];
  if (!price || !slot) return header;
  const first = Math.min(
    ...rows.map(({ code, cells }) => (code && cells.modelCode ? cells.modelCode.box[1] : Infinity)),
  );
  const [top, bottom] = [
    header.box[1] - NEAR * header.fontSize,
    Math.min(first, header.box[3] + 2 * NEAR * header.fontSize),
  ];
  const around = words.filter((word) => middle(word) > top && middle(word) < bottom && !isOf(header, word));
  const said = linesOf(around)
    .filter((line) => !isRow(line))
    .flatMap(phrases)
    .filter((phrase) => beginsIn(slot, phrase) && saysOfPrices(lineText(phrase)));
  const over = said.filter(([word]) => middle(word as Word) < middle(price));
  const under = said.filter((phrase) => !over.includes(phrase));
  const text = [...over.map(lineText), price.text, ...under.map(lineText)].join(' ');
  return said.length === 0 ? header : { ...header, prices: text };
}

const isOf = ({ cells }: Header, word: Word): boolean => cells.some(({ words }) => words.includes(word));

const TOUCHES = 2;
const beginsIn = ({ from, to }: Slot, [word]: Line): boolean =>
  word !== undefined && word.box[0] > from - TOUCHES && word.box[0] < to;

const SAID_AROUND = OTHER_PRICE_WORDS.filter((word) => !OFFER_PRICE_WORDS.includes(word));

/** A legend ("x = dealer stock") says what a sign means. */
const saysOfPrices = (text: string): boolean =>
  !text.includes('=') &&
  (speaksOf(text, SAID_AROUND) || speaksOf(text, TAX_WORDS) || saysMultiple(text) || saysMoney(text));

/** What the headings of prices say of them. */
export const saidOfPrices = (header: Header): string => header.prices ?? priceOf(header)?.text ?? '';

/**
 * The price heading of the page that says what no customer pays, or what nobody here knows, so that cells alone have told
 * the column; `names` are headings named by others.
 */
export function doubtfulPriceHeadings(
  { header, rows }: Table,
  names: ReadonlyMap<string, Column> | undefined,
): Cell[] {
  const price = priceOf(header);
  const isPrintedHere = price !== undefined && price.box[3] > price.box[1];
  if (!isPrintedHere || rows.length === 0 || names?.has(price.text)) return [];
  const said = saidOfPrices(header);
  const isPlain = price.isTold || isKnownPlain(price.text);
  if (price.isTold && header.prices === undefined) return [];
  return isPlain && !speaksOf(said, OTHER_PRICE_WORDS) && !PLUS_TAX.test(said)
    ? []
    : [{ text: said, box: price.box }];
}

/** A heading of another column may stand over prices; one that nobody knows may be the dealer's. */
function isKnownPlain(text: string): boolean {
  const heading = headingOf(text);
  return heading === 'price' ? isPlainPrice(text) : heading !== null || !/\p{L}/u.test(text);
}

/** An amount is no price of the row where it is less than this of it, or it of the amount. */
const LEAST_SHARE = 0.5;
/** So many rows with both make a column one of prices. */
const MOST_ROWS = 0.7;
const FEWEST_ROWS = 2;

/** What heads columns of unknown headings, or of none, whose amounts may be what a customer pays as well as those of the price. */
export function rivalPrices(table: Table): Cell[] {
  const unknown = table.slots.filter(({ heading }) => heading === null);
  return unknown.flatMap((slot) => {
    const amounts = rivalAmounts(table, slot);
    const isColumn = amounts.length >= FEWEST_ROWS && amounts.length >= table.rows.length * MOST_ROWS;
    const heading = table.header.cells.find(({ box }) => isUnder(slot, box));
    return isColumn ? [heading ?? (amounts[0] as Cell)] : [];
  });
}

const isUnder = ({ from, to }: Slot, box: Cell['box']): boolean =>
  centre(box)[0] > from && centre(box)[0] < to;

function rivalAmounts({ slots, pieces, rows }: Table, slot: Slot): Cell[] {
  const own = pieces.filter((piece) => slots[piece.slot] === slot && looksLikeAmount(piece.text));
  return rows.flatMap(({ cells: { price } }) => {
    const beside = price && own.find((piece) => middle(piece) > price.box[1] && middle(piece) < price.box[3]);
    const isRival = beside && areAlike(wholeUnits(price.text), wholeUnits(beside.text));
    return isRival ? [{ text: beside.text, box: beside.box }] : [];
  });
}

const areAlike = (one: number, other: number): boolean =>
  Math.min(one, other) >= Math.max(one, other) * LEAST_SHARE;

/** Longer lines are terms of business. */
const LONGEST_LINE = 160;
/** A unit stands alone, in a word or a few: "tEUR", "тыс. руб.". */
const UNIT_WORDS = 3;

/**
 * The lines of a page of rows that say of all prices of a table that they are dealers', without tax, thousands, or in other
 * money than its headings name or its market uses.
 */
export function linesOnOtherPrices(
  tables: readonly Table[],
  lines: readonly Line[],
  market: string | null,
): Cell[] {
  const priced = tables.filter(({ header, rows }) => rows.length > 0 && priceOf(header));
  return saidIn(lines, LONGEST_LINE).filter((said) =>
    priced.some((table) => contradicts(table, said.text) || namesOtherMoney(table, said, market)),
  );
}

const saidIn = (lines: readonly Line[], longest: number): Cell[] =>
  lines
    .map((line) => ({ text: lineText(line), box: boxOf(line) }))
    .filter(({ text }) => text.length <= longest);

function contradicts({ header, slots }: Table, text: string): boolean {
  if (saysThousands(text) || saysRise(text)) return true;
  if (slots.some(({ heading }) => heading === 'otherPrice')) return false;
  return saysDealers(text) || (saysUntaxed(text) && !speaksOf(saidOfPrices(header), OF_TAX));
}

/** As a heading over the rows below it does: "Hinta SEK"; what stands in a row is about that one. */
function namesOtherMoney({ header, rows }: Table, { text, box }: Cell, market: string | null): boolean {
  const named = [...moneySaidBy(text)];
  if (named.length === 0 || rows.some((row) => holdsMiddle(row, box))) return false;
  const tender = legalTender(market ?? marketOfHeadings(header.cells.map((cell) => cell.text)));
  const own = currencyNamedIn(saidOfPrices(header)) ?? tender;
  return own !== null && !named.some((money) => isMoneyOf(money, own));
}

function holdsMiddle({ cells }: Table['rows'][number], box: Cell['box']): boolean {
  const [, top, , bottom] = unionOf(Object.values(cells).map((cell) => cell.box));
  const [, y] = centre(box);
  return y > top && y < bottom;
}

/** What cells of a column beside the prices call those of their rows: "Price type: dealer". */
export const typesOfPrices = ({ slots, pieces }: Table): Cell[] =>
  pieces
    .filter(({ slot, text }) => slots[slot]?.heading === 'otherPrice' && !/\d/.test(text))
    .filter(({ text }) => speaksOf(text, SAID_AROUND))
    .map(({ text, box }) => ({ text, box }));

/** Letters of a label or a title. */
const LONGEST_LABEL = 50;

/** The lines of a page of rows that say of machines that they are used. */
export const linesOnUsed = (tables: readonly Table[], lines: readonly Line[]): Cell[] =>
  tables.every(({ rows }) => rows.length === 0)
    ? []
    : saidIn(lines, LONGEST_LABEL).filter(({ text }) => speaksOf(text, USED_WORDS));

/**
 * The lines over a page's rows that say that the list is not in force, those in no cell of a sheet, and those below that speak
 * of the list; on a page of no rows those of a cover.
 */
export function linesOnDraft(
  tables: readonly Table[],
  lines: readonly Line[],
  beside: readonly Line[],
): Cell[] {
  const tops = tables.flatMap(({ header, rows }) => (rows.length > 0 ? header.box[1] : []));
  const top = Math.min(...tops);
  const over = saidIn(lines, LONGEST_LABEL).filter(({ box }) => box[1] < top);
  const below = saidIn(lines, LONGEST_LINE).filter(({ box, text }) => box[1] >= top && saysPast(text));
  return [...[...over, ...saidIn(beside, LONGEST_LABEL)].filter(({ text }) => saysDraft(text)), ...below];
}

/** "Superseded", "Ei voimassa": alone it is said of the list. */
const STAMP_WORDS = 2;

/** What stands below rows may be about one of them, about an offer, or about what may happen. */
function saysPast(text: string): boolean {
  if (speaksOf(text, FORMER_LISTS_WORDS) || speaksOf(text, RESERVED_WORDS)) return false;
  const isOfList = speaksOf(text, LIST_WORDS) || text.split(' ').length <= STAMP_WORDS;
  if (isOfList && (saysExpired(text) || speaksOf(text, REPLACED_WORDS))) return true;
  return speaksOf(text, PRICES_WORDS) && speaksOf(text, CEASED_WORDS);
}

export const saysDraft = (text: string): boolean =>
  speaksOf(text, DRAFT_WORDS) || saysExpired(text) || saysPast(text);

function saysExpired(text: string): boolean {
  const plain = without(text, []);
  const isSaid = speaksOf(text, EXPIRED_WORDS) || EXPIRED_ENDINGS.some((ending) => plain.endsWith(ending));
  return isSaid && !speaksOf(text, OF_OTHERS);
}

const OF_OTHERS = [...FORMER_LISTS_WORDS, ...TERMS_WORDS];

/** The lines of a cover that say of all prices of a list that they are dealers', or without tax. */
export const linesOfCover = (lines: readonly Line[]): Cell[] =>
  saidIn(lines, LONGEST_LABEL).filter(({ text }) => saysDealers(text) || saysUntaxed(text));

const saysDealers = (text: string): boolean => speaksOf(text, DEALER_LIST_WORDS);

/** "Prices do not include VAT" holds "include VAT": what denies it says nothing else. A line of such words alone is of all prices. */
function saysUntaxed(text: string): boolean {
  if (!speaksOf(text, UNTAXED_WORDS) && !PLUS_TAX.test(text)) return false;
  const rest = without(text, UNTAXED_WORDS);
  return speaksOf(text, PRICES_WORDS) ? !speaksOf(rest, TAXED_WORDS) : !/\p{L}/u.test(rest);
}

/** A heading that says so itself is asked about, or answers. */
const OF_TAX = [...TAXED_WORDS, ...UNTAXED_WORDS];

/** "Price + VAT". */
const PLUS_TAX = /\+\s?(?:vat|alv|moms|mva|mwst|ust|tva|ндс|vsk)(?!\p{L})/iu;
/** "All prices +4 %". */
const RISE = /\+\s?\d+(?:[.,]\d+)?\s?%/;

const saysRise = (text: string): boolean => RISE.test(text) && speaksOf(text, PRICES_WORDS);

const saysThousands = (text: string): boolean =>
  saysMultiple(text) &&
  !/\d/.test(text) &&
  (speaksOf(text, PRICES_WORDS) || text.split(' ').length <= UNIT_WORDS);
