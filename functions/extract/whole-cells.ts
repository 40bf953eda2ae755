import { boxOf, linesOf, middle } from '#pages/text.ts';
import { ACROSS, type Block, type Piece } from './cells.ts';

/** The lines of one cell may differ from the table's leading by this much, in ems. */
const SAME_LEADING = 0.07;
/** What stands this near to a code's line, in ems, stands beside the code. */
const BESIDE = 0.4;

/** Lines farther apart, in ems, are no lines of one cell. */
const LARGEST_LEADING = 1.6;

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
  const slots = new Set(pieces.map(({ slot }) => slot));
  const blocks = [...slots].flatMap((slot) => cellsOfSlot(pieces, slot, codes, edges));
  return blocks.some((block) => codes.filter((code) => spans(block, code)).length > 1) ? null : blocks;
}

/** What heads rows: codes and what stands in their place, with cells beside it. */
function codeLines(pieces: readonly Piece[], codeSlot: number): Piece[] {
  return pieces.filter((piece) => {
    const beside = pieces.filter(
      (other) => Math.abs(middle(other) - middle(piece)) < BESIDE * piece.fontSize && other.slot !== ACROSS,
    );
    return piece.slot === codeSlot && new Set(beside.map(({ slot }) => slot)).size > 1;
  });
}

function cellsOfSlot(
  pieces: readonly Piece[],
  slot: number,
  codes: readonly Piece[],
  edges: readonly number[],
): Block[] {
  const lines = linesOf(pieces.filter((piece) => piece.slot === slot)) as CellLine[];
  const leading = slot === ACROSS ? 0 : leadingOf(lines, codes);
  const cells: CellLine[][] = [];
  for (const line of lines) {
    const last = cells.at(-1)?.at(-1);
    if (last && continuesCell(last, line, leading, edges)) cells.at(-1)?.push(line);
    else cells.push([line]);
  }
  return cells.map((cell) => ({ slot, pieces: cell.flat(), box: boxOf(cell.flat()) }));
}

/** The smallest step between lines of which one at least is no row's only line, in points. */
function leadingOf(lines: readonly CellLine[], codes: readonly Piece[]): number {
  const steps = lines.slice(1).flatMap((line, index) => {
    const before = lines[index] as CellLine;
    const isWrapped = !standsBesideCode(line, codes) || !standsBesideCode(before, codes);
    return isWrapped ? [step(before, line)] : [];
  });
  const largest = Math.max(...codes.map(({ fontSize }) => fontSize)) * LARGEST_LEADING;
  return Math.min(largest, ...steps);
}

function continuesCell(last: CellLine, line: CellLine, leading: number, edges: readonly number[]): boolean {
  const isDivided = edges.some((y) => y > height(last) && y < height(line));
  return !isDivided && step(last, line) <= leading + SAME_LEADING * emOf(line);
}

function standsBesideCode(line: CellLine, codes: readonly Piece[]): boolean {
  return codes.some((code) => Math.abs(middle(code) - height(line)) < BESIDE * code.fontSize);
}

function spans({ pieces }: Block, code: Piece): boolean {
  const heights = pieces.map(middle);
  const reach = BESIDE * code.fontSize;
  return middle(code) > Math.min(...heights) - reach && middle(code) < Math.max(...heights) + reach;
}

const height = (line: CellLine): number => middle(line[0] as Piece);
const emOf = (line: CellLine): number => line[0]?.fontSize ?? 0;
const step = (last: CellLine, line: CellLine): number => height(line) - height(last);
