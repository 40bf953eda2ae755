import { boxOf, linesOf, middle } from '#pages/text.ts';
import { ACROSS, type Block, type Piece } from './cells.ts';

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
export function wholeCells(
  pieces: readonly Piece[],
  codeSlot: number,
  edges: readonly number[],
): Block[] | null {
  const codes = codeLines(pieces, codeSlot);
  const columns = linesBySlot(pieces).map((column) => ({ ...column, own: leadingOf(column.lines, codes) }));
  // Footnotes run across the table in smaller type: their leading is not that of its cells.
  const leading = Math.min(...columns.filter(({ slot }) => slot !== ACROSS).map(({ own }) => own));
  const blocks = columns.flatMap(({ slot, lines, own }) =>
    cellsOf(slot, lines, { leading: own < leading * LIKE_LEADING ? own : leading, edges }),
  );
  return blocks.some((block) => codesBeside(block, codes).length > 1) ? null : blocks;
}

interface Column {
  slot: number;
  lines: CellLine[];
}

function linesBySlot(pieces: readonly Piece[]): Column[] {
  const slots = [...new Set(pieces.map(({ slot }) => slot))];
  return slots.map((slot) => ({
    slot,
    lines: linesOf(pieces.filter((piece) => piece.slot === slot)) as CellLine[],
  }));
}

/** What heads rows: codes and what stands in their place, with cells beside it. */
function codeLines(pieces: readonly Piece[], codeSlot: number): Piece[] {
  const inColumn = pieces.filter(({ slot }) => slot === codeSlot);
  const cells = pieces.filter(({ slot }) => slot !== codeSlot && slot !== ACROSS);
  return inColumn.filter((piece) =>
    cells.some((cell) => Math.abs(middle(cell) - middle(piece)) < BESIDE * piece.fontSize),
  );
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
  return cells.map((cell) => ({ slot, pieces: cell.flat(), box: boxOf(cell.flat()) }));
}

/** The smallest step between lines of which one at least is no row's only line, in ems; none is larger than any cell's. */
function leadingOf(lines: readonly CellLine[], codes: readonly Piece[]): number {
  const steps = lines.slice(1).flatMap((line, index) => {
    const before = lines[index] as CellLine;
    const isNear = step(before, line) < LARGEST_LEADING;
    const isWrapped = isNear && !(standsBesideCode(line, codes) && standsBesideCode(before, codes));
    return isWrapped ? [step(before, line)] : [];
  });
  return Math.min(LARGEST_LEADING, ...steps);
}

function continuesCell(last: CellLine, line: CellLine, { leading, edges }: Spacing): boolean {
  const isDivided = edges.some((y) => y > height(last) && y < height(line));
  return !isDivided && step(last, line) <= leading + SAME_LEADING;
}

function standsBesideCode(line: CellLine, codes: readonly Piece[]): boolean {
  return codes.some((code) => Math.abs(middle(code) - height(line)) < BESIDE * code.fontSize);
}

function codesBeside({ pieces }: Block, codes: readonly Piece[]): Piece[] {
  const heights = pieces.map(middle);
  const [top, bottom] = [Math.min(...heights), Math.max(...heights)];
  return codes.filter((code) => {
    const reach = BESIDE * code.fontSize;
    return middle(code) > top - reach && middle(code) < bottom + reach;
  });
}

const height = (line: CellLine): number => middle(line[0] as Piece);
const emOf = (line: CellLine): number => line[0]?.fontSize ?? 1;
/** In ems. */
const step = (last: CellLine, line: CellLine): number => (height(line) - height(last)) / emOf(line);
