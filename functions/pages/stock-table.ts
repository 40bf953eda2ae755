/** Tables of stock sheets: what a dealer writes of its own machines, told from a supplier's list by its columns. */
import { STOCK_FIELDS, type StockField } from '#contracts/stock.ts';
import { STOCK_HEADINGS, type StockHeading, WHOLE_STOCK_WORDS } from '#reference/lexicon/stock-headings.ts';
import { brandInTitle } from '#reference/naming/machine.ts';
import { headingOf } from './headings.ts';
import { modelCode } from './model-code.ts';
import type { Sheet, SheetRow } from './spreadsheet/sheet.ts';

/** A column of a table: what it is about, null where nobody knows; `by` what told it. */
export interface StockColumn {
  column: number;
  text: string;
  heading: StockHeading | null;
  by: 'heading' | 'values' | 'person';
}

export interface StockTable {
  /** The tab's name; null for a text file. */
  sheet: string | null;
  /** Lines above the headings. */
  title: string[];
  columns: StockColumn[];
  rows: SheetRow[];
  /** The sheet says that it names all there is. */
  isWhole: boolean;
  /** How many rows of it nobody sees. */
  hidden: number;
}

/** What people say that headings mean, by their texts. */
type NamedHeadings = Readonly<Record<string, StockHeading>>;

/** A heading as it is compared: its letters and figures. */
export const lettersOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}№#%]/gu, '');

/** Units and notes stand behind a comma or in brackets. */
const BEHIND = /[,(/:;\n]/;

/** Tells what a heading means by its words, in a sheet whose columns are called so; null where nobody knows. */
export function headingsCalled<Heading extends string>(
  called: Readonly<Record<Heading, readonly string[]>>,
): (text: string) => Heading | null {
  const byLetters = new Map(
    (Object.keys(called) as Heading[]).flatMap((heading) =>
      called[heading].map((text) => [lettersOf(text), heading] as const),
    ),
  );
  return (text) =>
    byLetters.get(lettersOf(text)) ?? byLetters.get(lettersOf(text.split(BEHIND)[0] ?? '')) ?? null;
}

/** What a heading means by its words; null where nobody knows. */
export const stockHeadingOf = headingsCalled<StockHeading>(STOCK_HEADINGS);

/** What suppliers' lists call their columns, in more languages. */
const inList = (text: string): StockHeading | null => {
  const heading = headingOf(text);
  if (heading === null || heading === 'otherPrice' || heading === 'ignored' || heading === 'section')
    return null;
  return heading === 'modelCode' || heading === 'model' || heading === 'color' || heading === 'price'
    ? heading
    : 'listed';
};

const FEWEST_HEADINGS = 2;
/** Titles, dates and notes stand above the headings, never more. */
const ROWS_ABOVE = 30;

const knownIn = (row: SheetRow, named: NamedHeadings): number =>
  row.cells.filter(({ text }) => (named[text] ?? stockHeadingOf(text)) !== null).length;

/** The row of headings: of the first rows the one that has most of them. */
const headingRow = (rows: readonly SheetRow[], named: NamedHeadings): number => {
  const counts = rows.slice(0, ROWS_ABOVE).map((row) => knownIn(row, named));
  const most = Math.max(0, ...counts);
  return most < FEWEST_HEADINGS ? -1 : counts.indexOf(most);
};

const textAt = ({ cells }: SheetRow, column: number): string =>
  cells.find((cell) => cell.column === column)?.text ?? '';

const VIN = /^(?=.*\d)[A-HJ-NPR-Z0-9]{17}$/;
const PICTURE = /^https?:\/\/\S+\.(?:jpe?g|png)\b/i;
const VIDEO = /^https?:\/\/(?:www\.|m\.)?(?:youtube\.com|youtu\.be|rutube\.ru)\//i;

/** What the values of a column bear witness of, whatever stands above them. */
const WITNESSES: readonly [StockHeading, (text: string) => boolean][] = [
  ['vin', (text) => VIN.test(text.toUpperCase())],
  ['pictures', (text) => PICTURE.test(text)],
  ['video', (text) => VIDEO.test(text)],
  ['modelCode', (text) => modelCode(text) !== null],
];
const MOST = 0.8;

const valuesOf = (rows: readonly SheetRow[], column: number): string[] =>
  rows.map((row) => textAt(row, column)).filter((text) => text !== '');

const shareOf = (values: readonly string[], isSuch: (text: string) => boolean): number =>
  values.length === 0 ? 0 : values.filter(isSuch).length / values.length;

const toldByValues = (values: readonly string[]): StockHeading | null =>
  WITNESSES.find(([, isSuch]) => shareOf(values, isSuch) >= MOST)?.[0] ?? null;

const isCode = (text: string): boolean => modelCode(text) !== null;

/** Its heading tells it; the values of an unknown one tell it themselves. */
const columnOf = (
  column: number,
  text: string,
  rows: readonly SheetRow[],
  named: NamedHeadings,
): StockColumn => {
  const said = named[text];
  if (said) return { column, text, heading: said, by: 'person' };
  const heading = stockHeadingOf(text) ?? inList(text);
  return heading
    ? { column, text, heading, by: 'heading' }
    : { column, text, heading: toldByValues(valuesOf(rows, column)), by: 'values' };
};

/** Of two columns that may hold the codes the one that holds more of them is meant; the other is the dealer's own number. */
const withOneCode = (columns: StockColumn[], rows: readonly SheetRow[]): StockColumn[] => {
  const codes = columns.filter(({ heading }) => heading === 'modelCode');
  const share = ({ column }: StockColumn) => shareOf(valuesOf(rows, column), isCode);
  const best = codes.toSorted((one, other) => share(other) - share(one))[0];
  return columns.map((column) =>
    column.heading === 'modelCode' && column !== best ? { ...column, heading: 'ignored' } : column,
  );
};

const folded = (text: string): string => text.toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ');

const saysWhole = (lines: readonly string[]): boolean =>
  lines.map(folded).some((line) => WHOLE_STOCK_WORDS.some((words) => line.includes(words)));

const tableIn = ({ name, rows, hiddenRows, isHidden }: Sheet, named: NamedHeadings): StockTable | null => {
  const at = isHidden ? -1 : headingRow(rows, named);
  const headings = rows[at];
  if (!headings) return null;
  const below = rows.slice(at + 1);
  const title = rows.slice(0, at).flatMap(({ cells }) => cells.map(({ text }) => text));
  const columns = headings.cells.map(({ column, text }) => columnOf(column, text, below, named));
  return {
    ...{ sheet: name, title, rows: below, hidden: hiddenRows.length },
    columns: withOneCode(columns, below),
    isWhole: saysWhole([...title, ...(name === null ? [] : [name])]),
  };
};

const has = ({ columns }: StockTable, ...headings: StockHeading[]): boolean =>
  columns.some(({ heading }) => heading !== null && headings.includes(heading));

/** Columns that no supplier's list has; prices and notes every list may have. */
const OWN: readonly StockField[] = STOCK_FIELDS.filter((field) => field !== 'price' && field !== 'note');

const count = ({ columns }: StockTable, wanted: StockHeading): number =>
  columns.filter(({ heading }) => heading === wanted).length;

/** A supplier's list says more of its machines than their names. */
const FEWEST_LISTED = 2;
const YEAR = /(?<!\d)20\d\d(?!\d)/;

const namesList = ({ title, sheet }: StockTable): boolean => {
  const lines = [...title, sheet ?? ''];
  return lines.some((line) => brandInTitle(line) !== null) && lines.some((line) => YEAR.test(line));
};

/** Prices under a heading that nobody knows. */
const AMOUNT = /^\D{0,4}\d{1,3}(?:[ .,'’]?\d{3})+(?!\d)/;

const holdsAmounts = ({ columns, rows }: StockTable): boolean =>
  columns.some(
    ({ column, heading }) =>
      heading === null && shareOf(valuesOf(rows, column), (text) => AMOUNT.test(text)) >= MOST,
  );

type Kind = 'stock-sheet' | 'unsure' | 'no';

/** What a table is by its columns: a price list names machines and prices, a stock sheet what only the dealer knows. */
const kindOf = (table: StockTable): Kind => {
  if (!has(table, 'modelCode', 'vin')) return 'no';
  const isOwn = has(table, ...OWN);
  const [hasPrice, hasModel, listed] = [has(table, 'price'), has(table, 'model'), count(table, 'listed')];
  if (listed >= FEWEST_LISTED) return isOwn && !hasPrice && !holdsAmounts(table) ? 'unsure' : 'no';
  if (hasPrice && (hasModel || !isOwn)) return namesList(table) || (hasModel && !isOwn) ? 'no' : 'unsure';
  return isOwn || has(table, 'note') ? 'stock-sheet' : 'no';
};

/** The tables of a workbook that may be of a stock sheet. */
export const stockTables = (sheets: readonly Sheet[], named: NamedHeadings = {}): StockTable[] =>
  sheets.flatMap((sheet) => tableIn(sheet, named) ?? []).filter((table) => table.rows.length > 0);

/** Tabs that hold model codes and no table that could be read, hidden ones among them; a text file has none. */
export const unreadTabs = (sheets: readonly Sheet[], tables: readonly StockTable[]): string[] => {
  const read = new Set(tables.map(({ sheet }) => sheet));
  const holdsCodes = ({ rows }: Sheet) => rows.some(({ cells }) => cells.some(({ text }) => isCode(text)));
  return sheets.flatMap((sheet) =>
    sheet.name !== null && !read.has(sheet.name) && holdsCodes(sheet) ? [sheet.name] : [],
  );
};

/** Whether a workbook is a stock sheet; `unsure` where it may as well be a supplier's list. */
export const stockKind = (sheets: readonly Sheet[]): { kind: Kind; headings: string[] } => {
  const tables = stockTables(sheets);
  const kinds = tables.map(kindOf);
  const headings = tables.flatMap(({ columns }) => columns.map(({ text }) => text));
  const told = (['no', 'unsure', 'stock-sheet'] as const).find((kind) => kinds.includes(kind));
  const isMixed = kinds.includes('stock-sheet') && kinds.includes('no');
  return { kind: isMixed ? 'unsure' : (told ?? 'no'), headings };
};
