import type { Box } from '#contracts/box.ts';
import { centre, holds } from '#pages/box.ts';
import { modelCode } from '#pages/model-code.ts';
import { boxOf, linesOf, lineText, middle } from '#pages/text.ts';
import type { Heading } from '#reference/lexicon/headings.ts';
import { ACROSS, type Piece } from '../table/cells.ts';
import { phrases } from '../table/phrases.ts';
import type { Table } from '../table/table.ts';
import type { Cell } from '../table/table-cells.ts';
import { looksLikeAmount } from '../values/price.ts';

/** Texts whose middles differ by less than this, in ems, stand beside one another. */
const BESIDE = 0.6;
/** A row above the first or below the last stands within so many of the table's widest steps. */
const ROW_STEPS = 1.5;
/** The step where a table has but one row, in ems. */
const LONE_STEP = 3;
/** A footer under the table has texts beside one another too, but hardly of the size of the rows'. */
const SAME_SIZE = 1.2;
/** Texts in other columns that make a line a row: between rows one is enough, where a note or a label may stand it is not. */
const COMPANY_INSIDE = 1;
const COMPANY_OUTSIDE = 2;

/** Texts in the code column that are no codes, with a row's cells beside them: mistyped ones. */
export function malformedCodes(table: Table): Cell[] {
  const codes = codesOf(table);
  const codeSlot = slotOf(table, 'modelCode');
  return table.pieces
    .filter(({ slot, text }) => slot === codeSlot && /[\p{L}\p{N}]/u.test(text))
    .filter((piece) => !codes.some((code) => areBeside(piece, code)))
    .filter((piece) => standsInRow(piece, table) && isOfPriceList(piece, table))
    .map(({ text, box }) => ({ text, box }));
}

/** A page of terms in columns has no rows; only an amount beside it makes its text one. */
function isOfPriceList(piece: Piece, table: Table): boolean {
  return table.rows.length > 0 || amountsUnderPrice(table).some((amount) => areBeside(piece, amount));
}

/** Amounts under the price heading that are no row's price, whether or not they say their currency. */
export function amountsUnderPrice(table: Table): Cell[] {
  const priceSlot = slotOf(table, 'price');
  const taken = table.rows.flatMap(({ cells }) => cells.price ?? []);
  const isTaken = (piece: Piece) => taken.some(({ box }) => holds(box, centre(piece.box)));
  const lines = linesOf(table.pieces.filter((piece) => piece.slot === priceSlot && !isTaken(piece)));
  return lines
    .flatMap(phrases)
    .filter((line) => looksLikeAmount(lineText(line)) && standsInRow(line[0] as Piece, table))
    .map((line) => ({ text: lineText(line), box: boxOf(line) }));
}

const slotOf = ({ slots }: Table, wanted: Heading): number =>
  slots.findIndex(({ heading }) => heading === wanted);

function codesOf(table: Table): Piece[] {
  const codeSlot = slotOf(table, 'modelCode');
  return table.pieces.filter(({ slot, text }) => slot === codeSlot && modelCode(text));
}

const isLabel = ({ box }: Piece, { labels }: Table): boolean =>
  labels.some((label) => holds(label.box, centre(box)));

function areBeside(one: Piece, other: { box: Box }): boolean {
  return Math.abs(middle(other) - middle(one)) < BESIDE * one.fontSize;
}

/** True for a text that has other columns' texts beside it as a row has. */
function standsInRow(piece: Piece, table: Table): boolean {
  const beside = table.pieces.filter((other) => other.slot !== ACROSS && areBeside(piece, other));
  const company = new Set(beside.map(({ slot }) => slot)).size - 1;
  const codes = codesOf(table);
  if (isBetween(piece, codes) && !isLabel(piece, table)) return company >= COMPANY_INSIDE;
  return company >= COMPANY_OUTSIDE && isNear(piece, codes);
}

function isBetween(piece: Piece, codes: readonly Piece[]): boolean {
  const heights = codes.map(middle);
  return middle(piece) > Math.min(...heights) && middle(piece) < Math.max(...heights);
}

/** At the pitch and of the size of rows; where no code stands, nothing tells them. */
function isNear(piece: Piece, codes: readonly Piece[]): boolean {
  const [code] = codes;
  if (!code) return true;
  const heights = codes.map(middle).sort((one, other) => one - other);
  const steps = heights.slice(1).map((y, index) => y - (heights[index] as number));
  const reach = ROW_STEPS * Math.max(LONE_STEP * code.fontSize, ...steps);
  const distance = Math.min(...heights.map((y) => Math.abs(y - middle(piece))));
  return (
    distance < reach &&
    piece.fontSize < code.fontSize * SAME_SIZE &&
    code.fontSize < piece.fontSize * SAME_SIZE
  );
}
