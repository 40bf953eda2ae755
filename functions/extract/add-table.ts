import type { Box } from '#contracts/box.ts';
import {
  COLUMNS,
  type LeftOut,
  type PageProblem,
  type TableColumns,
  UNACCOUNTED,
} from '#contracts/extracted.ts';
import { rounded, unionOf } from '#pages/box.ts';
import type { Header } from '#pages/header.ts';
import type { SheetPlaces } from '#pages/page.ts';
import { headsSpringOnly } from '#reference/lexicon/spring-labels.ts';
import { printedProblem } from './accounting/accounting.ts';
import type { ListRow, ListRows, ListTitle } from './list-rows.ts';
import type { TitledTable } from './page-tables.ts';
import { areAlike, type Look } from './table/looks.ts';
import { saidOfPrices } from './table/prices.ts';
import { mostWhite } from './table/rows.ts';
import type { SectionLabel } from './table/sections.ts';
import type { Table, TableRow } from './table/table.ts';
import { type Cells, joinedCells } from './table/table-cells.ts';
import { marketOfHeadings } from './values/market.ts';
import { machinePricesIn } from './values/price.ts';
import { NOTHING_SAID, namesList, readTitle, type Title } from './values/title.ts';

/** What the pages of a document say. */
export interface PriceListReading {
  rows: ListRows;
  problems: PageProblem[];
  leftOut: LeftOut[];
  columns: TableColumns[];
  /** Pages that list what may be had with machines, and no machine. */
  optionPages: Set<number>;
  /** Headings that tables were read by as people say, plainly written. */
  toldHeadings: Set<string>;
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
  /** What may be the beginning of a row, should rows go on on the next page: its code stands there then. */
  begun: readonly PageProblem[];
  /** What a damaged page before may have said otherwise. */
  unsure: Readonly<Record<'list' | 'header' | 'section', boolean>>;
}

const NO_TITLE: ListTitle = {
  ...NOTHING_SAID,
  priceHeading: '',
  headingMarket: null,
};
const ALL_SURE: Progress['unsure'] = { list: false, header: false, section: false };
/** Before the first page. */
export const BEGINNING: Progress = {
  header: null,
  list: NO_TITLE,
  section: null,
  labelLook: null,
  underHeader: '',
  begun: [],
  unsure: ALL_SURE,
};

/** The page that a table stands on. */
export interface Place {
  page: number;
  sheet: SheetPlaces | undefined;
  isDamaged: boolean;
  asSeen(box: Box): Box;
}

/** What holds at the head of a table, above its own labels. */
interface Start {
  list: ListTitle;
  section: ListRow['section'];
  unsure: Progress['unsure'];
  /** True where what stands above the first row may be the end of the last row of the page before. */
  mayEndRow: boolean;
}

/** Adds what a table says to the reading; gives what the next table goes on with. */
export function addTable(
  titled: TitledTable,
  place: Place,
  progress: Progress,
  reading: PriceListReading,
): Progress {
  const { table } = titled;
  const heading = titled.small && contradicts(titled.title, progress.list) ? titled.small : null;
  if (heading) reading.problems.push(lostText(place)(seen(heading, place)));
  const start = startOf(heading ? { ...titled, title: null } : titled, place, progress, reading.rows);
  const labels = table.labels.map((label) => seen(label, place));
  const unexplained = labels.filter(
    (label, at) =>
      (isDoubtful(label, start) && !isKnown(label, progress)) ||
      (standsOverRow(table.labels[at] as SectionLabel, table) && namesOtherList(label, start.list)),
  );
  const titles = (titled.below ?? []).filter((title) => namesOtherList(title, start.list));
  reading.problems.push(
    ...[...unexplained, ...titles.map((title) => seen(title, place))].map(lostText(place)),
  );
  if (start.mayEndRow) addContinuation(titled, place, progress.underHeader, reading);
  if (start.mayEndRow && table.rows.length > 0) reading.problems.push(...progress.begun);
  const before = rowsOnPage(reading.rows, place.page);
  reading.rows.add(rowsOf(table, labels, start, place, before));
  return progressBehind(table, labels, start, place, progress);
}

function startOf(
  { table, title, goesOn = false }: TitledTable,
  { page, sheet }: Place,
  progress: Progress,
  rows: ListRows,
): Start {
  const isFirstOfPage = rows.last?.page !== page;
  const list = nextList(progress.list, isFirstOfPage, title, table.header);
  const isNew = list.brand !== progress.list.brand || list.modelYear !== progress.list.modelYear;
  return {
    list,
    section: isNew ? null : progress.section,
    unsure: unsureOn(progress.unsure, { title, goesOn, isNew }),
    mayEndRow: !sheet && isFirstOfPage && !isNew && rows.length > 0,
  };
}

/** What may be no label: a note, or the end of a row, where one may end here. */
const isDoubtful = ({ doubt }: SectionLabel, { mayEndRow }: Start): boolean =>
  doubt === 'note' || (doubt === 'end-of-row' && mayEndRow);

const standsOverRow = ({ box }: SectionLabel, { rows }: Table): boolean =>
  rows.some(({ cells }) => (cells.modelCode?.box[1] ?? 0) > box[1]);

/** A title without headings of its own between the rows of another list: nobody knows what of it holds for those below. */
const namesOtherList = ({ text }: Pick<SectionLabel, 'text'>, list: ListTitle): boolean =>
  contradicts(readTitle([text]), list);

/** Small print that names another list than the one that goes on may be as old as its template. */
const contradicts = (title: Title | null, list: ListTitle): boolean =>
  (['brand', 'modelYear'] as const).some(
    (said) => title !== null && title[said] !== null && list[said] !== null && title[said] !== list[said],
  );

/** It is printed as the last label was. */
const isKnown = ({ look }: SectionLabel, { labelLook }: Progress): boolean =>
  labelLook !== null && areAlike(look, labelLook);

/**
 * Text above a page's first row ends the last row of the page before, unless it is what stands under the headings
 * on every page. What can only be a row of its own has no code: it is told, where nothing else of the page is yet.
 */
function addContinuation(
  { table, isBeside }: TitledTable,
  place: Place,
  underHeader: string,
  { rows, problems }: PriceListReading,
): void {
  const { continuation } = table;
  const { last } = rows;
  if (!last || textOf(continuation) === underHeader) return;
  if (isBeside || table.isContinuedOtherwise || holdsPrice(continuation) || standsApart(table)) {
    const cells = isAnyTold(problems, place) ? [] : Object.values(continuation);
    problems.push(...cells.map((cell) => lostText(place)(seen(cell, place))));
  } else last.cells = joinedCells(last.cells, continuation);
}

const isAnyTold = (problems: readonly PageProblem[], place: Place): boolean =>
  problems.some((problem) => problem.place.page === place.page && UNACCOUNTED.has(problem.code));

const textOf = (cells: TableRow['cells']): string =>
  Object.values(cells)
    .map(({ text }) => text)
    .join(' ');

/** The rows of a table, behind so many that stand on its page before it; each belongs to the nearest label above. */
const rowsOf = (
  { rows, labels: printed }: Table,
  labels: readonly SectionLabel[],
  { list, section: carried, unsure }: Start,
  place: Place,
  before: number,
): ListRow[] =>
  rows.map((row, index) => {
    const above = printed.findLastIndex(({ box }) => box[1] < (row.cells.modelCode?.box[1] ?? 0));
    const damaged = damageOfRow(place, unsure, above >= 0);
    const section = labels[above] ?? carried;
    const cells = seenCells(row, place);
    return {
      ...row,
      springOnly: row.springOnly || headsSpringOnly(section?.text ?? ''),
      cells,
      page: place.page,
      row: sheetRow(row, place) ?? before + index + 1,
      section,
      list,
      ...(place.sheet && { addresses: addresses({ ...(section && { section }), ...cells }, place.sheet) }),
      ...(damaged && { damaged }),
    };
  });

function progressBehind(
  { continuation, beginning, rows }: Table,
  labels: readonly SectionLabel[],
  start: Start,
  place: Place,
  before: Progress,
): Progress {
  // Where no row can end, what stands above the first one (units, a note) belongs to the headings, on later pages too.
  const said = place.sheet || start.mayEndRow ? '' : textOf(continuation);
  return {
    header: before.header,
    list: start.list,
    section: labels.at(-1) ?? start.section,
    labelLook: labels.findLast((label) => !isDoubtful(label, start))?.look ?? before.labelLook,
    underHeader: said || before.underHeader,
    begun: rows.length === 0 ? before.begun : beginning.map((cell) => lostText(place)(seen(cell, place))),
    unsure: { ...start.unsure, section: start.unsure.section && labels.length === 0 },
  };
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

/** The end of a row stands as near to the next one as rows do; a legend or a running head is farther away. */
function standsApart({ continuation, rows }: Table): boolean {
  const boxes = rows.map(({ cells }) => unionOf(Object.values(cells).map(({ box }) => box)));
  const ends = Object.values(continuation).map(({ box }) => box[3]);
  const [first] = boxes;
  if (!first || boxes.length < 2 || ends.length === 0) return false;
  const line = Math.min(...Object.values(rows[0]?.cells ?? {}).map(({ box }) => box[3] - box[1]));
  return first[1] - Math.max(...ends) > mostWhite(boxes, line);
}

/** What may be the end of the last page's row, or a note, as well as a label; its box is that of the page as seen. */
const lostText = ({ page }: Place) => printedProblem(page, 'text-without-row');

const sheetRow = ({ cells }: TableRow, { sheet }: Place): number | undefined =>
  cells.modelCode && sheet?.rowAt(cells.modelCode.box);

const addresses = (cells: Cells, sheet: SheetPlaces): ListRow['addresses'] =>
  Object.fromEntries(
    COLUMNS.flatMap((column) => (cells[column] ? [[column, sheet.addressAt(cells[column].box)]] : [])),
  );

function rowsOnPage({ last }: ListRows, page: number): number {
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
    priceHeading: saidOfPrices(header),
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

function seen<Placed extends { box: Box }>(placed: Placed, { asSeen }: Place): Placed {
  return { ...placed, box: rounded(asSeen(placed.box)) };
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
