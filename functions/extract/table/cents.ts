import { centre, holds } from '#pages/box.ts';
import { looksLikeAmount, wholeUnits } from '../values/price.ts';
import type { Piece } from './cells.ts';
import type { TableRow } from './table.ts';
import type { Cell } from './table-cells.ts';

/** What prices end in; a column of numbers of pieces has others too. */
const CENTS = /^(?:00|50|90|95|99)$/;
/** In points. */
const ALIGNED = 2;
/** One price alone shows no column. */
const FEWEST_ROWS = 2;

/** An amount, and its cents in a box of their own behind it. */
interface Parted {
  price: Cell;
  whole: string;
  cents: Piece;
}

/** The rows with their prices as amounts where every one of the table has its cents in a column of their own: "8 490 | 00". */
export function withCents(
  rows: readonly TableRow[],
  pieces: readonly Piece[],
  priceSlot: number,
): TableRow[] {
  const own = pieces.filter(({ slot, text }) => slot === priceSlot && /[\p{L}\p{N}]/u.test(text));
  const priced = rows.flatMap(({ cells: { price } }) => price ?? []);
  const parted = priced.flatMap((price) => partedIn(price, own) ?? []);
  const areAligned = parted.every(
    ({ cents }) => Math.abs(cents.box[0] - (parted[0] as Parted).cents.box[0]) < ALIGNED,
  );
  if (parted.length < FEWEST_ROWS || parted.length < priced.length || !areAligned) return [...rows];
  const texts = new Map(parted.map(({ price, whole, cents }) => [price, `${whole},${cents.text}`]));
  return rows.map((row) => {
    const { price } = row.cells;
    const text = price && texts.get(price);
    return text ? { ...row, cells: { ...row.cells, price: { ...price, text } } } : row;
  });
}

function partedIn(price: Cell, pieces: readonly Piece[]): Parted | null {
  const [whole, cents, ...more] = pieces
    .filter(({ box }) => holds(price.box, centre(box)))
    .sort((one, other) => one.box[0] - other.box[0]);
  if (!whole || !cents || more.length > 0 || !CENTS.test(cents.text)) return null;
  const isWhole = looksLikeAmount(whole.text) && Number.isFinite(wholeUnits(whole.text));
  return isWhole && !/[.,]\d{1,2}$/.test(whole.text) ? { price, whole: whole.text, cents } : null;
}
