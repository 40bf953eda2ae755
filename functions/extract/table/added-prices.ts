import { speaksOf } from '#pages/headings.ts';
import { codeOf, modelCode } from '#pages/model-code.ts';
import { boxOf, linesOf, lineText, middle } from '#pages/text.ts';
import { ADDED_PRICE_WORDS } from '#reference/lexicon/price-headings.ts';
import { looksLikeAmount, wholeUnits } from '../values/price.ts';
import type { Piece } from './cells.ts';
import type { Slot } from './columns.ts';
import { phrases } from './phrases.ts';
import type { TableRow } from './table.ts';
import type { Cell } from './table-cells.ts';

/** Of the cheapest machine of the table: what is added to the price of one costs less. */
const MOST_SHARE = 0.5;
/** "+ 1 250 €", "€ +1 250". */
const PLUS = /^(?:[\p{L}\p{Sc}]{1,3}\.?\s?)?\+\s?/u;

/** The pieces of a table without the lines that price an option of the machine above, and those. */
interface Parted {
  pieces: readonly Piece[];
  added: Cell[];
}

/** Sets apart lines of one text and one amount without a code, which say that the amount is added to a price. */
export function withoutAddedPrices(pieces: readonly Piece[], slots: readonly Slot[]): Parted {
  const [codeSlot, priceSlot] = ['modelCode', 'price'].map((wanted) =>
    slots.findIndex(({ heading }) => heading === wanted),
  ) as [number, number];
  const lines = linesOf(pieces) as Piece[][];
  const ofMachines = lines.filter((line) => line.some((piece) => piece.slot === codeSlot && codeOf(piece)));
  const most = MOST_SHARE * leastPrice(ofMachines, priceSlot);
  const added = lines.filter((line) => !ofMachines.includes(line) && addedBy(line, priceSlot) < most);
  const taken = new Set(added.flat());
  return {
    pieces: pieces.filter((piece) => !taken.has(piece)),
    added: added.map((line) => ({ text: lineText(line), box: boxOf(line) })),
  };
}

/** Endless where no machine has a price. */
const leastPrice = (lines: readonly Piece[][], priceSlot: number): number =>
  Math.min(...lines.map((line) => wholeUnits(priceIn(line, priceSlot))).filter(Number.isFinite));

const priceIn = (line: Piece[], priceSlot: number): string =>
  lineText(line.filter(({ slot }) => slot === priceSlot));

/** What a line says is added to a price; NaN where it says nothing of the kind. */
function addedBy(line: Piece[], priceSlot: number): number {
  const printed = priceIn(line, priceSlot);
  const amount = printed.replace(PLUS, '');
  const texts = phrases(line.filter(({ slot }) => slot !== priceSlot)).map(lineText);
  const [said = ''] = texts;
  const isAdded = PLUS.test(printed) || speaksOf(said, ADDED_PRICE_WORDS);
  const isOption = isAdded && texts.length === 1 && !said.split(' ').some(modelCode);
  return isOption && looksLikeAmount(amount) ? wholeUnits(amount) : Number.NaN;
}

/** The rows from top to bottom, with what is said below each of what may be added to its price. */
export const withAddedPrices = (rows: readonly TableRow[], added: readonly Cell[]): TableRow[] =>
  rows.map((row, index) => {
    const [own, next] = [heightOf(row), heightOf(rows[index + 1])];
    const below = added.filter((line) => middle(line) > own && middle(line) < next);
    return { ...row, remarks: [...row.remarks, ...below.map(({ text }) => ({ heading: '', text }))] };
  });

const heightOf = (row: TableRow | undefined): number =>
  row?.cells.modelCode ? middle(row.cells.modelCode) : Infinity;
