import type { Box } from '#contracts/box.ts';

/** Width of a column and height of a row on the pages a sheet is laid out on, in points. */
export const COLUMN_WIDTH = 120;
export const ROW_HEIGHT = 24;

const LETTERS = 26;
const PLAIN_NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** The name of a column counted from 0: A, B, … Z, AA. */
export function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % LETTERS));
  return column < LETTERS ? last : columnName(Math.floor(column / LETTERS) - 1) + last;
}

/** The row a place on a sheet's page lies in, as a person sees it. */
export const rowAt = ([, y0, , y1]: Box): number => Math.floor((y0 + y1) / 2 / ROW_HEIGHT) + 1;

/** Where a place on a sheet's page lies, as a formula would name it: `C7`, `Sheet1!C7`, `'Lynx 2026'!C7`. */
export function addressAt(box: Box, sheetName: string | null, columns: readonly number[]): string {
  const cell = `${columnName(columns[Math.floor(box[0] / COLUMN_WIDTH)] ?? 0)}${rowAt(box)}`;
  return `${quotedSheet(sheetName)}${cell}`;
}

/** What a formula writes before a cell of a sheet: `Sheet1!`, `'Lynx 2026'!`; nothing where there is one sheet without a name. */
export const quotedSheet = (name: string | null): string => {
  if (name === null) return '';
  return `${PLAIN_NAME.test(name) ? name : `'${name.replaceAll("'", "''")}'`}!`;
};
