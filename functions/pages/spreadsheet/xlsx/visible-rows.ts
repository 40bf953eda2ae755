import { modelCode } from '../../model-code.ts';
import { isTelling } from '../left-out.ts';
import { tooLarge } from '../limits.ts';
import type { Sheet, SheetCell, SheetRow } from '../sheet.ts';
import { rowsWithin } from './doubtful-cells.ts';
import type { Range } from './references.ts';
import type { RawSheet } from './worksheet.ts';

/** Merged blocks never overlap in a sound file: the rows they cover hold no more cells than this. */
const MOST_COVERED = 4_000_000;
/** A code that is merged over more rows than this is none. */
const MOST_ROWS_OF_CODE = 100;
/** Of more texts under one merged block the first say enough. */
const MOST_BURIED = 20;
/** Of a row of a list: code, name and price. */
const FEWEST_CELLS = 3;

/**
 * The rows a person sees, and the hidden ones that somebody may miss. A merged block's text stands in all its rows,
 * in the first column that is not hidden; rows that share one merged code are one row. Hidden columns, and what lies
 * under a merged block, are gone.
 */
export function sortedRows(sheet: RawSheet): Pick<Sheet, 'rows' | 'hiddenRows' | 'hiddenCells'> {
  const heads = rowsOfOneCode(sheet);
  const steps = { left: MOST_COVERED };
  for (const range of sheet.merges) merge(sheet, range, heads, steps);
  const rows = [...sheet.rows.values()].sort((one, other) => one.number - other.number);
  const all = joined(rows, heads);
  const whole = all.map((row) => ({ ...row, cells: visibleCells(row, sheet) }));
  const isHidden = ({ number }: SheetRow) => sheet.hiddenRows.has(number);
  const isTableRow = tableRowsLike(all);
  return {
    rows: whole.filter((row) => !isHidden(row) && row.cells.length > 0),
    hiddenRows: whole.filter((row) => isHidden(row) && isTableRow(row)),
    hiddenCells: all
      .filter((row) => !isHidden(row) || !isTableRow(row))
      .map((row) => ({
        ...row,
        cells: row.cells.filter(({ column }) => isHidden(row) || sheet.hiddenColumns.has(column)),
      }))
      .filter(({ cells }) => cells.length > 0),
  };
}

/**
 * A code alone may be a note; with other cells beside it, it is a row of a list. So is what stands under the codes,
 * mistyped, with an amount where other rows have theirs.
 */
function tableRowsLike(rows: readonly SheetRow[]): (row: SheetRow) => boolean {
  const coded = rows.filter(({ cells }) => cells.length >= FEWEST_CELLS && cells.some(isCode));
  const columnsOf = (isMeant: (cell: SheetCell) => boolean) =>
    new Set(coded.flatMap(({ cells }) => cells.filter(isMeant).map(({ column }) => column)));
  const [codes, amounts] = [columnsOf(isCode), columnsOf(isAmount)];
  return ({ cells }) =>
    cells.length >= FEWEST_CELLS &&
    (cells.some(isCode) ||
      (cells.some(({ column }) => codes.has(column)) &&
        cells.some((cell) => amounts.has(cell.column) && isAmount(cell))));
}

const isCode = ({ text }: SheetCell): boolean => modelCode(text) !== null;
const isAmount = (cell: SheetCell): boolean => !isCode(cell) && isTelling(cell.text);

/** For each row but the first that a merged code holds together: that first row. */
function rowsOfOneCode({ rows, merges }: RawSheet): Map<number, number> {
  const heads = new Map<number, number>();
  for (const { from, to } of merges) {
    const cell = rows.get(from.row)?.cells.find(({ column }) => column === from.column);
    if (!cell || !modelCode(cell.text)) continue;
    const last = Math.min(to.row, from.row + MOST_ROWS_OF_CODE);
    for (let row = from.row + 1; row <= last; row++) heads.set(row, from.row);
  }
  return heads;
}

function merge(sheet: RawSheet, range: Range, heads: Map<number, number>, steps: { left: number }): void {
  const { from, to } = range;
  const source = sheet.rows.get(from.row)?.cells.find(({ column }) => column === from.column);
  const column = firstVisible(range, sheet);
  for (const row of rowsWithin(sheet.rows, range)) {
    steps.left -= row.cells.length + 1;
    if (steps.left < 0) throw tooLarge('The file has more merged cells than a list can have');
    const inside = row.cells.filter((cell) => cell.column >= from.column && cell.column <= to.column);
    if (source) bury(inside, source);
    row.cells = row.cells.filter((cell) => !inside.includes(cell));
    const isRepeated = (heads.get(row.number) ?? row.number) !== from.row;
    if (source && (row.number === from.row || (isRepeated && !heads.has(row.number))))
      row.cells.push({ ...withoutLeftOut(source, row.number === from.row), column });
  }
}

/** What a cell leaves out is told where it stands, and not in every row that it is merged over. */
const withoutLeftOut = ({ leftOut, ...cell }: SheetCell, isOwnRow: boolean): SheetCell =>
  isOwnRow && leftOut ? { ...cell, leftOut } : cell;

/** What lies under a merged block nobody sees. */
function bury(covered: readonly SheetCell[], source: SheetCell): void {
  const texts = covered.filter((cell) => cell !== source && cell.text !== '').map(({ text }) => text);
  const told = source.leftOut ?? [];
  if (texts.length > 0 && told.length < MOST_BURIED)
    source.leftOut = [...told, ...texts.map((text) => ({ text, why: 'unseen' as const }))];
}

function firstVisible({ from, to }: Range, { hiddenColumns }: RawSheet): number {
  for (let column = from.column; column <= to.column; column++) if (!hiddenColumns.has(column)) return column;
  return from.column;
}

/** Texts of rows that one code holds together, each under its column. */
function joined(rows: readonly SheetRow[], heads: ReadonlyMap<number, number>): SheetRow[] {
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  for (const row of rows) {
    const head = byNumber.get(heads.get(row.number) ?? row.number);
    if (head && head !== row) for (const cell of row.cells) addText(head, cell);
  }
  return rows.filter(({ number }) => !heads.has(number));
}

function addText(row: SheetRow, cell: SheetCell): void {
  const above = row.cells.find(({ column }) => column === cell.column);
  if (above) above.text += ` ${cell.text}`;
  else row.cells.push(cell);
}

function visibleCells({ cells }: SheetRow, sheet: RawSheet): SheetCell[] {
  return cells
    .filter(({ column }) => !sheet.hiddenColumns.has(column))
    .sort((one, other) => one.column - other.column);
}
