import { brandInTitle } from '#reference/naming/machine.ts';
import { PLAIN_LOOK, type Sheet, type SheetRow } from './sheet.ts';

/** A row with so many texts is one of a table. */
const TABLE_TEXTS = 3;
const YEAR = /(?<!\d)20\d\d(?!\d)/;

/**
 * The sheet with its tab's name as its first line, where that names the brand or the year and the title in the
 * sheet does not: many workbooks say "Lynx 2026" on the tab alone. A tab never contradicts what stands in the sheet.
 */
export function withTabTitle(sheet: Sheet): Sheet {
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
