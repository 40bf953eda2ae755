import { UnreadableDocument } from '../../page.ts';
import { type Allowance, tooLarge } from '../limits.ts';
import type { SheetCell, SheetRow, TextBeside } from '../sheet.ts';
import type { Archive } from './archive.ts';
import { headerReader } from './beside-cells.ts';
import { type ConditionalFormat, conditionalReader } from './conditional-formats.ts';
import type { Value } from './formulas/syntax.ts';
import { type Formula, Formulas } from './formulas/work-out.ts';
import { numberText, printsDigits, printsWhite, textAs } from './number-text.ts';
import { LAST_ROW, MOST_COLUMNS, type Place, placeOf, type Range, rangeOf } from './references.ts';
import { type Seen, seenText } from './rich-text.ts';
import { type CellString, stringReader } from './shared-strings.ts';
import { type CellStyle, PLAIN_STYLE, type Styles } from './styles.ts';
import { type Attributes, isTrue, readXml, type XmlHandlers } from './xml.ts';

/** A cell as the sheet's part holds it. */
interface RawCell {
  /** Attribute `t`; a number where there is none. */
  type: string;
  /** Content of `v`; empty where nothing is cached. */
  value: string;
  /** Element `f`; null where the cell holds no formula. */
  formula: Formula | null;
  /** Content of `is`. */
  inline: CellString;
}

/** What the texts of cells depend on. */
interface Wording {
  strings: readonly CellString[];
  is1904: boolean;
}

/**
 * What a cell shows. A formula shows the value cached when the workbook was saved; one without such a value shows itself,
 * "=B2*1.24", until it is worked out, and is flagged for it like any text that begins so.
 */
function cellText(cell: RawCell, format: string, wording: Wording): CellString {
  return isUncached(cell) ? `=${cell.formula?.text}` : (TEXTS[cell.type] ?? asNumber)(cell, format, wording);
}

const isUncached = ({ formula, value, type }: RawCell): boolean =>
  formula !== null && value === '' && type !== 'str';

/** The number in a cell; undefined where another thing is. */
function numberIn({ type, value }: RawCell): number | undefined {
  const number = value.trim() === '' || type in TEXTS ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : undefined;
}

type CellReader = (cell: RawCell, format: string, wording: Wording) => CellString;

const asPrinted: CellReader = ({ value }) => value;

const asText: CellReader = ({ value }, format) => textAs(value, format);

const asNumber: CellReader = (cell, format, { is1904 }) => {
  const number = numberIn(cell);
  return number === undefined ? cell.value : numberText(number, format, is1904);
};

/** A cell may be of this type and empty; that its text is not there is damage. */
function sharedText({ value }: RawCell, format: string, { strings }: Wording): CellString {
  if (value.trim() === '') return '';
  const text = strings[Number(value)];
  if (text === undefined)
    throw new UnreadableDocument('unreadable', 'The file is damaged: the texts of its cells are missing');
  return formattedText(text, format);
}

const formattedText = (text: CellString, format: string): CellString =>
  typeof text === 'string' || textAs('x', format) === '' ? textAs(plainText(text), format) : text;

const plainText = (text: CellString): string =>
  typeof text === 'string' ? text : text.map((run) => run.text).join('');

/** By the cell's type: shared string, inline string, result of a formula, error (`#REF!`), yes or no, ISO date. */
const TEXTS: Readonly<Record<string, CellReader>> = {
  s: sharedText,
  inlineStr: ({ inline }, format) => formattedText(inline, format),
  str: asText,
  e: asPrinted,
  b: ({ value }) => (value === '1' ? 'TRUE' : 'FALSE'),
  d: ({ value }) => value.replace(/T.*/, ''),
};

/** What a cell holds whose format shows nothing of it. */
function hiddenText(cell: RawCell, wording: Wording): string {
  return plainText(cellText(cell, 'General', wording));
}

/** What all sheets of a workbook share. */
export interface Workbook extends Wording {
  styles: Styles;
  allowance: Allowance;
  /** True where the file says that its formulas are to be worked out when it is opened. */
  isUnreckoned: boolean;
}

/** A sheet as its part holds it: merged cells and what is hidden still to be resolved. */
export interface RawSheet {
  /** Rows with text by their numbers, in the part's order. */
  rows: Map<number, SheetRow>;
  merges: Range[];
  hiddenRows: Set<number>;
  hiddenColumns: Set<number>;
  /** Columns of which the part has told how wide they are: those left of this one. */
  columnsTold: number;
  conditionalFormats: ConditionalFormat[];
  /** Cells that hold formulas. */
  formulas: OpenCell[];
  /** What is printed above and below its pages. */
  printedAround: TextBeside[];
  /** Points, of rows whose height is told. */
  rowHeights: Map<number, number>;
  /** Letters, of columns whose width is told. */
  columnWidths: Map<number, number>;
  /** What rows and columns have that do not tell their own. */
  standard: { rowHeight: number; columnWidth: number };
}

/** One for each row of the longest list. */
const MOST_MERGES = 50_000;
/** Points, and letters: of what is lower or narrower nothing shows. */
const LOWEST_ROW = 2;
const NARROWEST_COLUMN = 0.3;

/** Reads a worksheet's part as a stream; cells without text leave nothing. Throws `UnreadableDocument` where it is too large or damaged. */
export async function readWorksheet(archive: Archive, part: string, workbook: Workbook): Promise<RawSheet> {
  const sheet: RawSheet = {
    ...{ rows: new Map(), merges: [], conditionalFormats: [], formulas: [], printedAround: [] },
    ...{ hiddenRows: new Set(), hiddenColumns: new Set(), columnsTold: 0 },
    ...{ rowHeights: new Map(), columnWidths: new Map(), standard: { rowHeight: 15, columnWidth: 8.43 } },
  };
  await readXml(archive, part, sheetReader(sheet, workbook));
  workOutFormulas(sheet, workbook);
  return sheet;
}

/** A cell of a formula shows what that gives now where the file leaves that to be worked out, and waits where that is another thing than it keeps. */
function workOutFormulas(sheet: RawSheet, workbook: Workbook): void {
  const coming = sheet.formulas.flatMap(({ place, formula }) => (formula ? [{ place, formula }] : []));
  const formulas = new Formulas(sheet.rows, coming, !workbook.isUnreckoned);
  const worths = coming.map((one) => formulas.worth(one));
  for (const [at, cell] of sheet.formulas.entries()) showWorth(sheet, cell, worths[at], workbook);
}

function showWorth(sheet: RawSheet, cell: OpenCell, worth: Value | undefined, workbook: Workbook): void {
  const isLeft = workbook.isUnreckoned || isUncached(cell);
  const kept = cellOf(cell, workbook);
  const now = worth === undefined ? undefined : cellOf(withWorth(cell, worth), workbook);
  const isSame = now ? now.text === kept.text : !isLeft;
  if (isSame) return;
  const shown = isLeft && now ? now : doubted(kept);
  replaceCell(sheet, cell.place, shown, workbook.allowance);
}

const doubted = (cell: SheetCell): SheetCell =>
  cell.text.startsWith('=') ? cell : { ...cell, doubts: [...(cell.doubts ?? []), 'stale'] };

/** The cell as it would be had its value been kept with it. */
function withWorth(cell: OpenCell, worth: Value): OpenCell {
  if (typeof worth === 'string') return { ...cell, type: 'str', value: worth };
  const type = typeof worth === 'boolean' ? 'b' : 'n';
  return { ...cell, type, value: String(Number(worth)) };
}

function replaceCell(sheet: RawSheet, place: Place, cell: SheetCell, allowance: Allowance): void {
  const cells = sheet.rows.get(place.row)?.cells ?? [];
  const at = cells.findIndex(({ column }) => column === place.column);
  if (at < 0) add(sheet, place, cell, allowance);
  else if (cell.text === '' && !cell.leftOut) cells.splice(at, 1);
  else cells[at] = { ...cell, text: allowance.cell(cell.text) };
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
  const conditional = conditionalReader((format) => void sheet.conditionalFormats.push(format));
  const header = headerReader((text) => void sheet.printedAround.push(text));
  return {
    open: (element, attributes) => {
      if (element === 'c') cell = openCell(attributes, here, workbook.styles.cells);
      else if (cell && element === 'f') cell.formula = formulaOf(attributes);
      else if (!cell) SHEET_PARTS[element]?.(sheet, attributes, here);
      within = element;
      inline.open(element, attributes);
      if (cell) return;
      conditional.open(element, attributes);
      header.open(element, attributes);
    },
    text: (text) => {
      if (cell && within === 'v') cell.value += text;
      else if (cell?.formula && within === 'f') cell.formula.text += text;
      else if (cell) inline.text(text);
      else {
        conditional.text(text);
        header.text(text);
      }
    },
    close: (element) => {
      within = '';
      inline.close(element);
      if (!cell) {
        conditional.close(element);
        header.close(element);
      }
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
  sheetFormatPr: ({ standard }, { defaultRowHeight, defaultColWidth, zeroHeight }) => {
    standard.rowHeight = isTrue(zeroHeight) ? 0 : Number(defaultRowHeight ?? standard.rowHeight);
    standard.columnWidth = Number(defaultColWidth ?? standard.columnWidth);
  },
  row: ({ hiddenRows, rowHeights, standard }, { r, hidden, ht }, here) => {
    here.row = Number(r) || here.row + 1;
    here.column = -1;
    if (here.row > LAST_ROW) return;
    if (ht !== undefined) rowHeights.set(here.row, Number(ht));
    if (isTrue(hidden) || Number(ht ?? standard.rowHeight) < LOWEST_ROW) hiddenRows.add(here.row);
  },
  col: (sheet, { min, max, hidden, width }) => {
    const end = Math.min(Number(max) || 0, MOST_COLUMNS);
    for (let column = Math.max(Number(min) - 1, sheet.columnsTold); column < end; column++) {
      if (width !== undefined) sheet.columnWidths.set(column, Number(width));
      if (isTrue(hidden) || Number(width) < NARROWEST_COLUMN) sheet.hiddenColumns.add(column);
    }
    sheet.columnsTold = Math.max(sheet.columnsTold, end);
  },
  mergeCell: ({ merges }, { ref = '' }) => {
    const range = rangeOf(ref);
    if (range && merges.push(range) > MOST_MERGES)
      throw tooLarge('The file has more merged cells than a list can have');
  },
};

const formulaOf = ({ t = '', si = '' }: Attributes): Formula => ({ text: '', kind: t, group: si });

function keep(sheet: RawSheet, open: OpenCell, workbook: Workbook): void {
  const cell = cellOf(open, workbook);
  if (open.formula) sheet.formulas.push(open);
  // A formula is kept even where its cell shows nothing.
  if (open.formula && cell.text === '') workbook.allowance.cell('');
  add(sheet, open.place, cell, workbook.allowance);
}

function add({ rows }: RawSheet, { row: number }: Place, cell: SheetCell, allowance: Allowance): void {
  if (cell.text === '' && !cell.leftOut) return;
  const text = allowance.cell(cell.text);
  if (cell.column >= MOST_COLUMNS) throw tooLarge('A row of the file has more cells than any sheet');
  const row = rows.get(number) ?? addRow(rows, number, allowance);
  row.cells.push({ ...cell, text });
}

function cellOf({ place, style, ...raw }: OpenCell, workbook: Workbook): SheetCell {
  const seen = seenOf(raw, style, workbook);
  const value = numberIn(raw);
  const cell: SheetCell = { ...seen, column: place.column, look: style.look };
  return value === undefined ? cell : { ...cell, value };
}

function seenOf(raw: RawCell, { look, format }: CellStyle, workbook: Workbook): Seen {
  const content = cellText(raw, format, workbook);
  const hidden = content === '' ? hiddenText(raw, workbook).trim() : '';
  if (hidden !== '') return { text: '', leftOut: [{ text: hidden, why: 'unseen' }] };
  const seen = seenText(content, look, workbook.styles.palette);
  if (numberIn(raw) === undefined) return seen;
  const doubts = [
    ...(seen.doubts ?? []),
    ...(printsDigits(format) ? (['mark-unclear'] as const) : []),
    ...(printsWhite(format) ? (['faint'] as const) : []),
  ];
  return doubts.length === 0 ? seen : { ...seen, doubts };
}

function addRow(rows: Map<number, SheetRow>, number: number, allowance: Allowance): SheetRow {
  allowance.row();
  const row: SheetRow = { number, cells: [] };
  rows.set(number, row);
  return row;
}
