/** Tables of other shops' prices, told from lists and stock sheets by a column that names who asks them. */
import { MARKET_HEADINGS, type MarketHeading, TELLING_SOURCES } from '#reference/lexicon/market-headings.ts';
import type { Sheet, SheetRow } from './spreadsheet/sheet.ts';
import { headingsCalled, lettersOf } from './stock-table.ts';

export interface MarketTable {
  /** The tab's name; null for a text file. */
  sheet: string | null;
  columns: { column: number; text: string; heading: MarketHeading | null }[];
  rows: SheetRow[];
  /** Rows that a filter or a hand has hidden. */
  hidden: SheetRow[];
}

const headingOf = headingsCalled<MarketHeading>(MARKET_HEADINGS);

/** Titles and notes stand above the headings, never more. */
const ROWS_ABOVE = 30;

const isHeading = ({ cells }: SheetRow): boolean => {
  const headings = new Set(cells.map(({ text }) => headingOf(text)));
  return headings.has('price') && (headings.has('name') || headings.has('code'));
};

/** Of two columns of one heading the first one counts. */
const columnsOf = ({ cells }: SheetRow): MarketTable['columns'] => {
  const seen = new Set<MarketHeading | null>();
  return cells.map(({ column, text }) => {
    const heading = headingOf(text);
    const isFirst = !seen.has(heading);
    seen.add(heading);
    return { column, text, heading: isFirst ? heading : null };
  });
};

const tableIn = ({ name, rows, hiddenRows, isHidden }: Sheet): MarketTable[] => {
  const at = isHidden ? -1 : rows.slice(0, ROWS_ABOVE).findIndex(isHeading);
  const headings = rows[at];
  if (!headings) return [];
  const hidden = hiddenRows.filter(({ number }) => number > headings.number);
  return [{ sheet: name, columns: columnsOf(headings), rows: rows.slice(at + 1), hidden }];
};

/** The tables of a workbook that name machines and prices. */
export const marketTables = (sheets: readonly Sheet[]): MarketTable[] => sheets.flatMap(tableIn);

const TELLING: ReadonlySet<string> = new Set(TELLING_SOURCES.map(lettersOf));

/** Whether a file that was dropped among lists is a sheet of others' prices: it says whose, and when or where that was seen. */
export const isMarketSheet = (sheets: readonly Sheet[]): boolean =>
  marketTables(sheets).some(
    ({ columns }) =>
      columns.some(({ text }) => TELLING.has(lettersOf(text))) &&
      columns.some(({ heading }) => heading === 'day' || heading === 'link'),
  );
