const REFERENCE = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/;
/** What a worksheet of Excel can hold. */
export const MOST_COLUMNS = 16_384;
export const LAST_ROW = 1_048_576;
const LETTERS = 26;

/** A cell's place: columns count from 0, rows from 1. */
export interface Place {
  column: number;
  row: number;
}

/** A block of cells, its ends included. */
export interface Range {
  from: Place;
  to: Place;
}

/** The place "C7" names; null for what names none. */
export function placeOf(reference: string): Place | null {
  const [, letters = '', digits = ''] = REFERENCE.exec(reference) ?? [];
  const column = [...letters].reduce((sum, letter) => sum * LETTERS + letter.charCodeAt(0) - 64, 0) - 1;
  const row = Number(digits);
  return column >= 0 && column < MOST_COLUMNS && row > 0 && row <= LAST_ROW ? { column, row } : null;
}

/** The block "B2:C7" names; null for what names none. */
export function rangeOf(reference: string): Range | null {
  const [from, to] = reference.split(':').map(placeOf);
  return from && to ? { from, to } : null;
}
