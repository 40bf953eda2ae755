import type { Box } from '#contracts/box.ts';
import { type LeftOut, type PageProblem, UNACCOUNTED } from '#contracts/extracted.ts';
import { unionOf } from '#pages/box.ts';
import type { Header } from '#pages/header.ts';
import type { SheetPlaces } from '#pages/page.ts';
import type { TitledTable } from './page-tables.ts';
import { areAlike, type Look } from './table/looks.ts';
import type { SectionLabel } from './table/sections.ts';
import type { Table, TableRow } from './table/table.ts';
import { type Cell, joinedCells } from './table/table-cells.ts';
import { marketOfHeadings } from './values/market.ts';
import { machinePricesIn } from './values/price.ts';
import { NOTHING_SAID, namesList, type Title } from './values/title.ts';

/** One list of a file: the title that holds for its rows, and the text of its headings. */
export interface ListTitle extends Title {
  /** The price heading as printed: where cells have no currency sign, it may. */
  priceHeading: string;
  /** The country whose language the headings are in. */
  headingMarket: string | null;
}

/** A row and where it comes from; boxes are those of the page as a reader sees it. */
export interface ListRow extends TableRow {
  page: number;
  row: number;
  section: { text: string; box: Box } | null;
  list: ListTitle;
  /** Where the row comes from a spreadsheet. */
  sheet: SheetPlaces | undefined;
  /** What of it a damaged page may have swallowed or changed: a cell of its own, or what holds for it from a page before. */
  damaged?: 'cells' | 'title' | 'section';
}

/** What the pages of a document say. */
export interface PriceListReading {
  rows: ListRow[];
  problems: PageProblem[];
  leftOut: LeftOut[];
  /** True where headings of codes or models and of prices stand somewhere, with rows or without. */
  hasHeadings: boolean;
  /** How many visible words the pages hold: none means there is no text layer. */
  words: number;
  /** The last page's number; of a spreadsheet, the last sheet's. */
  pages: number;
}

/** What the next page goes on with. */
export interface Progress {
  header: Header | null;
  list: ListTitle;
  section: ListRow['section'];
  /** How the last label was printed. */
  labelLook: Look | null;
  /** What stands between the headings and the first row, on every page. */
  underHeader: string;
  /** What a damaged page before may have said otherwise. */
  unsure: Readonly<Record<'list' | 'header' | 'section', boolean>>;
}

const NO_TITLE: ListTitle = {
  ...NOTHING_SAID,
  priceHeading: '',
  headingMarket: null,
};
export const ALL_SURE: Progress['unsure'] = { list: false, header: false, section: false };
/** Before the first page. */
export const BEGINNING: Progress = {
  header: null,
  list: NO_TITLE,
  section: null,
  labelLook: null,
  underHeader: '',
  unsure: ALL_SURE,
};

/** The page that a table stands on. */
export interface Place {
  page: number;
  sheet: SheetPlaces | undefined;
  isDamaged: boolean;
  asSeen(box: Box): Box;
}

/** Adds the rows of a table to the reading; gives what the next table goes on with. */
export function addTable(
  { table, title, goesOn = false }: TitledTable,
  place: Place,
  progress: Progress,
  reading: PriceListReading,
): Progress {
  const isFirstOfPage = reading.rows.at(-1)?.page !== place.page;
  const list = nextList(progress.list, isFirstOfPage, title, table.header);
  const isNew = list.brand !== progress.list.brand || list.modelYear !== progress.list.modelYear;
  const mayGoOn = !place.sheet && isFirstOfPage && !isNew && reading.rows.length > 0;
  const labels = table.labels.map((label) => seen(label, place));
  const isKnown = ({ look }: SectionLabel) =>
    progress.labelLook !== null && areAlike(look, progress.labelLook);
  const isDoubtful = ({ doubt }: SectionLabel) => doubt === 'note' || (doubt === 'end-of-row' && mayGoOn);
  const doubtful = labels.filter((label) => isDoubtful(label) && !isKnown(label));
  reading.problems.push(...doubtful.map(lostText(place)));
  const isOwnRow = mayGoOn && (holdsPrice(table.continuation) || standsApart(table));
  const isTold = reading.problems.some(
    ({ page, category }) => page === place.page && UNACCOUNTED.has(category),
  );
  const own = isOwnRow && !isTold ? Object.values(table.continuation) : [];
  reading.problems.push(...own.map((cell) => lostText(place)(seen(cell, place))));
  const last = mayGoOn ? reading.rows.at(-1) : undefined;
  const underHeader =
    place.sheet || isOwnRow
      ? progress.underHeader
      : continued(last, table.continuation, progress.underHeader);
  const carried = isNew ? null : progress.section;
  const unsure = unsureOn(progress.unsure, { title, goesOn, isNew });
  const before = rowsOnPage(reading.rows, place.page);
  for (const [index, row] of table.rows.entries()) {
    const above = table.labels.findLastIndex(({ box }) => box[1] < (row.cells.modelCode?.box[1] ?? 0));
    const section = labels[above] ?? carried;
    const cells = seenCells(row, place);
    const number = sheetRow(row, place) ?? before + index + 1;
    const damaged = damageOfRow(place, unsure, above >= 0);
    const origin = { page: place.page, row: number, section, list, sheet: place.sheet };
    reading.rows.push({ ...row, cells, ...origin, ...(damaged && { damaged }) });
  }
  const labelLook = labels.findLast((label) => !isDoubtful(label))?.look ?? progress.labelLook;
  const section = labels.at(-1) ?? carried;
  const isSectionUnsure = unsure.section && labels.length === 0;
  const left = { ...unsure, section: isSectionUnsure };
  return { header: table.header, list, section, labelLook, underHeader, unsure: left };
}

/** What a page says anew holds for it, whatever a damaged page before has swallowed. */
const unsureOn = (
  { list, header, section }: Progress['unsure'],
  { title, goesOn, isNew }: { title: Title | null; goesOn: boolean; isNew: boolean },
): Progress['unsure'] => ({
  list: list && !(title?.brand && title.modelYear),
  header: header && goesOn,
  section: section && !isNew,
});

function damageOfRow(
  { isDamaged }: Place,
  { list, header, section }: Progress['unsure'],
  hasLabel: boolean,
): ListRow['damaged'] {
  if (isDamaged) return 'cells';
  if (list || header) return 'title';
  return section && !hasLabel ? 'section' : undefined;
}

/** A row's price stands beside its code: text with one is no end of the row before, but of columns that go on here. */
const holdsPrice = (cells: TableRow['cells']): boolean =>
  Object.values(cells).some(({ text }) => machinePricesIn(text).length > 0 || BARE_PRICES.test(text));

/** Nothing but amounts of four figures and more. */
const BARE_PRICES = /^(?:\d{1,3}[ .,'’]?\d{3}(?:[.,]\d\d)?(?:\s|$))+$/;

/** White over the first row, in lines, that is more than between rows and may be between them all the same. */
const MORE_WHITE = 0.5;

/** The end of a row stands as near to the next one as rows do; a legend or a running head is farther away. */
function standsApart({ continuation, rows }: Table): boolean {
  const boxes = rows.map(({ cells }) => unionOf(Object.values(cells).map(({ box }) => box)));
  const ends = Object.values(continuation).map(({ box }) => box[3]);
  const [first] = boxes;
  if (!first || boxes.length < 2 || ends.length === 0) return false;
  const between = boxes.slice(1).map((box, index) => box[1] - (boxes[index] as Box)[3]);
  const line = Math.min(...Object.values(rows[0]?.cells ?? {}).map(({ box }) => box[3] - box[1]));
  return first[1] - Math.max(...ends) > Math.max(...between, 0) + MORE_WHITE * line;
}

/** What may be the end of the last page's row, or a note, as well as a label; its box is that of the page as seen. */
const lostText =
  ({ page }: Place) =>
  ({ text, box }: Cell): PageProblem => ({ page, box, category: 'text-without-row', text });

const sheetRow = ({ cells }: TableRow, { sheet }: Place): number | undefined =>
  cells.modelCode && sheet?.rowAt(cells.modelCode.box);

function rowsOnPage(rows: readonly ListRow[], page: number): number {
  const last = rows.at(-1);
  return last?.page === page ? last.row : 0;
}

/** A title with a brand or a year begins a list of its own; other text above a table changes nothing. */
function nextList(
  current: ListTitle,
  isFirstOfPage: boolean,
  title: Title | null,
  header: Header,
): ListTitle {
  const headings = {
    priceHeading: header.cells.find(({ heading }) => heading === 'price')?.text ?? '',
    headingMarket: marketOfHeadings(header.cells.map(({ text }) => text)),
  };
  const goesOn = !title || !namesList(title) || (isFirstOfPage && isRunningHead(title, current));
  if (goesOn) return { ...current, ...headings };
  const { market, printedDate } = title;
  return {
    ...title,
    market: market ?? current.market,
    printedDate: printedDate ?? current.printedDate,
    ...headings,
  };
}

/** At the head of a page a part of the list's title, said again, is no other list's. */
function isRunningHead(title: Title, current: ListTitle): boolean {
  const isSame =
    title.brand === current.brand && (title.modelYear ?? current.modelYear) === current.modelYear;
  return isSame && title.lines.every((line) => current.lines.includes(line));
}

/**
 * Text above a page's first row ends the last row of the page before. Where a list begins there is none:
 * what stands there (units, a note) belongs to the header, and on later pages too. Gives that text.
 */
function continued(last: ListRow | undefined, continuation: TableRow['cells'], underHeader: string): string {
  const text = Object.values(continuation)
    .map((cell) => cell.text)
    .join(' ');
  if (!last) return text || underHeader;
  if (text !== underHeader) last.cells = joinedCells(last.cells, continuation);
  return underHeader;
}

function seen<Placed extends { box: Box }>(placed: Placed, { asSeen }: Place): Placed {
  return { ...placed, box: asSeen(placed.box) };
}

/** What was found on the upright page with its box as a reader sees the page, and its address on a sheet. */
export function placedAsSeen<Found extends { box: Box | null; address?: string | undefined }>(
  found: Found,
  { sheet, asSeen }: Place,
): Found {
  if (!found.box) return found;
  const address = sheet && { address: sheet.addressAt(found.box) };
  return { ...found, box: asSeen(found.box), ...address };
}

function seenCells({ cells }: TableRow, place: Place): TableRow['cells'] {
  return Object.fromEntries(Object.entries(cells).map(([heading, cell]) => [heading, seen(cell, place)]));
}
