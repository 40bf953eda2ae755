import type { Box } from '#contracts/box.ts';
import { centre, height } from '#pages/box.ts';
import type { Page } from '#pages/page.ts';
import { boxOf, middle, textOf } from '#pages/text.ts';
import { looksLikeAmount } from '../values/price.ts';
import { ACROSS, type Block, type Piece } from './cells.ts';
import { isAligned } from './end-of-row.ts';
import {
  differsFromCells,
  groundColor,
  isBolder,
  isHeadline,
  isLikeOne,
  type Look,
  looksLikeCells,
  standsOnOwnGround,
} from './looks.ts';
import { blockLines, FIRST_SLOT, mostWhite, type Row, rowBox } from './rows.ts';

/** A line between rows that names the section of the rows below it. */
export interface SectionLabel {
  text: string;
  box: Box;
  /** How it is printed; labels of one list are alike. */
  look: Look;
  /** What else it may be, as nothing but its place tells it from that; it is none where the list's labels look like it. */
  doubt: Doubt | null;
}

/** The end of a row that began on the page before, or a note under the last row. */
export type Doubt = 'end-of-row' | 'note';

/** What is left of a table's text once its rows are taken. */
export interface Leftovers {
  labels: SectionLabel[];
  /** Text of no row and no label, above the first code: the end of a row that began on the page before. */
  continuation: Block[];
  /** Text under the last row that looks like cells of one more: the beginning of a row whose code stands on the next page. */
  beginning: Block[];
  /** Text between rows that is neither: a cell nobody could place. */
  unplaced: Block[];
}

/** A label names its rows in a few words; what is longer, or bears a footnote's mark, is a note. */
const MOST_WORDS = 4;
/** On a ground of its own, across the table, it may say until when its rows can be ordered. */
const MOST_WORDS_ON_GROUND = 10;
const FOOTNOTE = /^[*†‡¹²³]/;
/** Lines of one cell stand closer than this, in ems; a note has white around it. */
const TIGHT = 1.45;
/** Lines that share more of their height than this, in points, stand beside one another. */
const SHARED_HEIGHT = 1;

/** Which slots labels have to do with. */
export interface LabelPlaces {
  codeSlot: number;
  /** Where no cell is without a digit. */
  priceSlot: number;
  /** At the end of a label's line may stand the unit of what is below. */
  lastSlot: number;
  /** True where the same headings follow below: no footer stands between. */
  goesOn: boolean;
}

/** Tells section labels from what else no row owns; without rows all of it stands above them. */
export function sortLeftovers(
  page: Page,
  rows: readonly Row[],
  left: readonly Block[],
  places: LabelPlaces,
): Leftovers {
  const heights = rows.map(({ code }) => middle(code));
  const [first, last] = [Math.min(...heights), rows.length > 0 ? Math.max(...heights) : Infinity];
  const lines = blockLines(left);
  const inside = lines.filter((line) => middle(line[0] as Block) < last);
  const isLabel = (line: Block[]) => looksLikeLabel(page, rows, line, places) && standsAlone(line, left);
  const known = inside.filter(isLabel);
  const below = lines.filter((line) => middle(line[0] as Block) > last && isLabel(line));
  const isSure = (line: Block[]) => isLikeOne(line, known) || isHeadline(page, line, rows);
  const trailing = below.filter((line) => places.goesOn || isSure(line));
  const between = known.filter(([block]) => middle(block as Block) > first);
  const isDoubtful = (line: Block[]) =>
    !between.includes(line) && !isLikeOne(line, between) && !isBolder(line, rows);
  const rest = inside.filter((line) => !known.includes(line) && !isLoneNote(line, rows, places)).flat();
  const cells = rest.filter(
    (block) => block.slot !== ACROSS || !isNote(textOf(block.pieces)) || isTight(block, rows),
  );
  return {
    labels: [
      ...known.map((line) => label(page, line, isDoubtful(line) ? 'end-of-row' : null)),
      ...trailing.map((line) => label(page, line, isSure(line) ? null : 'note')),
    ],
    continuation: cells.filter((block) => middle(block) < first),
    beginning: lines
      .filter((line) => middle(line[0] as Block) > last && isNextRow(line, rows, places))
      .flat(),
    unplaced: [...cells.filter((block) => middle(block) > first), ...besideEnd(rows, left, places.codeSlot)],
  };
}

/** In ems. */
const SAME_LINE = 0.4;

/** What stands beside lower lines of the last row and is no cell of it: a footer, of which that row has taken a part for its own. */
function besideEnd(rows: readonly Row[], left: readonly Block[], codeSlot: number): Block[] {
  const last = rows.at(-1);
  if (!last) return [];
  const end = middle(last.code) + last.code.fontSize * SAME_LINE;
  const [under, cells] = [true, false].map((isUnder) =>
    last.blocks.flatMap(({ slot, pieces }) =>
      (slot === codeSlot) === isUnder ? pieces.filter((piece) => middle(piece) > end) : [],
    ),
  ) as [Piece[], Piece[]];
  const blocks = [
    ...left,
    ...under.map((piece): Block => ({ slot: codeSlot, pieces: [piece], box: piece.box })),
  ];
  return blocks.filter((block) =>
    cells.some((piece) => Math.abs(middle(block) - middle(piece)) < SAME_LINE * piece.fontSize),
  );
}

/** Under the last row stand notes and footers too: the cells of a row stand in columns, as near and in the look of those above. */
function isNextRow(line: Block[], rows: readonly Row[], { codeSlot }: LabelPlaces): boolean {
  const [first, ...others] = line;
  const boxes = rows.map(rowBox);
  const bottom = Math.max(...boxes.map(([, , , y1]) => y1));
  const top = Math.min(...line.map(({ box }) => box[1]));
  if (!first || rows.length < 2 || isFootnote(lineText(line)) || beginsWithMark(line)) return false;
  if (top - bottom > mostWhite(boxes, height((rows[0] as Row).code.box))) return false;
  const mayBeLabel = others.length === 0 && [FIRST_SLOT, codeSlot].includes(first.slot);
  return !mayBeLabel && line.every((block) => looksLikeCells(block, rows) && isUnderCells(block, rows));
}

const isUnderCells = ({ slot, box }: Block, rows: readonly Row[]): boolean =>
  rows.some(({ blocks }) => blocks.some((block) => block.slot === slot && isAligned(block.box, box)));

/** As near to the text of a row as the lines of one cell are: what runs across columns there may be a cell's. */
function isTight({ pieces, box }: Block, rows: readonly Row[]): boolean {
  const cells = rows.flatMap(({ blocks }) => blocks.flatMap((block) => block.pieces));
  return pieces.some((piece) =>
    cells.some(
      (cell) =>
        cell.box[0] < box[2] &&
        cell.box[2] > box[0] &&
        Math.abs(middle(cell) - middle(piece)) < TIGHT * piece.fontSize,
    ),
  );
}

/** A label has nothing else of what no row took beside any of its lines: the end of a row often has. */
function standsAlone(line: readonly Block[], left: readonly Block[]): boolean {
  const shared = (one: Block, other: Block) =>
    Math.min(one.box[3], other.box[3]) - Math.max(one.box[1], other.box[1]);
  return left.every(
    (block) => line.includes(block) || line.every((own) => shared(own, block) < SHARED_HEIGHT),
  );
}

/** A footnote, or a sentence where a label would stand; in any other column a long text is a cell's. */
function isLoneNote(line: Block[], rows: readonly Row[], { codeSlot }: LabelPlaces): boolean {
  const [first] = line;
  if (isFootnote(lineText(line)) || beginsWithMark(line)) return true;
  const isPlace = first !== undefined && [FIRST_SLOT, ACROSS, codeSlot].includes(first.slot);
  return line.length === 1 && isPlace && isNote(lineText(line)) && !isTight(first, rows);
}

/** A raised sign before a text that stands alone is that of a footnote. */
const beginsWithMark = ([first, ...others]: Block[]): boolean =>
  others.length === 0 && (first?.pieces[0]?.marks ?? []).some(({ box }) => box[0] <= (first?.box[0] ?? 0));

const lineText = (line: Block[]): string => textOf(line.flatMap(({ pieces }) => pieces));

function looksLikeLabel(
  page: Page,
  rows: readonly Row[],
  line: Block[],
  { codeSlot, priceSlot, lastSlot }: LabelPlaces,
): boolean {
  const [first, unit, ...more] = line.filter(({ pieces }) => /[\p{L}\p{N}]/u.test(textOf(pieces)));
  if (!first || more.length > 0 || beginsWithMark(line)) return false;
  if (isNote(lineText(line)) && !isLongLabel(page, line, first, rows)) return false;
  if (unit && unit.slot !== lastSlot) return false;
  if ((first.slot === ACROSS || first.slot === priceSlot) && isTight(first, rows)) return false;
  if (first.slot === priceSlot && !/\d/.test(lineText(line))) return true;
  if (first.slot === priceSlot && looksLikeAmount(lineText(line))) return false;
  if ([FIRST_SLOT, ACROSS, codeSlot].includes(first.slot)) return true;
  return differsFromCells(first, rows) || standsOnOwnGround(page, first, rows);
}

/** A sentence is in bold on no ground, a note on a ground in no bold. */
const isLongLabel = (page: Page, line: Block[], first: Block, rows: readonly Row[]): boolean =>
  !isFootnote(lineText(line)) &&
  lineText(line).split(' ').length <= MOST_WORDS_ON_GROUND &&
  isBolder(line, rows) &&
  standsOnOwnGround(page, first, rows);

const isFootnote = (text: string): boolean => FOOTNOTE.test(text);
const isNote = (text: string): boolean => isFootnote(text) || text.split(' ').length > MOST_WORDS;

function label(page: Page, line: Block[], doubt: Doubt | null): SectionLabel {
  const words = line.flatMap(({ pieces }) => pieces).filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  const { bold, fontSize, color, box } = words[0] as Piece;
  const colors = `${color} ${groundColor(page, centre(box))}`;
  const look = { x: box[0], fontSize, bold, colors };
  return { text: textOf(words), box: boxOf(words), look, doubt };
}
