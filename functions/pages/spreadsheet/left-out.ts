import type { Box } from '#contracts/box.ts';
import type { LeftOut } from '#contracts/extracted.ts';
import { modelCode } from '../model-code.ts';
import { addressAt, COLUMN_WIDTH, columnName, ROW_HEIGHT } from './address.ts';
import type { LeftOutText, Sheet, SheetRow } from './sheet.ts';

/** Four digits or more with a currency or without: other numbers of a list are rarely so long. */
const AMOUNT = /^[^\d]{0,6}(?:\d[\s.,'’]?){4,12}[^\d]{0,6}$/u;
/** Of many texts the first say enough. */
const MOST_NAMED = 10;

/** True for a code or an amount: what of a list somebody may miss. */
export const isTelling = (text: string): boolean => modelCode(text) !== null || AMOUNT.test(text);

/** A text that nobody sees, and the cell that it stands in. */
interface Place extends LeftOutText {
  column: number;
  row: number;
}

/** Codes and amounts in the cells of a sheet's rows that are no data, those of one column together. */
export const leftOutOf = (sheet: Sheet, rows: readonly SheetRow[], columns: readonly number[]): LeftOut[] =>
  grouped(
    sheet,
    columns,
    rows.flatMap(({ number, cells }) =>
      cells.flatMap(({ column, leftOut = [] }) => leftOut.map((text) => ({ ...text, column, row: number }))),
    ),
  );

/** Codes and amounts in columns that are not shown. */
export const hiddenCellsOf = (sheet: Sheet, columns: readonly number[]): LeftOut[] =>
  grouped(sheet, columns, unseenIn(sheet.hiddenCells));

/** Codes and amounts of a sheet that is not shown. */
export const hiddenSheet = (sheet: Sheet): LeftOut[] =>
  grouped(sheet, [], unseenIn([...sheet.rows, ...sheet.hiddenRows, ...sheet.hiddenCells]));

const unseenIn = (rows: readonly SheetRow[]): Place[] =>
  rows.flatMap(({ number, cells }) =>
    cells.map(({ column, text }) => ({ text, why: 'unseen' as const, column, row: number })),
  );

function grouped(sheet: Sheet, columns: readonly number[], places: readonly Place[]): LeftOut[] {
  const telling = places.filter(({ text }) => isTelling(text));
  const groups = Map.groupBy(telling, ({ column, why }) => `${column} ${why}`);
  return [...groups.values()].map((group) => together(sheet, columns, group));
}

function together({ name, position }: Sheet, columns: readonly number[], group: readonly Place[]): LeftOut {
  const [{ column, why }] = group as [Place];
  const rows = group.map(({ row }) => row);
  const [top, bottom] = [Math.min(...rows), Math.max(...rows)];
  const x0 = Math.max(0, columns.indexOf(column)) * COLUMN_WIDTH;
  const box: Box = [x0, (top - 1) * ROW_HEIGHT, x0 + COLUMN_WIDTH, bottom * ROW_HEIGHT];
  const first = addressAt([0, box[1], COLUMN_WIDTH, top * ROW_HEIGHT], name, [column]);
  const address = top === bottom ? first : `${first}:${columnName(column)}${bottom}`;
  return { page: position, box, address, text: named(group.map(({ text }) => text)), why };
}

/** The first of many texts, and how many more there are. */
export function named(texts: readonly string[]): string {
  const more = texts.length - MOST_NAMED;
  return texts.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
