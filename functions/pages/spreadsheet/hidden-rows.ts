import type { Box } from '#contracts/box.ts';
import { modelCode } from '../model-code.ts';
import type { HiddenRows } from '../page.ts';
import { addressAt, COLUMN_WIDTH, columnName, ROW_HEIGHT } from './address.ts';
import type { Sheet, SheetRow } from './sheet.ts';

/** A sheet's hidden rows of its table, neighbours together; `columns` are those that are drawn. */
export const hiddenRowsOf = (sheet: Sheet, columns: readonly number[]): HiddenRows[] =>
  neighbours(sheet.hiddenRows).map((rows) => hiddenRows(rows, sheet.name, columns));

function neighbours(rows: readonly SheetRow[]): SheetRow[][] {
  const groups: SheetRow[][] = [];
  for (const row of rows) {
    const last = groups.at(-1)?.at(-1);
    if (last && row.number === last.number + 1) groups.at(-1)?.push(row);
    else groups.push([row]);
  }
  return groups;
}

function hiddenRows(rows: readonly SheetRow[], name: string | null, columns: readonly number[]): HiddenRows {
  const numbers = rows.map(({ number }) => number);
  const [top, bottom] = [Math.min(...numbers) - 1, Math.max(...numbers)];
  const box: Box = [0, top * ROW_HEIGHT, columns.length * COLUMN_WIDTH, bottom * ROW_HEIGHT];
  const firstCell: Box = [0, box[1], COLUMN_WIDTH, box[1] + ROW_HEIGHT];
  return {
    box,
    address: `${addressAt(firstCell, name, columns)}:${columnName(columns.at(-1) ?? 0)}${bottom}`,
    codes: rows.flatMap(headsOf),
  };
}

/** The codes of a row; where none is one, what stands first in it. */
function headsOf({ cells }: SheetRow): string[] {
  const codes = cells.flatMap(({ text }) => modelCode(text)?.printed ?? []);
  return codes.length > 0 ? codes : cells.slice(0, 1).map(({ text }) => text);
}
