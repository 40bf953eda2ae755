/** Rows of stock sheets: of what machine each speaks, and what it says. */
import type { Place, Reason } from '#contracts/reason.ts';
import { STOCK_FIELDS, type StockField, type StockSubject, type StockValues } from '#contracts/stock.ts';
import { reason } from '#messages/reason.ts';
import { modelCode } from '#pages/model-code.ts';
import { columnName, quotedSheet } from '#pages/spreadsheet/address.ts';
import type { SheetCell, SheetRow } from '#pages/spreadsheet/sheet.ts';
import type { StockColumn, StockTable } from '#pages/stock-table.ts';
import { pieceOf } from '#shared/stock.ts';
import { moneyUnder, readValue } from './values.ts';

/** Where a cell of a table stands. */
export interface CellPlace {
  /** As its program calls it: "Sheet1!C7". */
  address: string;
  place: Place;
}

/** What one row says: null where a cell takes a value back. */
export interface SaidRow {
  subject: StockSubject;
  /** The VIN tells it, or a column of pieces. */
  isTold: boolean;
  /** The cell that would tell the piece is filled, and cannot be read. */
  isUnclear: boolean;
  vin: string | null;
  color: string;
  location: string;
  row: CellPlace;
  values: Map<StockField, { value: StockValues[StockField] | null; cell: CellPlace }>;
}

/** Rows as far as they can be read, and what cannot be. */
export interface ReadRows {
  rows: SaidRow[];
  /** How many rows there are that mean a machine, read or not. */
  meant: number;
  problems: Reason[];
}

const placeOf = ({ sheet }: StockTable, row: SheetRow, column: number): CellPlace => {
  const address = `${quotedSheet(sheet)}${columnName(column)}${row.number}`;
  return { address, place: { page: 1, row: row.number, box: null, address } };
};

const cellAt = (row: SheetRow, column: StockColumn | undefined): SheetCell | undefined =>
  column && row.cells.find((cell) => cell.column === column.column);

const columnFor = ({ columns }: StockTable, heading: StockColumn['heading']) =>
  columns.find((column) => column.heading === heading);

/** Struck through, hardly seen or behind a picture: whether it counts, a person has to say. */
const isDoubtful = (cell: SheetCell | undefined): boolean =>
  (cell?.doubts?.length ?? 0) > 0 || (cell?.leftOut?.length ?? 0) > 0;

/** What takes a value back where others have one; of pieces it may mean none, which is asked. */
const TAKES_BACK = /^[-–—]$/;
const NEVER_BACK: ReadonlySet<StockField> = new Set<StockField>(['quantity', 'availability', 'vin']);

const isFilled = (cell: SheetCell | undefined): boolean =>
  isDoubtful(cell) || (cell !== undefined && cell.text !== '' && !TAKES_BACK.test(cell.text.trim()));

/** A program that opens the sheet again would work it out. */
const FORMULA = /^[=+\-@]/;
const TEXTS: ReadonlySet<StockField> = new Set<StockField>(['note', 'address', 'location']);

interface Given {
  table: StockTable;
  row: SheetRow;
  /** Codes that are spoken of by VIN alone. */
  codeOfVin(vin: string): string | null;
}

const readCell = (
  field: StockField,
  column: StockColumn,
  cell: SheetCell,
): { values: Partial<StockValues> | null } | { problem: Reason } => {
  const text = cell.text.trim();
  if (TAKES_BACK.test(text) && !NEVER_BACK.has(field)) return { values: null };
  if (TEXTS.has(field) && FORMULA.test(text)) return { problem: reason('stock-cell-formula', { text }) };
  return readValue(field, text, { currency: moneyUnder(column.text) });
};

const wordsOf = ({ table, row }: Given, problems: Reason[]): SaidRow['values'] => {
  const values: SaidRow['values'] = new Map();
  for (const column of table.columns) {
    const field = STOCK_FIELDS.find((known) => known === column.heading);
    const cell = cellAt(row, column);
    if (!field || !cell) continue;
    const at = placeOf(table, row, column.column);
    if (isDoubtful(cell)) problems.push(reason('stock-cell-doubtful', { text: cell.text }, at.place));
    else if (cell.text !== '') takeCell({ field, column, cell, at }, values, problems);
  }
  return values;
};

interface Taken {
  field: StockField;
  column: StockColumn;
  cell: SheetCell;
  at: CellPlace;
}

const takeCell = (
  { field, column, cell, at }: Taken,
  values: SaidRow['values'],
  problems: Reason[],
): void => {
  const read = readCell(field, column, cell);
  if ('problem' in read) problems.push({ ...read.problem, place: at.place });
  else if (read.values === null) values.set(field, { value: null, cell: at });
  else
    for (const [told, value] of Object.entries(read.values) as [StockField, StockValues[StockField]][])
      tell(told, value, at, values, problems);
};

/** Two cells of one row may speak of one thing: "2" and "sold". */
const tell = (
  field: StockField,
  value: StockValues[StockField],
  cell: CellPlace,
  values: SaidRow['values'],
  problems: Reason[],
): void => {
  const before = values.get(field);
  if (!before || JSON.stringify(before.value) === JSON.stringify(value)) {
    values.set(field, { value, cell });
    return;
  }
  values.delete(field);
  const addresses = [before.cell.address, cell.address];
  problems.push(reason('stock-contradiction', { field, addresses }, cell.place));
};

const SUM = /^(?:итого|всего|total|sum|yhteensä|summa)(?![\p{L}\p{N}])/iu;

/** A sum below the table, or a note: no machine is meant. */
const isAside = ({ cells }: SheetRow): boolean => {
  const texts = cells.map(({ text }) => text).filter((text) => text !== '');
  return !texts.some((text) => modelCode(text)) && (texts.length < 2 || SUM.test(texts[0] ?? ''));
};

/** None left, and there: a row that says both is asked about. */
const withoutContradiction = (values: SaidRow['values'], row: CellPlace, problems: Reason[]): void => {
  const [quantity, availability] = [values.get('quantity'), values.get('availability')];
  if (quantity?.value !== 0 || availability?.value !== 'in-stock') return;
  const addresses = [quantity.cell.address, availability.cell.address];
  problems.push(reason('stock-contradiction', { field: 'quantity', addresses }, row.place));
  values.delete('quantity');
  values.delete('availability');
};

const readRow = (given: Given, problems: Reason[]): SaidRow | null => {
  const { table, row } = given;
  const codes = columnFor(table, 'modelCode');
  const code = cellAt(row, codes);
  const at = placeOf(table, row, codes?.column ?? row.cells[0]?.column ?? 0);
  if (isDoubtful(code)) {
    problems.push(reason('stock-cell-doubtful', { text: code?.text ?? '' }, at.place));
    return null;
  }
  const own: Reason[] = [];
  const values = wordsOf(given, own);
  const vin = values.get('vin')?.value;
  const known = typeof vin === 'string' ? given.codeOfVin(vin) : null;
  const named = code?.text ? (modelCode(code.text)?.latin ?? code.text.trim()) : known;
  if (!named) {
    problems.push(reason('stock-row-nameless', { vin: String(vin ?? '') }, at.place));
    return null;
  }
  problems.push(...own);
  withoutContradiction(values, at, problems);
  const location = values.get('location')?.value;
  const told = cellAt(row, columnFor(table, 'piece'));
  const piece = told?.text ?? '';
  return {
    subject: { modelCode: named, piece: pieceOf(piece || (typeof vin === 'string' ? vin : '')) },
    isTold: piece !== '' || typeof vin === 'string',
    isUnclear:
      isDoubtful(told) || (typeof vin !== 'string' && isFilled(cellAt(row, columnFor(table, 'vin')))),
    vin: typeof vin === 'string' ? vin : null,
    color: cellAt(row, columnFor(table, 'color'))?.text ?? '',
    location: typeof location === 'string' ? location : '',
    row: at,
    values,
  };
};

/** The rows of a table, each as far as it can be read. */
export const readRows = (table: StockTable, codeOfVin: Given['codeOfVin']): ReadRows => {
  const problems: Reason[] = [];
  const meant = table.rows.filter((row) => !isAside(row));
  const rows = meant.flatMap((row) => readRow({ table, row, codeOfVin }, problems) ?? []);
  return { rows, meant: meant.length, problems };
};
