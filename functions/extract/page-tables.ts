import type { LeftOut, PageProblem, TableColumns } from '#contracts/extracted.ts';
import type { PrintedProblem } from '#messages/en/reading.ts';
import { centre, holds, unionOf } from '#pages/box.ts';
import { atTop, type Header, isRow, pricesGoods } from '#pages/header.ts';
import { isStruckOut, type Page, type Word } from '#pages/page.ts';
import { boxOf, byPlace, byPoint, type Line, linesOf, lineText, middle } from '#pages/text.ts';
import { turnedBeside } from '#pages/turned-headings.ts';
import { namedHeaders } from '#pages/unnamed-table.ts';
import { leftOut, printedProblem, unaccounted } from './accounting/accounting.ts';
import { listsOptions } from './accounting/option-pages.ts';
import { askedColumns, OF_COLUMNS } from './table/asked-columns.ts';
import { asBefore, repeatedHeadings } from './table/headings.ts';
import { inRows } from './table/in-rows.ts';
import { namedAbove } from './table/named-above.ts';
import { type Pane, panesOf } from './table/panes.ts';
import { phrases } from './table/phrases.ts';
import {
  doubtfulPriceHeadings,
  linesOfCover,
  linesOnDraft,
  linesOnOtherPrices,
  linesOnUsed,
  saysDraft,
  typesOfPrices,
  withSaidOfPrices,
} from './table/prices.ts';
import { isStamp, readTable, rowsBottom, type Table } from './table/table.ts';
import type { Cell } from './table/table-cells.ts';
import { unknownColumns } from './table/unknown-columns.ts';
import { namesList, readTitle, type Title } from './values/title.ts';
import { PAGE_MARK } from './values/titles.ts';

/** A table and the title that stands above it, if one does. */
export interface TitledTable {
  table: Table;
  title: Title | null;
  /** What can hardly be seen of the title, where the title says something else with it than without. */
  faint?: readonly Word[];
  /** The title where it is smaller than the headings, as a running head is. */
  small?: Cell;
  /** What stands under all rows of the page and may be the title of the list that begins on the next. */
  below?: readonly Cell[];
  /** True under the headings of the page before. */
  goesOn?: boolean;
  /** True for one of several side by side: the row that the page before ends with may be another one's. */
  isBeside?: boolean;
}

/** What one upright page holds of price lists. */
export interface PageTables {
  tables: TitledTable[];
  problems: PageProblem[];
  /** Of a page without rows: what it says of all rows, where it is a cover. */
  ofCover: PageProblem[];
  leftOut: LeftOut[];
  /** True for a page that lists what may be had with machines, and no machine. */
  listsOptions: boolean;
  /** The columns of the tables whose headings a person should tell. */
  columns: TableColumns[];
  /** The header that the next page goes on with where it has none. */
  header: Header | null;
  /** True where headings of a price list stand on the page, with rows or without. */
  hasHeadings: boolean;
}

/** Small print between two tables is smaller than a heading. */
const SMALL_PRINT = 0.85;

/** The tables of a page; one without a header of its own goes on with that of the page before, for the market of that. */
export function readPageTables(page: Page, carried: Header | null, market: string | null = null): PageTables {
  const upright = page.words.filter((word) => word.visible && word.turns === 0);
  const words = withoutPageMarks(page, upright.sort(byPlace));
  const headers = asBefore(namedHeaders(page, carried), carried);
  const panes = panesOf(words, headers, carried);
  const found = panes.flatMap((pane) => tablesIn(page, pane));
  const all =
    panes.length > 1
      ? found.map((one) => ({ ...one, isBeside: true }))
      : found.map((one, at) => (at === found.length - 1 ? { ...one, below: titlesBelow(one, words) } : one));
  const titled = all.filter(({ table, title }) => saysSomething(table) || (title && namesList(title)));
  const tables = titled.map(({ table }) => table);
  const every = all.map(({ table }) => table);
  const problem = (code: PrintedProblem) => printedProblem(page.number, code);
  const lost = unaccounted(page, every);
  const ofColumns = tables.map((table) => ({ table, problems: problemsOfColumns(page, table) }));
  const beside = (page.sheet?.beside ?? []).map((word) => [word]);
  const outside = linesOutside(words, every);
  const loose = [...beside, ...outside];
  const otherwise = linesOnOtherPrices(tables, loose, marketIn(titled) ?? market).map(
    problem('prices-said-otherwise'),
  );
  const used = linesOnUsed(tables, loose).map(problem('machines-said-used'));
  const isCover = !tables.some(hasRows);
  const drafts = linesOnDraft(tables, outside, beside);
  const draft = [...drafts, ...stampsOnDraft(page, tables, drafts)].map(problem('list-said-draft'));
  const turned = [
    ...tables.flatMap((table) => turnedOver(page, table)).map(problem('column-unknown')),
    ...tables.flatMap((table) => turnedAmong(page, table)).map(problem('text-without-row')),
  ];
  const faint = all.flatMap((one) => one.faint ?? []).map(problem('title-faint'));
  const problems = [
    ...lost,
    ...ofColumns.flatMap((one) => one.problems),
    ...otherwise,
    ...used,
    ...(isCover ? [] : draft),
    ...turned,
    ...faint,
  ];
  const last =
    panes.length > 1
      ? headers[0]
      : all.findLast((one) => titled.includes(one) || isHeadedHere(one))?.table.header;
  const left = leftOut(page, every);
  return {
    tables: titled,
    problems,
    ofCover: isCover ? [...linesOfCover(loose).map(problem('prices-said-otherwise')), ...draft] : [],
    leftOut: left,
    listsOptions: lost.length > 0 && listsOptions(page, every),
    columns: ofColumns.flatMap((one) =>
      one.problems.some(({ code }) => OF_COLUMNS.has(code)) ? askedColumns(page.number, one.table) : [],
    ),
    header: last ?? carried,
    hasHeadings: headers.some(pricesGoods),
  };
}

const marketIn = (titled: readonly TitledTable[]): string | null =>
  titled.map(({ title }) => title?.market ?? null).find((market) => market !== null) ?? null;

function problemsOfColumns(page: Page, table: Table): PageProblem[] {
  const problem = (code: PrintedProblem) => printedProblem(page.number, code);
  return [
    ...unknownColumns(page, table),
    ...repeatedHeadings(table).map(problem('heading-repeated')),
    ...typesOfPrices(table).map(problem('prices-said-otherwise')),
    ...doubtfulPriceHeadings(table, page.headingNames).map(problem('price-heading-unclear')),
  ];
}

/** Stamps over a page's rows, in any direction, that say what a line over the rows would. */
const stampsOnDraft = ({ words }: Page, tables: readonly Table[], told: readonly Cell[]): Word[] =>
  words.filter(
    (word) =>
      word.visible &&
      tables.some((table) => hasRows(table) && isStamp(word, table.header)) &&
      saysDraft(word.text) &&
      !told.some(({ box }) => holds(box, centre(word.box))),
  );

/** The lines of what stands in no row and among no headings. */
function linesOutside(words: readonly Word[], tables: readonly Table[]): Line[] {
  const bands = tables.flatMap(({ rows }) =>
    rows.map(({ cells }) => unionOf(Object.values(cells).map(({ box }) => box))),
  );
  const headings = tables.map(({ header }) => header.box).filter(([, top, , bottom]) => bottom > top);
  const takenAt = byPoint([...bands, ...headings].map((box) => ({ box })));
  return linesOf(words.filter(({ box }) => takenAt(centre(box)).length === 0));
}

const tablesIn = (page: Page, { words, headers, carried }: Pane): TitledTable[] =>
  headers.length > 0 ? underHeaders(page, headers, words, carried) : goingOn(page, carried, words);

/** How much of a page, above and below, the number of the page may stand in. */
const MARGINS = 0.15;

/** "Sivu 2", "2 / 5": alone on a line at the top or the bottom, it is no cell. */
function withoutPageMarks(page: Page, words: readonly Word[]): Word[] {
  if (page.sheet) return [...words];
  const isInMargin = (word: Word) =>
    Math.min(middle(word), page.height - middle(word)) < page.height * MARGINS;
  const marks = linesOf(words.filter(isInMargin)).filter((line) => PAGE_MARK.test(lineText(line)));
  return words.filter((word) => !marks.some((line) => line.includes(word)));
}

/** Lines under a page's last row that are no small print and name a list. */
function titlesBelow({ table }: TitledTable, words: readonly Word[]): Cell[] {
  if (!hasRows(table)) return [];
  const below = wordsBetween(words, rowsBottom(table), Infinity);
  const lines = linesOf(below.filter((word) => !isSmallPrint(word, table.header)));
  return lines
    .filter((line) => namesList(readTitle([lineText(line)])))
    .map((line) => ({ text: lineText(line), box: boxOf(line) }));
}

/** Rows, or what belongs to rows of the pages before and behind; so does the title of a list whose rows begin on the next. */
const saysSomething = (table: Table): boolean =>
  hasRows(table) || table.labels.length > 0 || Object.keys(table.continuation).length > 0;

const hasRows = ({ rows }: Table): boolean => rows.length > 0;

/** The rows of headings at the foot of a page begin on the next. */
const isHeadedHere = ({ table: { header } }: TitledTable): boolean =>
  header.box[3] > header.box[1] && pricesGoods(header);

function underHeaders(
  page: Page,
  headers: readonly Header[],
  words: readonly Word[],
  carried: Header | null,
): TitledTable[] {
  const top = headers[0]?.box[1] ?? 0;
  const tables = goingOn(page, carried, aboveTitle(wordsBetween(words, -Infinity, top)), headers[0]).filter(
    ({ table }) => hasRows(table) || table.unplaced.length > 0,
  );
  const parts = headers.map((header, index) => partUnder(header, headers[index + 1], words));
  const bodies = headers.length < 2 ? [] : parts.map((part) => inRows(part.header, part.words));
  for (const [index, { header, words: own, goesOn }] of parts.entries()) {
    const bottom = Math.max(
      -Infinity,
      ...tables
        .map(({ table }) => table)
        .filter(hasRows)
        .map(rowsBottom),
    );
    const alike = headers.flatMap((other, at) =>
      at !== index && haveSameColumns(header, other) ? (bodies[at] ?? []) : [],
    );
    const read = readTable(page, header, own, { alike, goesOn });
    const table = { ...read, header: withSaidOfPrices(read, words) };
    const above = wordsBetween(words, bottom, header.box[1]).filter(
      (word) => !(Number.isFinite(bottom) && isSmallPrint(word, header)),
    );
    const lines = linesOf(above);
    tables.push({ table: namedAbove(table, lines), ...titleOf(lines) });
  }
  return tables;
}

/** What stands under a header, down to the next one or the title above that. */
interface Part {
  header: Header;
  words: readonly Word[];
  /** True where the next header has the same columns and no title begins another list. */
  goesOn: boolean;
}

function partUnder(header: Header, next: Header | undefined, all: readonly Word[]): Part {
  const own = wordsBetween(all, header.box[3], next?.box[1] ?? Infinity);
  const words = next ? aboveTitle(own) : own;
  return { header, words, goesOn: haveSameColumns(header, next) && words.length === own.length };
}

/** Headings that begin at the same places, in points, are those of the same columns. */
const SAME_PLACE = 1;
const haveSameColumns = ({ cells }: Header, other: Header | undefined): boolean =>
  cells.length === other?.cells.length &&
  cells.every(({ box }, index) => Math.abs(box[0] - (other.cells[index]?.box[0] ?? 0)) < SAME_PLACE);

/** Without the title of the list that begins under the last row. */
function aboveTitle(words: readonly Word[]): Word[] {
  const lines = linesOf(words);
  const last = lines.findLastIndex(isRow);
  const title = lines.findIndex((line, index) => index > last && namesList(readTitle([lineText(line)])));
  return title < 0 ? [...words] : lines.slice(0, title).flat();
}

/** A page without a header: lines at its top that name a brand or a year are its title, the rest is table. */
function goingOn(page: Page, carried: Header | null, words: readonly Word[], next?: Header): TitledTable[] {
  if (!carried) return [];
  const neighbours = { alike: [], goesOn: haveSameColumns(carried, next) };
  const table = readTable(page, atTop(carried), words, neighbours);
  const top = table.rows[0]?.cells.modelCode?.box[1];
  if (top === undefined) return [{ table, title: null, goesOn: true }];
  const lines = linesOf(words.filter((word) => middle(word) < top));
  const last = lines.findLastIndex((line) => namesList(readTitle([lineText(line)])));
  if (last < 0) return [{ table, title: null, goesOn: true }];
  const titleLines = lines.slice(0, last + 1);
  const below = words.filter((word) => !titleLines.some((line) => line.includes(word)));
  const readBelow = readTable(page, atTop(carried), below, neighbours);
  const isSmall = titleLines.flat().every((word) => isSmallPrint(word, carried));
  const small = { text: titleLines.map(lineText).join(' '), box: boxOf(titleLines.flat()) };
  return [{ table: readBelow, ...titleOf(titleLines), goesOn: true, ...(isSmall && { small }) }];
}

/** What is struck out says nothing of a list; what can hardly be seen may say something else than what can. */
function titleOf(lines: readonly Line[]): Pick<TitledTable, 'title' | 'faint'> {
  const printed = lines.map((line) => line.filter((word) => !isStruckOut(word)));
  const [whole, faint] = [titleIn(printed), printed.flat().filter(isFaint)];
  if (faint.length === 0) return { title: whole };
  const title = titleIn(printed.map((line) => line.filter((word) => !isFaint(word))));
  return sayTheSame(whole, title) ? { title: whole } : { title, faint };
}

const isFaint = ({ doubts }: Word): boolean => doubts?.includes('faint') ?? false;

/** Of two years or brands, the one in larger letters is the list's. */
function titleIn(parts: readonly Line[]): Title | null {
  const lines = parts.filter(({ length }) => length > 0);
  const largest = (line: Line) => Math.max(...line.map(({ fontSize }) => fontSize));
  const bySize = lines.toSorted((one, other) => largest(other) - largest(one));
  return lines.length === 0 ? null : readTitle(bySize.map(lineText), bySize.flatMap(phrases).map(lineText));
}

const sayTheSame = (one: Title | null, other: Title | null): boolean =>
  (['brand', 'modelYear', 'market', 'printedDate'] as const).every(
    (said) => (one?.[said] ?? null) === (other?.[said] ?? null),
  );

/** The small print under the table above is smaller than the headings of the next. */
const isSmallPrint = ({ fontSize }: Word, header: Header): boolean =>
  fontSize < header.fontSize * SMALL_PRINT;

function wordsBetween(words: readonly Word[], top: number, bottom: number): Word[] {
  return words.filter((word) => middle(word) > top && middle(word) < bottom);
}

/** Texts that stand on their side among the cells of rows may be cells. */
function turnedAmong({ words }: Page, { header, rows }: Table): Word[] {
  const cells = rows.flatMap((row) => Object.values(row.cells).map(({ box }) => box));
  if (cells.length === 0) return [];
  const all = unionOf(cells);
  const mayBeCell = (word: Word) =>
    word.visible && word.turns % 2 === 1 && word.askew === undefined && SAYS_SOMETHING.test(word.text);
  return words.filter((word) => mayBeCell(word) && !isStamp(word, header) && holds(all, centre(word.box)));
}

const SAYS_SOMETHING = /[\p{L}\p{N}]{2}/u;

/** A text turned over the columns that is no heading of the table may name one of them. */
function turnedOver(page: Page, { header, rows, slots }: Table): Word[] {
  const [, y0, , y1] = header.box;
  if (y1 <= y0 || rows.length === 0) return [];
  const top = Math.min(...rows.flatMap(({ cells }) => cells.modelCode?.box[1] ?? []));
  const bottom = Math.max(y1, Math.min(top, y1 + header.fontSize));
  return turnedBeside(page, header, slots.at(-1)?.to ?? page.width, bottom).filter(
    (word) => !isStamp(word, header),
  );
}
