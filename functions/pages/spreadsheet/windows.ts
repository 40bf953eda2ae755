import { brandInTitle } from '#reference/naming/machine.ts';
import { modelCode } from '../model-code.ts';
import type { Window } from './layout.ts';
import { hiddenSheet } from './left-out.ts';
import { PLAIN_LOOK, type Sheet, type SheetRow } from './sheet.ts';

/** A row with so many texts is one of a table. */
const TABLE_TEXTS = 3;
const YEAR = /(?<!\d)20\d\d(?!\d)/;

/**
 * The sheet with its tab's name as its first line, where that names the brand or the year and the title in the
 * sheet does not: many workbooks say "Lynx 2026" on the tab alone. A tab never contradicts what stands in the sheet.
 */
function withTabTitle(sheet: Sheet): Sheet {
  const { name, rows } = sheet;
  const [first] = rows;
  if (name === null || !first || !fillsGap(told([name]), told(titleTexts(rows)))) return sheet;
  const title = { column: first.cells[0]?.column ?? 0, text: name, look: PLAIN_LOOK };
  return { ...sheet, rows: [{ number: first.number - 1, cells: [title] }, ...rows] };
}

interface Told {
  brand: string | null;
  year: string | null;
}

function told(texts: readonly string[]): Told {
  return {
    brand: texts.map(brandInTitle).find((brand) => brand !== null) ?? null,
    year: texts.map((text) => YEAR.exec(text)?.[0]).find((year) => year !== undefined) ?? null,
  };
}

function titleTexts(rows: readonly SheetRow[]): string[] {
  const table = rows.findIndex(({ cells }) => cells.length >= TABLE_TEXTS);
  return rows.slice(0, Math.max(table, 0)).flatMap(({ cells }) => cells.map(({ text }) => text));
}

function fillsGap(tab: Told, title: Told): boolean {
  const keys = ['brand', 'year'] as const;
  const contradicts = keys.some((key) => tab[key] && title[key] && tab[key] !== title[key]);
  return !contradicts && keys.some((key) => tab[key] && !title[key]);
}

/** Rows read together: enough to tell what a column holds, few enough that memory stays flat. */
const ROWS = 30;
/** Where no two neighbouring rows have codes there is no table to cut in two. */
const MOST_ROWS = 500;

/** The sheets' rows in windows, cut only between two rows of a table: a title stays with its headings. */
export function windowsOf(sheets: readonly Sheet[]): Window[] {
  const shown = sheets.filter(({ isHidden }) => !isHidden).map(withTabTitle);
  const hidden = sheets.filter(({ isHidden }) => isHidden).flatMap(hiddenSheet);
  const windows = shown.flatMap(windowsOfSheet);
  return windows.map((window, index) => (index === 0 ? { ...window, elsewhere: hidden } : window));
}

function windowsOfSheet(sheet: Sheet): Window[] {
  const columns = columnsOf(sheet);
  const windows = cut(sheet.rows);
  if (windows.length === 0 && (sheet.hiddenRows.length > 0 || sheet.isPictured)) windows.push([]);
  return windows.map((rows, index) => ({ sheet, rows, columns, isFirst: index === 0, elsewhere: [] }));
}

function columnsOf({ rows, hiddenRows }: Sheet): number[] {
  const columns = new Set<number>();
  for (const { cells } of [...rows, ...hiddenRows])
    for (const { column, text } of cells) if (text !== '') columns.add(column);
  return [...columns].sort((one, other) => one - other);
}

function cut(rows: readonly SheetRow[]): SheetRow[][] {
  const windows: SheetRow[][] = [];
  for (const row of rows) {
    const window = windows.at(-1);
    if (window && !endsBefore(window, row)) window.push(row);
    else windows.push([row]);
  }
  return windows;
}

function endsBefore(window: readonly SheetRow[], next: SheetRow): boolean {
  if (window.length < ROWS) return false;
  return window.length >= MOST_ROWS || (holdsCode(window.at(-1)) && holdsCode(next));
}

const holdsCode = (row: SheetRow | undefined): boolean =>
  (row?.cells ?? []).filter(({ text }) => modelCode(text)).length > 0 && (row?.cells.length ?? 0) > 1;
