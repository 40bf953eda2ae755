import type { Box } from '#contracts/box.ts';
import { centre, holds } from '#pages/box.ts';
import type { Header } from '#pages/header.ts';
import { byHeight, linesOf, middle } from '#pages/text.ts';
import type { Heading } from '#reference/lexicon/headings.ts';
import type { Piece } from './cells.ts';
import type { Slot } from './columns.ts';
import type { TableRow } from './table.ts';
import { type Cell, doubtsOf } from './table-cells.ts';

/** Figures that an amount may begin with, up to a place where thousands are set apart; a minus may stand alone. */
const BEGINNING = /^(?:\p{Sc}\s?)?(?:[-–−]\s?)?\d{1,3}(?:[ .,'’ʼ]\d{3})*[.,'’ʼ]?$/u;
const MINUS = /^[-–−]$/;
/** Nothing but one group of thousands: what is left of most amounts that lost their beginning. */
const ONE_GROUP = /^\D*\d{3}(?:[.,]\d{1,2})?\D*$/;
const ENDS_IN_FIGURES = /\s\d{1,3}$/;
/** They stand at most this far before the rest, in ems: what is farther away is a column's. A dash is no cell's text as well. */
const REACH = 5;
const REACH_OF_MINUS = 2;
/** Words of one text stand closer, in ems. */
const WITHIN_TEXT = 0.75;
/** In ems. */
const SAME_LINE = 0.4;
const SAME_SIZE = 1.2;
/** Cells of one column begin, end or have their middles this near, in points. */
const ALIGNED = 2;
/** Columns that never hold bare figures, so that many of them are no habit of the column. */
const WORDS: ReadonlySet<Heading | null> = new Set<Heading>(['color', 'starter', 'display', 'springOptions']);

/** What tells whether figures are those of their own column. */
interface Surroundings {
  header: Header;
  slots: readonly Slot[];
  pieces: readonly Piece[];
  /** What stands last before a piece on its line, and what of its own column does. */
  before(piece: Piece): Piece | undefined;
  ownBefore(piece: Piece): Piece | undefined;
}

/** What the price as read says: one group of thousands only, and that where most others of the table have more. */
interface Rest {
  isShort: boolean;
  isShorter: boolean;
}

/**
 * The rows, those in doubt whose price may have its first figures or its minus in the column before: what stands right
 * before it looks like a beginning of it, and like nothing of its own column.
 */
export function withTornPrices(
  rows: readonly TableRow[],
  table: Omit<Surroundings, 'before' | 'ownBefore'>,
): TableRow[] {
  const around = { ...table, before: lastBefore(table.pieces), ownBefore: beforeInColumn(table.pieces) };
  const priceSlot = around.slots.findIndex(({ heading }) => heading === 'price');
  const inColumn = around.pieces.filter(({ slot }) => slot === priceSlot);
  const short = new Set(rows.filter(({ cells }) => ONE_GROUP.test(cells.price?.text ?? '')));
  const isRare = short.size * 2 < rows.length;
  return rows.map((row) => {
    const { price } = row.cells;
    const own = price ? inColumn.filter(({ box }) => holds(price.box, centre(box))) : [];
    const rest = { isShort: short.has(row), isShorter: isRare && short.has(row) };
    const isTorn = linesOf(own).some(([first]) => first && lacksBeginning(first as Piece, rest, around));
    return price && isTorn ? withDoubtfulPrice(row, price) : row;
  });
}

/** Figures without decimals, whatever stands before them. */
const WHOLE = /^[^,]*\d$/;
/** "00" takes nothing away. */
const DECIMALS = /^(?!00)\d\d$/;

/**
 * The rows of a sheet, those in doubt whose price may have lost its decimals: "18750,50" in text whose columns commas set
 * apart. They then stand in the next column, which nothing heads.
 */
export function withPartedPrices(
  rows: readonly TableRow[],
  { header, slots, pieces }: Pick<Surroundings, 'header' | 'slots' | 'pieces'>,
): TableRow[] {
  const next = slots.findIndex(({ heading }) => heading === 'price') + 1;
  const slot = slots[next];
  if (next === 0 || !slot || header.cells.some(({ box }) => heads(box, slot))) return [...rows];
  const decimals = pieces.filter((piece) => piece.slot === next && DECIMALS.test(piece.text));
  return rows.map((row) => {
    const { price } = row.cells;
    const isParted =
      price &&
      WHOLE.test(price.text) &&
      decimals.some((piece) => isBetween(middle(piece), price.box[1], price.box[3]));
    return isParted ? withDoubtfulPrice(row, price) : row;
  });
}

const withDoubtfulPrice = (row: TableRow, price: Cell): TableRow => ({
  ...row,
  cells: { ...row.cells, price: { ...price, ...doubtsOf([price, { doubts: ['torn'] }]) } },
});

function lacksBeginning(first: Piece, rest: Rest, around: Surroundings): boolean {
  if (!/\d/.test(first.text)) return false;
  const before = around.before(first);
  if (!before || !lookAlike(before, first)) return false;
  const reach = MINUS.test(before.text) ? REACH_OF_MINUS : REACH;
  if (first.box[0] - before.box[2] > reach * first.fontSize) return false;
  if (!mayBegin(before.text)) return rest.isShorter && ENDS_IN_FIGURES.test(before.text);
  return !isOfOwnColumn(before, rest, around);
}

const mayBegin = (text: string): boolean => BEGINNING.test(text) || MINUS.test(text);

/** Gives what of the pieces stands last before one on its line. */
function lastBefore(pieces: readonly Piece[]): Surroundings['before'] {
  const standing = byHeight(pieces);
  return (piece) => {
    const [y, reach] = [middle(piece), SAME_LINE * piece.fontSize];
    return standing(y - reach, y + reach)
      .filter((other) => other !== piece && other.box[2] <= piece.box[0] + 1)
      .reduce<Piece | undefined>(
        (last, other) => (last && last.box[2] > other.box[2] ? last : other),
        undefined,
      );
  };
}

/** Each price asks it of all that its neighbours' column holds. */
function beforeInColumn(pieces: readonly Piece[]): Surroundings['ownBefore'] {
  const columns = new Map(
    [...Map.groupBy(pieces, ({ slot }) => slot)].map(([slot, own]) => [slot, lastBefore(own)]),
  );
  return (piece) => columns.get(piece.slot)?.(piece);
}

const areBeside = (one: Piece, other: Piece): boolean =>
  Math.abs(middle(one) - middle(other)) < SAME_LINE * other.fontSize;

function lookAlike(one: Piece, other: Piece): boolean {
  const ratio = one.fontSize / other.fontSize;
  const isSameColor = one.color.every((channel, index) => channel === other.color[index]);
  return one.bold === other.bold && isSameColor && ratio < SAME_SIZE && ratio > 1 / SAME_SIZE;
}

/** Under their heading, a part of the text before them, or in line with what others of the column have there. */
function isOfOwnColumn(
  figures: Piece,
  rest: Rest,
  { header, slots, pieces, ownBefore }: Surroundings,
): boolean {
  const slot = slots[figures.slot];
  if (!slot) return false;
  const column = pieces.filter((piece) => piece.slot === figures.slot);
  const preceding = ownBefore(figures);
  if (preceding && figures.box[0] - preceding.box[2] < WITHIN_TEXT * figures.fontSize) return !rest.isShorter;
  if (!preceding && header.cells.some(({ box }) => heads(box, slot) && isOver(box, figures))) return true;
  const others = column.filter((other) => !areBeside(other, figures) && !ownBefore(other) === !preceding);
  const words = others.filter(({ text }) => !mayBegin(text));
  if (mostAlign(figures, words, words.length)) return true;
  const alike = others.filter(({ text }) => mayBegin(text));
  return !WORDS.has(slot.heading) && !rest.isShort && mostAlign(figures, alike, others.length);
}

const heads = (box: Box, { from, to }: Slot): boolean => isBetween(centre(box)[0], from, to);
const isOver = (box: Box, piece: Piece): boolean => isBetween(centre(piece.box)[0], box[0], box[2]);
const isBetween = (x: number, from: number, to: number): boolean => x > from && x < to;

const EDGES: readonly ((box: Box) => number)[] = [(box) => box[0], (box) => box[2], (box) => centre(box)[0]];

/** True where half of so many begin, end or have their middles where the piece does. */
const mostAlign = (piece: Piece, others: readonly Piece[], count: number): boolean =>
  others.length > 0 &&
  EDGES.some((edge) => {
    const aligned = others.filter(({ box }) => Math.abs(edge(box) - edge(piece.box)) < ALIGNED);
    return aligned.length * 2 >= count;
  });
