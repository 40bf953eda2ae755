import type { Header } from '#pages/header.ts';
import { codeOf, isCodeMark, type ModelCode } from '#pages/model-code.ts';
import type { Page, Word } from '#pages/page.ts';
import { byHeight, middle } from '#pages/text.ts';
import { asTold } from '#pages/unnamed-table.ts';
import { withAddedPrices, withoutAddedPrices } from './added-prices.ts';
import { ACROSS, type Block, intoPieces, type Piece } from './cells.ts';
import { withCents } from './cents.ts';
import { findSlots, type Slot } from './columns.ts';
import { endOfRow, lostEnd } from './end-of-row.ts';
import { fittedHeadings, namedByContent, withPartsOfTrack } from './headings.ts';
import { inRows } from './in-rows.ts';
import { looksLikeCells } from './looks.ts';
import { withPlainPrice } from './prices.ts';
import { type Remark, remarksOf, withComments, withUnitOfPrice } from './remarks.ts';
import { intoRows, type Row } from './rows.ts';
import { type SectionLabel, sortLeftovers } from './sections.ts';
import { isMarginMark, isMark, springOnlyRows } from './spring.ts';
import { type Cell, type Cells, cellOf, cellsOf, doubtsOf, marksOf } from './table-cells.ts';
import { withPartedPrices, withTornPrices } from './torn-prices.ts';

/** One row of a table as printed. */
export interface TableRow {
  code: ModelCode;
  cells: Cells;
  springOnly: boolean;
  /** What it says in columns that are no field of a product. */
  remarks: readonly Remark[];
}

/** One table of one page; boxes are those of the upright page. */
export interface Table {
  header: Header;
  slots: Slot[];
  /** All text under the header, cut at the slots: what no row takes must be accounted for. */
  pieces: readonly Piece[];
  rows: TableRow[];
  /** Lines that price an option of the machine above. */
  added: Cell[];
  /** Labels from top to bottom, those below the last row included: they name rows of the next page. */
  labels: SectionLabel[];
  /** Cells at the top that belong to the last row of the page before. */
  continuation: Cells;
  /** True where those are printed as no cell below them is. */
  isContinuedOtherwise: boolean;
  /** Cells at the bottom that belong to the first row of the next page, if rows go on there. */
  beginning: Cell[];
  /** Texts under known headings that no row took. */
  unplaced: Cell[];
}

/** Cells of a row stand this near to the line of its code, in ems. */
const BESIDE = 0.6;
/** Codes of one table differ less in size than by this factor. */
const SAME_SIZE = 1.2;

/** How much larger than headings a stamp is. */
const STAMP_SIZE = 2.5;

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
  const fitted = asTold(
    fittedHeadings(page, printed, () => inRows(printed, words)),
    page,
  );
  const header = withPlainPrice(namedByContent(withPartsOfTrack(fitted), words));
  const slots = findSlots(page, header, { all: words, body: inRows(header, words), alike });
  const parted = withoutAddedPrices(intoPieces(words, slots), slots);
  const read = readRows(page, header, slots, parted.pieces, goesOn);
  return { header, slots, ...parted, ...read, rows: withAddedPrices(read.rows, parted.added) };
}

/** A stamp across the page ("DRAFT") is far larger than the headings of the table it lies behind. */
export const isStamp = ({ fontSize }: Word, header: Header): boolean =>
  fontSize >= header.fontSize * STAMP_SIZE;

const withoutStamps = (words: readonly Word[], header: Header): Word[] =>
  words.filter((word) => !isStamp(word, header));

function readRows(
  page: Page,
  header: Header,
  slots: Slot[],
  pieces: readonly Piece[],
  goesOn: boolean,
): Omit<Table, 'header' | 'slots' | 'pieces' | 'added'> {
  const codeSlot = slots.findIndex(({ heading }) => heading === 'modelCode');
  const codes = codesOf(pieces, codeSlot);
  const range = [slots[0]?.from ?? 0, slots.at(-1)?.to ?? page.width] as const;
  const { rows, left } =
    codes.length > 0
      ? intoRows(page, codes, pieces, { range, slots, codeSlot })
      : { rows: [], left: endOfRow(page, header, slots, pieces) };
  const priceSlot = slots.findIndex(({ heading }) => heading === 'price');
  const places = { codeSlot, priceSlot, lastSlot: slots.length - 1, goesOn };
  const { labels, continuation, beginning, unplaced } = sortLeftovers(page, rows, left, places);
  const isKnown = ({ slot }: Block) => slot === ACROSS || slots[slot]?.heading;
  const spring = springOnlyRows(page, rows);
  const beside = page.sheet?.beside ?? [];
  const printed = rows
    .map((row) => withStruckColumns(tableRow(row, slots, header, spring.has(row)), header))
    .map((row) => withComments(row, beside));
  const around = { header, slots, pieces };
  return {
    // Cells of a sheet are told apart by the sheet.
    rows: page.sheet
      ? withPartedPrices(printed, around)
      : withTornPrices(withCents(printed, pieces, priceSlot), around),
    labels,
    continuation: cellsOf(continuation, slots),
    isContinuedOtherwise: continuation.some((block) => !looksLikeCells(block, rows)),
    beginning: beginning.filter(isKnown).map(({ pieces }) => cellOf(pieces)),
    unplaced: [...unplaced, ...(codes.length === 0 ? lostEnd(page, header, pieces, codeSlot) : [])]
      .filter(isKnown)
      .map(({ pieces }) => cellOf(pieces)),
  };
}

/** A title is larger than rows; four capitals of it may stand over the codes. */
function codesOf(pieces: readonly Piece[], codeSlot: number): Piece[] {
  const shaped = pieces.filter((piece) => piece.slot === codeSlot && codeOf(piece));
  const sizes = shaped.map(({ fontSize }) => fontSize).sort((one, other) => one - other);
  const usual = sizes[(sizes.length - 1) >> 1] ?? 0;
  const othersIn = byHeight(pieces.filter(({ slot }) => slot !== codeSlot));
  const hasCompany = (code: Piece) => {
    const [y, reach] = [middle(code), BESIDE * code.fontSize];
    return othersIn(y - reach, y + reach).length > 0;
  };
  return shaped.filter((piece) => piece.fontSize < usual * SAME_SIZE && hasCompany(piece));
}

function tableRow(row: Row, slots: readonly Slot[], header: Header, springOnly: boolean): TableRow {
  const { code, blocks, shared } = row;
  const read = codeOf(code) as ModelCode;
  const remarks = remarksOf(row, slots, header);
  const cells = withUnitOfPrice(cellsOf([...blocks, ...shared], slots), remarks);
  const signs = [...(code.marks ?? []).map(({ text }) => text), ...(read.note ? [read.note] : [])];
  const marked = read.marked || signs.some(isCodeMark) || isMark(cells.springOnly?.text ?? '');
  return {
    code: read,
    cells: {
      ...cells,
      modelCode: { text: read.printed, box: code.box, ...doubtsOf([code]), ...marksOf([{ marks: signs }]) },
    },
    springOnly: springOnly || marked,
    remarks,
  };
}

/** What stands under a heading that is struck out holds no more than the heading does. */
function withStruckColumns(row: TableRow, header: Header): TableRow {
  const struck = header.cells.flatMap(({ heading, isStruck }) => (heading && isStruck ? [heading] : []));
  if (struck.length === 0) return row;
  const cells = struck.flatMap((heading) => {
    const cell = row.cells[heading];
    return cell ? [[heading, { ...cell, ...doubtsOf([cell, { doubts: ['struck'] }]) }]] : [];
  });
  return { ...row, cells: { ...row.cells, ...Object.fromEntries(cells) } };
}

/** Where the last cell of a table ends. */
export function rowsBottom({ rows }: Table): number {
  return Math.max(...rows.flatMap(({ cells }) => Object.values(cells).map(({ box }) => box[3])));
}
