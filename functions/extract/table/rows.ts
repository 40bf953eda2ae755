import type { Box } from '#contracts/box.ts';
import { unionOf } from '#pages/box.ts';
import { type Span, tableEdges } from '#pages/edges.ts';
import type { Page } from '#pages/page.ts';
import { linesOf, middle } from '#pages/text.ts';
import { ACROSS, type Block, intoBlocks, type Piece } from './cells.ts';
import type { Band, Row } from './row.ts';
import { ownerOfPiece, ownerOfWholeCell } from './row-owners.ts';
import { wholeCells } from './whole-cells.ts';

/** Rows from top to bottom, and the blocks that belong to none. */
export interface Rows {
  rows: Row[];
  left: Block[];
}

/** What the division into rows must know of the table. */
export interface Outline {
  /** From the left edge of the first slot to the right edge of the last. */
  range: Span;
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
  { range, codeSlot }: Outline,
): Rows {
  const rows = codes
    .toSorted((one, other) => middle(one) - middle(other))
    .map((code): Row => ({ code, blocks: [] }));
  const edges = tableEdges(page, 'horizontal', range, DIVIDES_ROWS);
  const cells = wholeCells(pieces, codeSlot, edges);
  const blocks = cells ?? intoBlocks(pieces, smallestStep(codes));
  const ownerOf = cells ? ownerOfWholeCell : ownerOfPiece(rows, blocks);
  const bands = rowBands(edges, rows);
  const alone = labelPlaces(blocks, codeSlot);
  const left: Block[] = [];
  for (const block of blocks.toSorted((one, other) => one.box[1] - other.box[1])) {
    const band = bands.find((one) => inBand(one, middle(block)));
    const isCell = block.slot !== ACROSS;
    const row = band && isCell && ownerOf(band, { block, alone: alone.has(block) });
    if (row) row.blocks.push(block);
    else left.push(block);
  }
  return { rows, left };
}

/** The distance between the nearest two codes, in points; endless where there is but one. */
function smallestStep(codes: readonly Piece[]): number {
  const heights = codes.map(middle).sort((one, other) => one - other);
  const steps = heights.slice(1).map((y, index) => y - (heights[index] as number));
  return Math.min(...steps);
}

function rowBands(drawn: readonly number[], rows: readonly Row[]): Band[] {
  const edges = [-Infinity, ...drawn, Infinity];
  return edges.slice(1).map((to, index) => {
    const span = { from: edges[index] as number, to };
    return { ...span, rows: rows.filter(({ code }) => inBand(span, middle(code))) };
  });
}

const inBand = ({ from, to }: Pick<Band, 'from' | 'to'>, y: number): boolean => y >= from && y < to;

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

/** The box of all blocks of a row and its code. */
export function rowBox({ code, blocks }: Row): Box {
  return unionOf([code.box, ...blocks.map(({ box }) => box)]);
}
