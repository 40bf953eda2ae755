import { tidy } from '../../text.ts';
import { type Allowance, tooLarge } from '../limits.ts';
import type { SheetCell, SheetRow } from '../sheet.ts';
import type { Archive } from './archive.ts';
import { cellText, type RawCell, type Wording } from './cell-text.ts';
import { LAST_ROW, MOST_COLUMNS, type Place, placeOf, type Range, rangeOf } from './references.ts';
import { stringReader } from './shared-strings.ts';
import { type CellStyle, PLAIN_STYLE } from './styles.ts';
import { type Attributes, isTrue, readXml, type XmlHandlers } from './xml.ts';

/** What all sheets of a workbook share. */
export interface Workbook extends Wording {
  styles: readonly CellStyle[];
  allowance: Allowance;
}

/** A sheet as its part holds it: merged cells and what is hidden still to be resolved. */
export interface RawSheet {
  /** Rows with text by their numbers, in the part's order. */
  rows: Map<number, SheetRow>;
  merges: Range[];
  hiddenRows: Set<number>;
  hiddenColumns: Set<number>;
  /** Columns of which the part has told whether they are hidden: those left of this one. */
  columnsTold: number;
}

/** One for each row of the longest list. */
const MOST_MERGES = 50_000;

/** Reads a worksheet's part as a stream; cells without text leave nothing. Throws `UnreadableDocument` where it is too large or damaged. */
export async function readWorksheet(archive: Archive, part: string, workbook: Workbook): Promise<RawSheet> {
  const sheet: RawSheet = {
    ...{ rows: new Map(), merges: [] },
    ...{ hiddenRows: new Set(), hiddenColumns: new Set(), columnsTold: 0 },
  };
  await readXml(archive, part, sheetReader(sheet, workbook));
  return sheet;
}

interface OpenCell extends RawCell {
  place: Place;
  style: CellStyle;
}

function sheetReader(sheet: RawSheet, workbook: Workbook): XmlHandlers {
  const here: Place = { column: -1, row: 0 };
  let cell: OpenCell | null = null;
  let within = '';
  const inline = stringReader((text) => {
    if (cell) cell.inline = text;
  });
  return {
    open: (element, attributes) => {
      if (element === 'c') cell = openCell(attributes, here, workbook.styles);
      else if (cell && element === 'f') cell.formula = '';
      else SHEET_PARTS[element]?.(sheet, attributes, here);
      within = element;
      inline.open(element, attributes);
    },
    text: (text) => {
      if (cell && within === 'v') cell.value += text;
      else if (cell && within === 'f') cell.formula += text;
      else inline.text(text);
    },
    close: (element) => {
      within = '';
      inline.close(element);
      if (element !== 'c' || !cell) return;
      keep(sheet, cell, workbook);
      cell = null;
    },
  };
}

/** Cells and rows may leave out where they are: they then follow the one before. */
function openCell({ r = '', s, t = 'n' }: Attributes, here: Place, styles: readonly CellStyle[]): OpenCell {
  const place = placeOf(r) ?? { column: here.column + 1, row: here.row };
  here.column = place.column;
  return {
    place,
    style: styles[Number(s ?? 0)] ?? PLAIN_STYLE,
    type: t,
    value: '',
    formula: null,
    inline: '',
  };
}

type PartReader = (sheet: RawSheet, attributes: Attributes, here: Place) => void;

const SHEET_PARTS: Readonly<Record<string, PartReader>> = {
  row: ({ hiddenRows }, { r, hidden }, here) => {
    here.row = Number(r) || here.row + 1;
    here.column = -1;
    if (isTrue(hidden) && here.row <= LAST_ROW) hiddenRows.add(here.row);
  },
  col: (sheet, { min, max, hidden, width }) => {
    const end = Math.min(Number(max) || 0, MOST_COLUMNS);
    for (let column = Math.max(Number(min) - 1, sheet.columnsTold); column < end; column++)
      if (isTrue(hidden) || width === '0') sheet.hiddenColumns.add(column);
    sheet.columnsTold = Math.max(sheet.columnsTold, end);
  },
  mergeCell: ({ merges }, { ref = '' }) => {
    const range = rangeOf(ref);
    if (range && merges.push(range) > MOST_MERGES)
      throw tooLarge('The file has more merged cells than a list can have');
  },
};

function keep({ rows }: RawSheet, { place, style, ...raw }: OpenCell, workbook: Workbook): void {
  const text = tidy(cellText(raw, style.format, workbook));
  if (text === '') return;
  const shared = workbook.allowance.cell(text);
  if (place.column >= MOST_COLUMNS) throw tooLarge('A row of the file has more cells than any sheet');
  const row = rows.get(place.row) ?? addRow(rows, place.row, workbook.allowance);
  const cell: SheetCell = { column: place.column, text: shared, look: style.look };
  row.cells.push(cell);
}

function addRow(rows: Map<number, SheetRow>, number: number, allowance: Allowance): SheetRow {
  allowance.row();
  const row: SheetRow = { number, cells: [] };
  rows.set(number, row);
  return row;
}
