import writeExcelFile, { type Cell, type Sheet } from 'write-excel-file/node';
import type { CellValue, ExportTable } from './export-tables.ts';

/** Excel shows no more characters in a cell and calls the file damaged. */
const MOST_CHARACTERS = 32_767;

/** XML allows no other control characters than these. */
const UNPRINTABLE = /[[\p{Cc}\uFFFE\uFFFF]--[\t\n\r]]/gv;

/** A text is a text to the workbook whatever it begins with: only a cell of its own kind is a formula. */
const cell = (value: CellValue): Cell => {
  if (value === null || value === '') return null;
  if (typeof value === 'number') return { value, type: Number };
  return {
    value: value.toWellFormed().replace(UNPRINTABLE, '\uFFFD').slice(0, MOST_CHARACTERS),
    type: String,
  };
};

const WIDEST = 40;

const widthOf = ({ headings, rows }: ExportTable, column: number): number =>
  Math.min(
    WIDEST,
    Math.max(...[headings, ...rows.slice(0, 200)].map((row) => String(row[column] ?? '').length)) + 2,
  );

const sheetOf = (table: ExportTable): Sheet<Buffer> => ({
  sheet: table.name,
  stickyRowsCount: 1,
  columns: table.headings.map((_, column) => ({ width: widthOf(table, column) })),
  data: [
    table.headings.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
    ...table.rows.map((row) => row.map(cell)),
  ],
});

/** Tables as one workbook, a sheet each. */
export const workbookOf = (tables: readonly ExportTable[]): Promise<Buffer> =>
  writeExcelFile(tables.map(sheetOf)).toBuffer();
