import type { Box } from '#contracts/box.ts';
import { width } from '#pages/box.ts';
import { codeOf, modelCode } from '#pages/model-code.ts';
import type { Word } from '#pages/page.ts';
import { boxOf, type Line, linesOf, middle } from '#pages/text.ts';
import type { Slot, Stretch } from './columns.ts';

/** Fewer words are a label, or the texts of two cells. */
const FEWEST_WORDS = 4;
const FEWEST_BOLD_WORDS = 2;
/** No space between words is wider, in ems: a typewriter's has 0.6. */
const WIDEST_SPACE = 0.75;
/** The spaces of one sentence differ by less than this, in ems; the white between cells does not keep to it. */
const EVEN = 0.08;
/** How far a column's edge must lie inside a word to cut it, in points. */
const INSIDE = 1;

/**
 * True for a line that is one text over the edges of columns, however it is drawn: a note between rows, or a label in bold.
 * Its words stand evenly apart, and it either begins where tables do or has words that no column could hold.
 */
export function runsAcross(line: Line, slots: readonly Slot[]): boolean {
  if (line.some(({ text, isCode }) => isCode || text.split(' ').some(modelCode))) return false;
  const tokens = line.flatMap(tokensOf);
  const fewest = line.every(({ bold }) => bold) ? FEWEST_BOLD_WORDS : FEWEST_WORDS;
  if (tokens.length < fewest || !standEvenly(tokens, line[0]?.fontSize ?? 1)) return false;
  const places = tokens.map((token) => placeOf(token, slots));
  return (
    new Set(places).size > 1 && (beginsTable(places, slots) || tokens.some((token) => isCut(token, slots)))
  );
}

/** In or before the first column, or in that of the codes. */
const beginsTable = ([first = 0]: readonly number[], slots: readonly Slot[]): boolean =>
  first <= 0 || slots[first]?.heading === 'modelCode';

/** The words of a run. */
function tokensOf({ text, starts, box }: Word): Stretch[] {
  return [...text.matchAll(/\S+/g)].map(({ 0: token, index }) => ({
    from: starts[index] ?? box[0],
    to: starts[index + token.length] ?? box[2],
  }));
}

function standEvenly(tokens: readonly Stretch[], em: number): boolean {
  const gaps = tokens.slice(1).map(({ from }, index) => (from - (tokens[index] as Stretch).to) / em);
  return Math.max(...gaps) < WIDEST_SPACE && Math.max(...gaps) - Math.min(...gaps) < EVEN;
}

/** Index of the slot the word stands in; -1 outside the table. */
const placeOf = ({ from, to }: Stretch, slots: readonly Slot[]): number =>
  slots.findIndex((slot) => isIn((from + to) / 2, slot.from, slot.to));

const isIn = (x: number, from: number, to: number): boolean => x > from && x < to;

const isCut = ({ from, to }: Stretch, slots: readonly Slot[]): boolean =>
  slots.slice(1).some((slot) => isIn(slot.from, from + INSIDE, to - INSIDE));

/** A run of text, or the part of one that lies in one slot of the table. */
export interface Piece extends Word {
  /** Index of the slot, or `ACROSS`. */
  slot: number;
}

/** Successive pieces of one slot that the page draws as one cell: all lines of a wrapped text. */
export interface Block {
  slot: number;
  pieces: Piece[];
  box: Box;
}

/** In place of a slot: text that runs across several, a label or a footnote but no cell. */
export const ACROSS = -1;

/** How far a text may run over the edge of its column and still be a cell, in points. */
const OVERFLOW = 6;
/** Lines of one cell stand at most this far apart, in ems. */
const LINE_PITCH = 1.9;
/** And no farther than rows do; a little more where baselines differ. */
const AS_FAR = 1.05;
const SAME_LINE = 0.4;
/** How far from a column's edge the first letter of a cut-off part may stand, in points. */
const AT_EDGE = 1.5;
const AFTER_EDGE = 6;
const WIDER = 1.15;

/** Places runs in slots; a run drawn through several cells is cut at their edges. */
export function intoPieces(words: readonly Word[], slots: readonly Slot[]): Piece[] {
  const sentences = new Set(
    linesOf(words)
      .filter((line) => runsAcross(line, slots))
      .flat(),
  );
  return words.flatMap((word) =>
    sentences.has(word)
      ? [{ ...word, slot: ACROSS }]
      : cut(word, slots).map((part) => ({ ...part, slot: slotOf(part.box, slots) })),
  );
}

function cut(word: Word, slots: readonly Slot[]): Word[] {
  const edge = slots.slice(1).find(({ from }) => from > word.box[0] + AT_EDGE && cutIndex(word, from) > 0);
  if (!edge) return [word];
  const index = cutIndex(word, edge.from);
  const [x0, y0, x1, y1] = word.box;
  const start = word.starts[index] as number;
  const left = { ...word, text: word.text.slice(0, index).trimEnd(), starts: word.starts.slice(0, index) };
  const right = { ...word, text: word.text.slice(index), starts: word.starts.slice(index) };
  const end = word.starts[left.text.length] ?? start;
  const marks = Object.groupBy(word.marks ?? [], ({ box }) => (box[0] < start ? 'left' : 'right'));
  return [
    { ...left, box: [x0, y0, end, y1], ...(word.marks && { marks: marks.left ?? [] }) },
    ...cut({ ...right, box: [start, y0, x1, y1], ...(word.marks && { marks: marks.right ?? [] }) }, slots),
  ];
}

/** Index of the first letter behind the edge where a space or a seam is at the edge; 0 where no part can be cut off. */
function cutIndex(word: Word, edge: number): number {
  const { text, starts, box } = word;
  if (edge <= box[0] || edge >= box[2]) return 0;
  const index = starts.findIndex((start, at) => start >= edge - AT_EDGE && text[at] !== ' ');
  const start = starts[index] ?? Infinity;
  const isAtEdge = index > 0 && text[index - 1] === ' ' && start < edge + AFTER_EDGE;
  return isAtEdge && isWide({ text, starts }, index - 1) ? index : seamAt(word, edge);
}

/** Pieces that are shorter, in letters, say where letters stand and not where cells do. */
const SHORTEST_PIECE = 2;
/** How far from a column's edge, in points, its texts begin. */
const BEGINS = 2.5;

/** Index of the first letter of what was drawn apart at the edge, though it touches what stands before; 0 where nothing was. */
function seamAt({ text, starts, seams = [] }: Word, edge: number): number {
  const seam = seams.find((x) => x > edge - AT_EDGE / 2 && x < edge + BEGINS);
  const isInPieces = text.length >= SHORTEST_PIECE * (seams.length + 1);
  return seam === undefined || !isInPieces ? 0 : starts.indexOf(seam);
}

/** White between two cells is wider than a space of the same run; of an only space nobody can tell. */
function isWide({ text, starts }: Pick<Word, 'text' | 'starts'>, at: number): boolean {
  const width = (space: number) => (starts[space + 1] ?? 0) - (starts[space] ?? 0);
  const others = [...text.matchAll(/ /g)].map(({ index }) => index).filter((index) => index !== at);
  return others.length === 0 || width(at) > Math.min(...others.map(width)) * WIDER;
}

function slotOf(box: Box, slots: readonly Slot[]): number {
  let most = 0;
  let widest: Slot | undefined;
  for (const slot of slots) {
    const share = Math.min(slot.to, box[2]) - Math.max(slot.from, box[0]);
    if (share <= most) continue;
    most = share;
    widest = slot;
  }
  return !widest || width(box) - most > Math.max(OVERFLOW, most) ? ACROSS : slots.indexOf(widest);
}

/** Pieces in content order put together into cells; rows stand at least `pitch` points apart, lines of a cell at most. */
export function intoBlocks(pieces: readonly Piece[], pitch: number): Block[] {
  const ordered = pieces.toSorted((one, other) => one.order - other.order);
  const joins = drawnColumnByColumn(ordered) ? sameLine : continuesCell(pitch);
  const blocks: Block[] = [];
  for (const piece of ordered) {
    const last = blocks.at(-1)?.pieces.at(-1);
    if (last && last.slot === piece.slot && joins(last, piece)) blocks.at(-1)?.pieces.push(piece);
    else blocks.push({ slot: piece.slot, pieces: [piece], box: piece.box });
  }
  return blocks.map((block) => ({ ...block, box: boxOf(block.pieces) }));
}

/** What is drawn right after most codes stands in the codes' column: content order then says nothing about the lines of a cell. */
function drawnColumnByColumn(ordered: readonly Piece[]): boolean {
  const codes = ordered.filter(codeOf);
  const successive = ordered.filter(
    (piece, index) => codeOf(piece) && ordered[index + 1]?.slot === piece.slot,
  );
  return successive.length >= codes.length / 2;
}

function sameLine(last: Piece, next: Piece): boolean {
  return Math.abs(middle(next) - middle(last)) < SAME_LINE * last.fontSize;
}

function continuesCell(pitch: number): (last: Piece, next: Piece) => boolean {
  return (last, next) => {
    const step = middle(next) - middle(last);
    const isNextLine = step > 0 && step < Math.min(LINE_PITCH * last.fontSize, pitch * AS_FAR);
    return sameLine(last, next) || (isNextLine && !codeOf(next));
  };
}
