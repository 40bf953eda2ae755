import { middle } from '#pages/text.ts';
import type { Block, Piece } from './cells.ts';
import type { Band, Row } from './row.ts';

interface Asked {
  block: Block;
  /** True where the block stands as a section label would. */
  alone: boolean;
}

/** Where a row's wrapped cells stand against its code. */
type Alignment = 'top' | 'middle' | 'bottom';

/** A cell reaches at most this share of the way to the neighbouring code. */
const REACH = 0.46;
/** Room above the first and below the last code where no neighbour tells the pitch, in ems. */
const LONE_ROW = 1.8;
const ALIGNED = 0.4;
/** How far off its code's line a whole cell's first line, middle or last line may be, in ems. */
const AT_CODE = 0.55;
/** A row's text goes on line by line; a gap larger than this, in ems, ends it. */
const NEXT_LINE = 1.7;
/** What may be a section label is a cell only where it stands this near, in ems: the next line, or half a line off the code. */
const TIGHT_LINE = 1.35;
const HALF_LINE = 0.75;

/** Gives the row of a band that a block belongs to. */
export type OwnerOf = (band: Band, asked: Asked) => Row | undefined;

/** A whole cell begins, ends or has its middle at its code; any other in a row's band is the row's, unless it may be a label. */
export const ownerOfWholeCell: OwnerOf = (band, { block, alone }) => {
  const places = [firstLine(block), middle(block), lastLine(block)];
  const miss = ({ code }: Row) => Math.min(...places.map((y) => Math.abs(y - middle(code))));
  const near = band.rows.filter((row) => miss(row) < AT_CODE * row.code.fontSize);
  const [nearest] = near.toSorted((one, other) => miss(one) - miss(other));
  return nearest ?? (alone ? undefined : onlyRow(band));
};

/** Pieces of cells, by the alignment that prevails. */
export function ownerOfPiece(rows: readonly Row[], blocks: readonly Block[]): OwnerOf {
  const alignment = prevailingAlignment(rows, blocks);
  return (band, asked) => onlyRow(band) ?? OWNERS[alignment](band.rows, asked);
}

/** The one row of a band drawn on both sides. */
function onlyRow(band: Band): Row | undefined {
  const bounded = Number.isFinite(band.from) && Number.isFinite(band.to);
  return bounded && band.rows.length === 1 ? band.rows[0] : undefined;
}

/** Which row of several in one band a block belongs to, by the alignment of cells. */
const OWNERS: Record<Alignment, (rows: readonly Row[], asked: Asked) => Row | undefined> = {
  top: (rows, { block, alone }) => {
    const y = firstLine(block);
    const row = rows.findLast(({ code }) => middle(code) <= y + ALIGNED * code.fontSize);
    const step = row ? (y - lastLineOf(row, block.slot)) / row.code.fontSize : Infinity;
    return step < (alone ? TIGHT_LINE : NEXT_LINE) ? row : undefined;
  },
  bottom: (rows, { block, alone }) => {
    const y = lastLine(block);
    const row = rows.find(({ code }) => middle(code) >= y - ALIGNED * code.fontSize);
    const step = row ? (middle(row.code) - y) / row.code.fontSize : Infinity;
    return step < (alone ? TIGHT_LINE : 2 * NEXT_LINE) ? row : undefined;
  },
  middle: (rows, { block, alone }) => {
    const y = middle(block);
    const row = rows.find((_, index) => y >= reach(rows, index, -1) && y <= reach(rows, index, 1));
    const isFar = row && Math.abs(middle(row.code) - y) > HALF_LINE * row.code.fontSize;
    return alone && isFar ? undefined : row;
  },
};

/** How far up (-1) or down (1) the cells of a row may stand. */
function reach(rows: readonly Row[], index: number, direction: -1 | 1): number {
  const { code } = rows[index] as Row;
  const neighbour = rows[index + direction] ?? rows[index - direction];
  const distance = neighbour ? Math.abs(middle(neighbour.code) - middle(code)) : Infinity;
  const room = rows[index + direction]
    ? distance * REACH
    : Math.min(distance * REACH, LONE_ROW * code.fontSize);
  return middle(code) + direction * Math.max(room, ALIGNED * code.fontSize);
}

function lastLineOf({ code, blocks }: Row, slot: number): number {
  const own = blocks.filter((block) => block.slot === slot).map(lastLine);
  return Math.max(middle(code), ...own);
}

/** The alignment that leaves wrapped cells nearest to a code; pages drawn line by line have few cells in one piece. */
function prevailingAlignment(rows: readonly Row[], blocks: readonly Block[]): Alignment {
  const wrapped = blocks.filter((block) => lastLine(block) - firstLine(block) > ALIGNED * em(block));
  const single = blocks.filter((block) => !wrapped.includes(block) && isBesideCode(rows, block));
  if (wrapped.length <= single.length) return alignmentOfLines(rows, single);
  const misses: [Alignment, number][] = [
    ['middle', missed(rows, wrapped.map(middle))],
    ['top', missed(rows, wrapped.map(firstLine))],
    ['bottom', missed(rows, wrapped.map(lastLine))],
  ];
  return misses.reduce((best, one) => (one[1] < best[1] ? one : best))[0];
}

/** Off the line of every code, and near enough to one to be a line of its row. */
function isBesideCode(rows: readonly Row[], block: Block): boolean {
  const miss = missed(rows, [middle(block)]);
  return miss > ALIGNED * em(block) && miss < NEXT_LINE * em(block);
}

function alignmentOfLines(rows: readonly Row[], lines: readonly Block[]): Alignment {
  const above = lines.filter((block) => rows.some(({ code }) => isJustAbove(block, code)));
  return above.length * 4 >= lines.length ? 'middle' : 'top';
}

function isJustAbove(block: Block, code: Piece): boolean {
  const distance = middle(code) - middle(block);
  return distance > 0 && distance < NEXT_LINE * 0.7 * code.fontSize;
}

function missed(rows: readonly Row[], heights: readonly number[]): number {
  return heights.reduce((sum, y) => sum + Math.min(...rows.map(({ code }) => Math.abs(middle(code) - y))), 0);
}

const em = ({ pieces }: Block): number => pieces[0]?.fontSize ?? 0;
const firstLine = ({ pieces }: Block): number => Math.min(...pieces.map(middle));
const lastLine = ({ pieces }: Block): number => Math.max(...pieces.map(middle));
