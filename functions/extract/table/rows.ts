import type { Box } from '#contracts/box.ts';
import { unionOf } from '#pages/box.ts';
import { type Span, tableEdges } from '#pages/edges.ts';
import type { Page } from '#pages/page.ts';
import { boxOf, byHeight, firstAbove, linesOf, middle } from '#pages/text.ts';
import { ACROSS, type Block, intoBlocks, type Piece } from './cells.ts';
import type { Slot } from './columns.ts';
import { mergedCells } from './merged-cells.ts';

/** A row of the table: the code it begins from, its blocks, and those that it shares with its neighbours. */
export interface Row {
  code: Piece;
  blocks: Block[];
  shared: Block[];
}

/** A stretch of the page between drawn edges, and the rows whose codes stand in it. */
interface Band {
  from: number;
  to: number;
  rows: Row[];
}

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
type OwnerOf = (band: Band, asked: Asked) => Row | undefined;

/** A whole cell begins, ends or has its middle at its code; any other in a row's band is the row's, unless it may be a label. */
const ownerOfWholeCell: OwnerOf = (band, { block, alone }) => {
  const [first, own, last] = [firstLine(block), middle(block), lastLine(block)];
  let nearest: Row | undefined;
  let least = Infinity;
  for (const row of band.rows) {
    const y = middle(row.code);
    const miss = Math.min(Math.abs(first - y), Math.abs(own - y), Math.abs(last - y));
    if (miss >= least || miss >= AT_CODE * row.code.fontSize) continue;
    nearest = row;
    least = miss;
  }
  return nearest ?? (alone ? undefined : onlyRow(band));
};

/** Pieces of cells, by the alignment that prevails. */
function ownerOfPiece(rows: readonly Row[], blocks: readonly Block[]): OwnerOf {
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

/** The lines of one cell may differ from the table's leading by this much, in ems. */
const SAME_LEADING = 0.07;
/** What stands this near to a code's line, in ems, stands beside the code. */
const BESIDE = 0.4;

/** Lines farther apart, in ems, are no lines of one cell. */
const LARGEST_LEADING = 1.6;
/** Columns whose lines stand a little wider than the narrowest have a leading of their own; others have no wrapped cells to tell it. */
const LIKE_LEADING = 1.15;

type CellLine = Piece[];

/**
 * Cells put together by the white between them: lines of one cell stand closer than those of two rows.
 * Null where rows stand as close as lines do, so that nothing but the order of drawing tells them apart.
 * `edges` are the heights at which lines or fills divide rows, in points.
 */
function wholeCells(pieces: readonly Piece[], codeSlot: number, edges: readonly number[]): Block[] | null {
  const codes = codesBeside(pieces, codeSlot);
  const columns = linesBySlot(pieces).map((column) => ({ ...column, own: leadingOf(column.lines, codes) }));
  // Footnotes run across the table in smaller type: their leading is not that of its cells.
  const leading = Math.min(...columns.filter(({ slot }) => slot !== ACROSS).map(({ own }) => own));
  const blocks = columns.flatMap(({ slot, lines, own }) =>
    cellsOf(slot, lines, { leading: own < leading * LIKE_LEADING ? own : leading, edges }),
  );
  return blocks.some((block) => codes(firstLine(block), lastLine(block)) > 1) ? null : blocks;
}

interface Column {
  slot: number;
  lines: CellLine[];
}

function linesBySlot(pieces: readonly Piece[]): Column[] {
  const columns = Map.groupBy(pieces, ({ slot }) => slot);
  return [...columns].map(([slot, own]) => ({ slot, lines: linesOf(own) as CellLine[] }));
}

/** Counts the codes that stand beside what reaches from one height to another. */
type CodesBeside = (top: number, bottom: number) => number;

/** What heads rows: codes and what stands in their place, with cells beside it. */
function codesBeside(pieces: readonly Piece[], codeSlot: number): CodesBeside {
  const cellsIn = byHeight(pieces.filter(({ slot }) => slot !== codeSlot && slot !== ACROSS));
  const codes = pieces.filter((piece) => {
    const [y, reach] = [middle(piece), BESIDE * piece.fontSize];
    return piece.slot === codeSlot && cellsIn(y - reach, y + reach).length > 0;
  });
  const codesIn = byHeight(codes);
  const farthest = BESIDE * Math.max(0, ...codes.map(({ fontSize }) => fontSize));
  return (top, bottom) =>
    codesIn(top - farthest, bottom + farthest).filter((code) => {
      const y = middle(code);
      const reach = BESIDE * code.fontSize;
      return y > top - reach && y < bottom + reach;
    }).length;
}

interface Spacing {
  /** In ems. */
  leading: number;
  edges: readonly number[];
}

function cellsOf(slot: number, lines: readonly CellLine[], spacing: Spacing): Block[] {
  const cells: CellLine[][] = [];
  for (const line of lines) {
    const last = cells.at(-1)?.at(-1);
    if (last && slot !== ACROSS && continuesCell(last, line, spacing)) cells.at(-1)?.push(line);
    else cells.push([line]);
  }
  return cells.map((cell) => {
    const pieces = cell.flat();
    return { slot, pieces, box: boxOf(pieces) };
  });
}

/** The smallest step between lines of which one at least is no row's only line, in ems; none is larger than any cell's. */
function leadingOf(lines: readonly CellLine[], codes: CodesBeside): number {
  const beginRows = lines.map((line) => standsBesideCode(line, codes));
  const steps = lines
    .slice(1)
    .flatMap((line, index) =>
      beginRows[index] && beginRows[index + 1] ? [] : [step(lines[index] as CellLine, line)],
    );
  return Math.min(LARGEST_LEADING, ...steps);
}

function continuesCell(last: CellLine, line: CellLine, { leading, edges }: Spacing): boolean {
  if (step(last, line) > leading + SAME_LEADING) return false;
  return !((edges[firstAbove(edges, height(last))] ?? Infinity) < height(line));
}

function standsBesideCode(line: CellLine, codes: CodesBeside): boolean {
  const y = height(line);
  return codes(y, y) > 0;
}

const height = (line: CellLine): number => middle(line[0] as Piece);
const emOf = (line: CellLine): number => line[0]?.fontSize ?? 1;
/** In ems. */
const step = (last: CellLine, line: CellLine): number => (height(line) - height(last)) / emOf(line);

/** Rows from top to bottom, and the blocks that belong to none. */
interface Rows {
  rows: Row[];
  left: Block[];
}

/** What the division into rows must know of the table. */
interface Outline {
  /** From the left edge of the first slot to the right edge of the last. */
  range: Span;
  slots: readonly Slot[];
  codeSlot: number;
}

/** How much of the table's width lines and fills must run along to divide rows. */
const DIVIDES_ROWS = 0.5;
export const FIRST_SLOT = 0;

/** Gives each cell to the row it belongs to: by the bands that fills and rules draw, else by where it stands against the codes. */
export function intoRows(
  page: Page,
  codes: readonly Piece[],
  pieces: readonly Piece[],
  { range, slots, codeSlot }: Outline,
): Rows {
  const rows = codes
    .toSorted((one, other) => middle(one) - middle(other))
    .map((code): Row => ({ code, blocks: [], shared: [] }));
  const edges = tableEdges(page, 'horizontal', range, DIVIDES_ROWS);
  const cells = wholeCells(pieces, codeSlot, edges);
  const blocks = cells ?? intoBlocks(pieces, smallestStep(codes));
  const ownerOf = cells ? ownerOfWholeCell : ownerOfPiece(rows, blocks);
  const bands = rowBands(edges, rows);
  const alone = labelPlaces(blocks, codeSlot);
  const merged = mergedCells(page, rows, blocks, { edges, slots, codeSlot });
  for (const [block, held] of merged) for (const row of held) row.shared.push(block);
  const left: Block[] = [];
  for (const block of blocks.toSorted((one, other) => one.box[1] - other.box[1])) {
    const band = bands[firstAbove(edges, middle(block))] as Band;
    const isCell = block.slot !== ACROSS;
    const row = isCell && !merged.has(block) && ownerOf(band, { block, alone: alone.has(block) });
    if (row) row.blocks.push(block);
    else if (!merged.has(block)) left.push(block);
  }
  return { rows, left };
}

/** The distance between the nearest two codes, in points; endless where there is but one. */
function smallestStep(codes: readonly Piece[]): number {
  const heights = codes.map(middle).sort((one, other) => one - other);
  const steps = heights.slice(1).map((y, index) => y - (heights[index] as number));
  return Math.min(...steps);
}

/** From each of the drawn edges to the next, the ends of the page among them. */
function rowBands(drawn: readonly number[], rows: readonly Row[]): Band[] {
  const own = Map.groupBy(rows, ({ code }) => firstAbove(drawn, middle(code)));
  return [...drawn, Infinity].map((to, index) => ({
    ...{ from: drawn[index - 1] ?? -Infinity, to },
    rows: own.get(index) ?? [],
  }));
}

/** Blocks that stand where section labels do: alone on their line, at its beginning, under the codes or across the table. */
function labelPlaces(blocks: readonly Block[], codeSlot: number): Set<Block> {
  const places = [FIRST_SLOT, ACROSS, codeSlot];
  const lines = blockLines(blocks).filter(
    (line) => line.length === 1 && places.includes(line[0]?.slot ?? ACROSS),
  );
  return new Set(lines.flat());
}

/** The blocks that stand beside one another, from top to bottom; each line of them from left to right. */
export function blockLines(blocks: readonly Block[]): Block[][] {
  const byPiece = new Map(blocks.map((block) => [block.pieces[0] as Piece, block]));
  return linesOf([...byPiece.keys()]).map((line) =>
    line.map((piece) => byPiece.get(piece as Piece) as Block),
  );
}

/** White over or under a row, in lines, that is more than between rows and may be between them all the same. */
const MORE_WHITE = 0.5;

/** The most white, in points, that may stand between two of these rows, whose lines are so high. */
export function mostWhite(rows: readonly Box[], line: number): number {
  const between = rows.slice(1).map((box, index) => box[1] - (rows[index] as Box)[3]);
  return Math.max(...between, 0) + MORE_WHITE * line;
}

/** The box of all blocks of a row alone and its code. */
export function rowBox({ code, blocks }: Row): Box {
  return unionOf([code.box, ...blocks.map(({ box }) => box)]);
}
