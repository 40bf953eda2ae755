import { centre, unionOf } from '#pages/box.ts';
import type { Header } from '#pages/header.ts';
import { speaksOf } from '#pages/headings.ts';
import type { Word } from '#pages/page.ts';
import { middle } from '#pages/text.ts';
import { CURRENCY_HEADINGS } from '#reference/lexicon/currencies.ts';
import type { Heading } from '#reference/lexicon/headings.ts';
import { OTHER_PRICE_WORDS } from '#reference/lexicon/price-headings.ts';
import { moneySaidBy, saysMoney } from '../values/currencies.ts';
import type { Slot } from './columns.ts';
import type { Row } from './rows.ts';
import { type Cell, type Cells, cellOf } from './table-cells.ts';

/** What a row says in a column that is no field of a product: its year, its brand, whether it is still sold. */
export interface Remark {
  /** As printed; empty for a column without. */
  heading: string;
  text: string;
}

/** No fields of a product; beside its code in one column may stand what is none of it. */
const OF_NO_FIELD: ReadonlySet<Heading | null> = new Set<Heading | null>([null, 'ignored', 'modelCode']);

/** What a row says beside its code and its fields, from left to right. */
export const remarksOf = ({ code, blocks, shared }: Row, slots: readonly Slot[], header: Header): Remark[] =>
  slots.flatMap((slot, index) => {
    if (!OF_NO_FIELD.has(slot.heading)) return [];
    const own = [...blocks, ...shared].filter((block) => block.slot === index);
    const pieces = own.flatMap((block) => block.pieces).filter((piece) => piece !== code);
    if (pieces.length === 0) return [];
    const heading = header.cells.find(({ box }) => centre(box)[0] > slot.from && centre(box)[0] < slot.to);
    return [{ heading: heading?.text ?? '', text: cellOf(pieces).text }];
  });

/** A unit is a word or two: "EUR", "€/kk". */
const LONGEST_UNIT = 12;
/** What is no money elsewhere ("CAD", "KR") is some in a column of it, or in one that nobody named. */
const isUnit = ({ heading, text }: Remark): boolean =>
  text.length <= LONGEST_UNIT &&
  !/\d/.test(text) &&
  (moneySaidBy(text).size > 0 || (headsMoney(heading) && saysMoney(text)));

const headsMoney = (heading: string): boolean =>
  CURRENCY_HEADINGS.includes(heading.toLowerCase().replace(/[^\p{L}]/gu, ''));

/** The cells with the unit that stands in a column of its own behind the price of a row, if that names none. */
export function withUnitOfPrice(cells: Cells, remarks: readonly Remark[]): Cells {
  const { price } = cells;
  const units = remarks.filter(isUnit).map(({ text }) => text);
  if (!price || units.length === 0 || saysMoney(price.text)) return cells;
  const own = units.find((unit) => speaksOf(unit, OTHER_PRICE_WORDS)) ?? units[0];
  return { ...cells, price: { ...price, text: `${price.text} ${own}` } satisfies Cell };
}

/** A row with what comments on its cells say, and shapes beside them. */
export function withComments<Said extends { cells: Cells; remarks: readonly Remark[] }>(
  row: Said,
  beside: readonly Word[],
): Said {
  const [, top, , bottom] = unionOf(Object.values(row.cells).map(({ box }) => box));
  const own = beside.filter((word) => middle(word) > top && middle(word) < bottom);
  const said = own.map(({ text }) => ({ heading: '', text }));
  return said.length === 0 ? row : { ...row, remarks: [...row.remarks, ...said] };
}
