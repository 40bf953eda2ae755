import type { Box, Column } from '#contracts/extracted.ts';
import { centre, unionOf } from '#pages/box.ts';
import type { Header } from '#pages/header.ts';
import { type ModelCode, modelCode } from '#pages/model-code.ts';
import type { Page, Word } from '#pages/page.ts';
import { boxOf, linesOf, middle, textOf } from '#pages/text.ts';
import type { Heading } from '#reference/lexicon/headings.ts';
import { ACROSS, type Block, intoBlocks, intoPieces, type Piece } from './cells.ts';
import { findSlots, type Slot } from './columns.ts';
import { fittedHeadings } from './fit-headings.ts';
import { namedByContent } from './headings-by-content.ts';
import { inRows } from './in-rows.ts';
import { phrases } from './phrases.ts';
import { intoRows, type Row } from './rows.ts';
import { groundColor, type SectionLabel, sortLeftovers } from './sections.ts';
import { isMarginMark, isMark, springOnlyRows } from './spring.ts';
import { withPartsOfTrack } from './track-headings.ts';

/** The text of one cell and where it stands. */
export interface Cell {
  text: string;
  box: Box;
}

export type Cells = Partial<Record<Heading, Cell>>;

/** One row of a table as printed. */
export interface TableRow {
  code: ModelCode;
  cells: Cells;
  springOnly: boolean;
}

/** One table of one page; boxes are those of the upright page. */
export interface Table {
  header: Header;
  slots: Slot[];
  /** All text under the header, cut at the slots: what no row takes must be accounted for. */
  pieces: Piece[];
  rows: TableRow[];
  /** Labels from top to bottom, those below the last row included: they name rows of the next page. */
  labels: SectionLabel[];
  /** Cells at the top that belong to the last row of the page before. */
  continuation: Cells;
  /** Texts under known headings that no row took. */
  unplaced: Cell[];
}

/** Codes of one table differ less in size than by this factor. */
const SAME_SIZE = 1.2;

/** How much larger than headings a stamp is. */
const STAMP_SIZE = 2.5;
/** What is longer and stands alone is a sentence. */
const MOST_WORDS = 4;
/** How much of a page its top is. */
const TOP_OF_PAGE = 0.25;
/** Texts stand under a heading where they begin, end or have their middles this near, in points. */
const ALIGNED = 2;
/** Ems below a header within which a row of the page before may end. */
const NEAR = 3;

/** What the other tables of a page say of one. */
export interface Neighbours {
  /** What stands in the rows of those with the same columns. */
  alike: readonly Word[];
  /** True where the next one has the same columns. */
  goesOn: boolean;
}

/** Reads the rows under a header out of the words of its part of the page; a table without codes has none. */
export function readTable(
  page: Page,
  printed: Header,
  all: readonly Word[],
  { alike, goesOn }: Neighbours,
): Table {
  const words = withoutStamps(all, printed).filter((word) => !isMarginMark(word, printed.box, all));
  const fitted = fittedHeadings(page, printed, inRows(printed, words));
  const header = namedByContent(withPartsOfTrack(fitted), words);
  const slots = findSlots(page, header, { all: words, body: inRows(header, words), alike });
  const pieces = intoPieces(words, slots);
  return { header, slots, pieces, ...readRows(page, header, slots, pieces, goesOn) };
}

/** A stamp across the page ("DRAFT") is far larger than the headings of the table it lies behind. */
const withoutStamps = (words: readonly Word[], header: Header): Word[] =>
  words.filter(({ fontSize }) => fontSize < header.fontSize * STAMP_SIZE);

function readRows(
  page: Page,
  header: Header,
  slots: Slot[],
  pieces: Piece[],
  goesOn: boolean,
): Pick<Table, 'rows' | 'labels' | 'continuation' | 'unplaced'> {
  const codeSlot = slots.findIndex(({ heading }) => heading === 'modelCode');
  const codes = codesOf(pieces, codeSlot);
  const range = [slots[0]?.from ?? 0, slots.at(-1)?.to ?? page.width] as const;
  const { rows, left } =
    codes.length > 0
      ? intoRows(page, codes, pieces, { range, codeSlot })
      : { rows: [], left: endOfRow(page, header, slots, pieces) };
  const priceSlot = slots.findIndex(({ heading }) => heading === 'price');
  const places = { codeSlot, priceSlot, lastSlot: slots.length - 1, goesOn };
  const { labels, continuation, unplaced } = sortLeftovers(page, rows, left, places);
  const spring = springOnlyRows(page, rows);
  return {
    rows: rows.map((row) => tableRow(row, slots, spring.has(row))),
    labels,
    continuation: cellsOf(continuation, slots),
    unplaced: [...unplaced, ...(codes.length === 0 ? lostEnd(page, header, pieces, codeSlot) : [])]
      .filter(({ slot }) => slot === ACROSS || slots[slot]?.heading)
      .map(({ pieces, box }) => ({ text: textOf(pieces), box })),
  };
}

/** Right under a header that stands on its page, lines without code or price are the end of the row before. */
function endOfRow(page: Page, { box }: Header, slots: readonly Slot[], pieces: readonly Piece[]): Block[] {
  if (!isOnPage(box) || holdsRow(slots, pieces)) return [];
  const blocks = intoBlocks(pieces, Infinity);
  const near = blocks.filter((block) => block.box[1] - box[3] < NEAR * (block.pieces[0]?.fontSize ?? 0));
  const bottom = Math.max(...near.map((block) => block.box[3]));
  return blocks.filter((block) => block.box[1] < bottom || groundColor(page, centre(block.box)) !== '');
}

const isOnPage = ([, top, , bottom]: Box): boolean => bottom > top;

const holdsRow = (slots: readonly Slot[], pieces: readonly Piece[]): boolean =>
  pieces.some(({ slot, text }) => slots[slot]?.heading === 'modelCode' && modelCode(text));

/** A page without header that begins with a few texts under the headings of the page before: the end of its last row. */
function lostEnd(page: Page, header: Header, pieces: readonly Piece[], codeSlot: number): Block[] {
  const atTop = pieces.filter(({ box }) => box[1] < page.height * TOP_OF_PAGE);
  const texts = linesOf(atTop).flatMap(phrases).map(boxOf);
  const areCells = texts.every((box) => header.cells.some((cell) => isAligned(box, cell.box)));
  const isSentence = texts.length === 1 && textOf(atTop).split(' ').length > MOST_WORDS;
  // The code of the row stands on the page before.
  const hasCode = atTop.some(({ slot }) => slot === codeSlot);
  return !isOnPage(header.box) && areCells && !isSentence && !hasCode ? intoBlocks(atTop, Infinity) : [];
}

const isAligned = (one: Box, other: Box): boolean =>
  [one[0] - other[0], one[2] - other[2], centre(one)[0] - centre(other)[0]].some(
    (x) => Math.abs(x) < ALIGNED,
  );

/** A title is larger than rows; four capitals of it may stand over the codes. */
function codesOf(pieces: readonly Piece[], codeSlot: number): Piece[] {
  const shaped = pieces.filter(({ slot, text }) => slot === codeSlot && modelCode(text));
  const smallest = Math.min(...shaped.map(({ fontSize }) => fontSize));
  return shaped.filter((piece) => piece.fontSize < smallest * SAME_SIZE && hasCompany(piece, pieces));
}

function hasCompany(code: Piece, pieces: readonly Piece[]): boolean {
  const isBeside = (piece: Piece) => Math.abs(middle(piece) - middle(code)) < 0.6 * code.fontSize;
  return pieces.some((piece) => piece.slot !== code.slot && isBeside(piece));
}

function tableRow({ code, blocks }: Row, slots: readonly Slot[], springOnly: boolean): TableRow {
  const read = modelCode(code.text) as ModelCode;
  const cells = cellsOf(blocks, slots);
  const marked = read.marked || isMark(cells.springOnly?.text ?? '');
  return {
    code: read,
    cells: { ...cells, modelCode: { text: read.printed, box: code.box } },
    springOnly: springOnly || marked,
  };
}

function cellsOf(blocks: readonly Block[], slots: readonly Slot[]): Cells {
  const cells: Cells = {};
  for (const [index, { heading }] of slots.entries()) {
    const pieces = blocks.filter(({ slot }) => slot === index).flatMap((block) => block.pieces);
    if (heading && pieces.length > 0 && !cells[heading])
      cells[heading] = { text: textOf(pieces), box: boxOf(pieces) };
  }
  return withTrackSplit(cells);
}

/** Length and profile printed as one text: "137in 3500mm 1.5in 38mm Ice Ripper XT". */
const TRACK_LENGTH =
  /^(?:\d{2,3}\s?(?:in\b\.?|inch|"|”|'')\s*\/?\s*)?(?:\d[ {2}]?\d{3}\s?mm|\d{3}\s?(?:in\b\.?|"|”|''))\s*[/,]?\s+/i;

function withTrackSplit({ track, ...cells }: Cells): Cells {
  if (!track) return cells;
  const length = TRACK_LENGTH.exec(`${track.text} `)?.[0] ?? '';
  const rest = track.text.slice(length.length);
  if (cells.trackLength) return { ...cells, trackLength: joined(track, cells.trackLength) };
  return {
    ...cells,
    ...(length && { trackLength: { text: length.trim().replace(/[/,]$/, '').trim(), box: track.box } }),
    ...(rest && { trackProfile: { text: rest, box: track.box } }),
  };
}

const joined = (one: Cell, other: Cell): Cell => ({
  text: `${one.text} ${other.text}`,
  box: unionOf([one.box, other.box]),
});

/** Two parts of one cell, the second from the next page; its box stays that of the first page. */
export function joinedCells(first: Cells, second: Cells): Cells {
  const headings = new Set([...Object.keys(first), ...Object.keys(second)]) as Set<Column>;
  return Object.fromEntries(
    [...headings].map((heading) => {
      const parts = [first[heading], second[heading]].filter((cell) => cell !== undefined);
      return [heading, { text: parts.map(({ text }) => text).join(' '), box: (parts[0] as Cell).box }];
    }),
  );
}

/** Where the last cell of a table ends. */
export function rowsBottom({ rows }: Table): number {
  return Math.max(...rows.flatMap(({ cells }) => Object.values(cells).map(({ box }) => box[3])));
}
