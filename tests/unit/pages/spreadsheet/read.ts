import { expect } from 'vitest';
import { spreadsheetReader } from '#pages/spreadsheet/reader.ts';
import {
  type CellLook,
  type MoreStyles,
  type WrittenCell,
  type WrittenSheet,
  workbook,
} from '../../../fakes/workbook.ts';
import { readSheet } from '../../../golden/sheet-lists.ts';

/** Headings and, for `typed`, the cells under them. */
export const HEADINGS = ['Tuote-nro', 'Malli', 'Moottori', 'Väri', 'Hinta EUR'];

export const ROWS: readonly WrittenCell[][] = [
  ['SKI-DOO HINNASTO 2026'],
  HEADINGS,
  ['TAAA', 'Summit', '850 E-TEC', 'Black', 18750],
  ['TBBB', 'Summit', '850 E-TEC', 'White', 18850],
  ['TCCC', 'MXZ', '600R E-TEC', 'Red', 15000],
];

/** The rows with one cell written otherwise; places count from 0. */
export const typed = (row: number, column: number, cell: WrittenCell, rows = ROWS): WrittenCell[][] =>
  rows.map((cells, index) => (index === row ? cells.with(column, cell) : [...cells]));

/** What is read of a spreadsheet, by code. */
export async function read(bytes: Uint8Array) {
  const list = await readSheet(bytes);
  return {
    ...list,
    byCode: Object.fromEntries(list.products.map((product) => [product.modelCode, product])),
  };
}

/** Why the bytes are refused; fails the test where they are not. */
export const refusal = (bytes: Uint8Array): Promise<{ category: string; message: string }> =>
  spreadsheetReader.open(bytes).then(
    () => Promise.reject(new Error('it was read')),
    (error) => error,
  );

export const BLACK = 'rgb="FF000000"';
export const WHITE = 'rgb="FFFFFFFF"';

/** The list with the row of TBBB in a look of its own. */
export const inLook = (style: CellLook, changes: Partial<WrittenSheet> = {}, more: MoreStyles = {}) => {
  const rows = ROWS.map((row, index) =>
    index === 3 ? row.map((cell) => ({ value: cell as string | number, style })) : row,
  );
  return read(workbook([{ name: 'Hinnasto', rows, ...changes }], {}, more));
};

export type Answer = 'seen' | 'held' | 'unseen';

/** What became of a row: read as it is, read and doubted, or left out and told. */
export function answer({ byCode, leftOut, accounted }: Awaited<ReturnType<typeof read>>): Answer {
  const row = byCode.TBBB;
  if (!row) {
    expect(leftOut.map(({ text }) => text)).toContain('TBBB');
    return 'unseen';
  }
  const isWhole = row.model === 'Summit' && row.price?.amount === '18850.00';
  if (row.flags.length === 0 && accounted && isWhole) return 'seen';
  expect(row.flags.length > 0 || !accounted).toBe(true);
  return 'held';
}
