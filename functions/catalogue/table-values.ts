import type { Box } from '#contracts/box.ts';
import { unionOf } from '#pages/box.ts';
import type { RowField } from '#reference/catalogue/row-labels.ts';
import { alternativesOf, joinLines } from '#reference/measures/printed-text.ts';
import type { ColumnText } from './engine-columns.ts';
import type { SpecTable, TableRow } from './table-row.ts';

/** A value of one cell, line by line, and the engine columns it holds for. */
export interface Cell {
  lines: string[];
  from: number;
  to: number;
  box: Box;
}

export const rowsOf = (table: SpecTable, field: RowField): TableRow[] =>
  table.rows.filter((row) => row.field === field);

/** A row's cells are asked for by every field that its values may be. */
const known = new WeakMap<TableRow, Cell[]>();

/** The row's cells from the left; lines that hold for the same columns are one cell. */
export function cellsOf(row: TableRow): readonly Cell[] {
  const cells = known.get(row) ?? cellsIn(row);
  known.set(row, cells);
  return cells;
}

function cellsIn(row: TableRow): Cell[] {
  const cells = new Map<string, ColumnText[]>();
  for (const text of row.cells) {
    const key = `${text.from}-${text.to}`;
    cells.set(key, [...(cells.get(key) ?? []), text]);
  }
  return [...cells.values()]
    .map((texts) => ({
      ...span(texts),
      box: unionOf(texts.map(({ box }) => box)),
      lines: unquoted(texts.map(({ text }) => text)),
    }))
    .toSorted((one, other) => one.from - other.from);
}

const span = ([first]: readonly ColumnText[]): { from: number; to: number } => ({
  from: first?.from ?? 0,
  to: first?.to ?? 0,
});

/** Some cells come with the quotation marks of the spreadsheet they were made in. */
function unquoted(lines: string[]): string[] {
  const whole = lines.join('\n');
  return /^"(?:.|\n)*"$/.test(whole) ? whole.slice(1, -1).split('\n') : lines;
}

/** The lines that hold for one engine. */
export function linesUnder(row: TableRow, column: number): string[] {
  return cellsOf(row)
    .filter(({ from, to }) => from <= column && column <= to)
    .flatMap(({ lines }) => lines);
}

/** What a field says of one engine, as one text; null where nothing is printed. */
export function textUnder(table: SpecTable, field: RowField, column: number): string | null {
  return joinLines(rowsOf(table, field).flatMap((row) => linesUnder(row, column))) || null;
}

/** Where the fields stand for one engine: the box around the cells; null where nothing is printed. */
export function boxUnder(table: SpecTable, fields: readonly RowField[], column: number): Box | null {
  const cells = fields.flatMap((field) => rowsOf(table, field)).flatMap(cellsOf);
  const own = cells.filter(({ from, to }) => from <= column && column <= to);
  return own.length > 0 ? unionOf(own.map(({ box }) => box)) : null;
}

/** What a row says, cell by cell, as one text. */
export const textOf = (row: TableRow): string => joinLines(cellsOf(row).flatMap(({ lines }) => lines));

/** The alternatives a row prints, each once. */
export const alternativesIn = (row: TableRow): string[] => [
  ...new Set(cellsOf(row).flatMap(({ lines }) => alternativesOf(lines))),
];
