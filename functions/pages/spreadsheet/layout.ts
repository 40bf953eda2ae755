import type { Box } from '#contracts/box.ts';
import type { LeftOut } from '#contracts/extracted.ts';
import { withoutRaised } from '../marks.ts';
import { modelCode } from '../model-code.ts';
import type { Color, Doubt, Fill, HiddenRows, Page, PlacedImage, Rule, Word } from '../page.ts';
import { asSeen, withoutEntities } from '../printed-characters.ts';
import { tidy } from '../text.ts';
import { addressAt, COLUMN_WIDTH, columnName, ROW_HEIGHT, rowAt } from './address.ts';
import { hiddenCellsOf, leftOutOf } from './left-out.ts';
import { type Look, PLAIN_LOOK, type Sheet, type SheetCell, type SheetRow } from './sheet.ts';

/** A sheet's hidden rows of its table, neighbours together; `columns` are those that are drawn. */
const hiddenRowsOf = (sheet: Sheet, columns: readonly number[]): HiddenRows[] =>
  neighbours(sheet.hiddenRows).map((rows) => hiddenRows(rows, sheet.name, columns));

function neighbours(rows: readonly SheetRow[]): SheetRow[][] {
  const groups: SheetRow[][] = [];
  for (const row of rows) {
    const last = groups.at(-1)?.at(-1);
    if (last && row.number === last.number + 1) groups.at(-1)?.push(row);
    else groups.push([row]);
  }
  return groups;
}

function hiddenRows(rows: readonly SheetRow[], name: string | null, columns: readonly number[]): HiddenRows {
  const numbers = rows.map(({ number }) => number);
  const [top, bottom] = [Math.min(...numbers) - 1, Math.max(...numbers)];
  const box: Box = [0, top * ROW_HEIGHT, columns.length * COLUMN_WIDTH, bottom * ROW_HEIGHT];
  const firstCell: Box = [0, box[1], COLUMN_WIDTH, box[1] + ROW_HEIGHT];
  return {
    box,
    address: `${addressAt(firstCell, name, columns)}:${columnName(columns.at(-1) ?? 0)}${bottom}`,
    codes: rows.flatMap(headsOf),
  };
}

/** The codes of a row; where none is one, what stands first in it. */
function headsOf({ cells }: SheetRow): string[] {
  const codes = cells.flatMap(({ text }) => modelCode(text)?.printed ?? []);
  return codes.length > 0 ? codes : cells.slice(0, 1).map(({ text }) => text);
}

/** One size for all text: in a sheet, size is a matter of taste, and columns are told by the grid. */
const FONT_SIZE = 10;
const LETTER_WIDTH = 5;
/** White at both ends of a cell, in points: no text comes near the next column's. */
const PADDING = 10;
/** A text alone in its row is drawn over so many columns, as a spreadsheet draws it: it is no cell of the table. */
const ALONE_COLUMNS = 4;
const LINE_COLOR: Color = [200, 200, 200];

/** Stands for what is on a sheet of pictures alone, which nobody here draws. */
const PICTURE: PlacedImage = { box: [0, 0, COLUMN_WIDTH, ROW_HEIGHT], index: 0, widthPx: 0, heightPx: 0 };

/** Rows of a sheet that are read together. */
export interface Window {
  sheet: Sheet;
  rows: SheetRow[];
  /** Indices of the sheet's columns that hold text, in ascending order: only these are drawn. */
  columns: readonly number[];
  isFirst: boolean;
  /** What stands on sheets that have no window; all of it goes with the workbook's first. */
  elsewhere: readonly LeftOut[];
}

/**
 * Draws rows on a page as a spreadsheet program would: one line of text a cell, a rule around every cell.
 * All pages of a sheet share one plane, so that a box tells the cell; empty columns are left out of it.
 */
export function pageOf({ sheet, rows, columns, isFirst, elsewhere }: Window): Page {
  const places = new Map(columns.map((column, index) => [column, index]));
  const words = rows.flatMap((row) => wordsOf(row, places));
  const height = Math.max(0, ...rows.map(({ number }) => number)) * ROW_HEIGHT;
  const width = columns.length * COLUMN_WIDTH;
  return {
    number: sheet.position,
    width,
    height,
    words: words.map((word, order) => ({ ...word, order })),
    fills: rows.flatMap((row) => fillsOf(row, places)),
    rules: [...rowRules(rows, width), ...columnRules(columns.length, height)],
    images: rows.length === 0 && sheet.isPictured ? [PICTURE] : [],
    sheet: {
      isFirst,
      beside: isFirst ? besideCells(sheet, columns) : [],
      rowAt,
      addressAt: (box) => addressAt(box, sheet.name, columns),
      hiddenRows: isFirst ? hiddenRowsOf(sheet, columns) : [],
      leftOut: [
        ...elsewhere,
        ...(isFirst ? hiddenCellsOf(sheet, columns) : []),
        ...leftOutOf(sheet, rows, columns),
      ],
    },
  };
}

function wordsOf(row: SheetRow, places: ReadonlyMap<number, number>): Word[] {
  const look = prevailingLook(row);
  const cells = row.cells.map(withoutRaisedSigns).filter(({ text }) => text !== '');
  const [only] = cells;
  const isAlone = cells.length === 1 && only !== undefined && isWording(only.text);
  return cells.map((cell) => {
    const box = cellBox(row.number, places.get(cell.column) ?? 0);
    return word(cell, box, look, isAlone ? ALONE_COLUMNS * COLUMN_WIDTH : null);
  });
}

/** The tab's name and what stands on the sheet in no cell; what begins beside all columns is placed in the last. */
function besideCells({ name, beside = [] }: Sheet, columns: readonly number[]): Word[] {
  const tab = name === null ? [] : [{ text: name, column: 0, row: 1 }];
  return [...tab, ...beside].map(({ text, column, row }) => {
    const place = Math.max(
      0,
      columns.findLastIndex((drawn) => drawn <= column),
    );
    return word({ column, text: tidy(text), look: PLAIN_LOOK }, cellBox(row, place), PLAIN_LOOK, null);
  });
}

/** The cell as a person reads it, raised characters set aside as marks of what they stand at. */
function withoutRaisedSigns(cell: SheetCell): SheetCell {
  const { text, marks, isUnclear } = withoutRaised(asSeen(withoutEntities(cell.text)));
  if (marks.length === 0 && !isUnclear) return { ...cell, text };
  const doubts: Doubt[] = [...(cell.doubts ?? []), ...(isUnclear ? (['mark-unclear'] as const) : [])];
  return { ...cell, text: tidy(text), marks: [...(cell.marks ?? []), ...marks], doubts };
}

/** No code and no amount: those must stay in their column to be missed there. */
const isWording = (text: string): boolean => /\p{L}{2}/u.test(text) && modelCode(text) === null;

function word(cell: SheetCell, [x0, y0, , y1]: Box, look: Look, room: number | null): Word {
  const { text } = cell;
  const natural = Math.min(text.length * LETTER_WIDTH, COLUMN_WIDTH - 2 * PADDING);
  const length = room ?? natural;
  const from = x0 + PADDING;
  const middle = (y0 + y1) / 2;
  const drawn: Word = {
    text,
    starts: evenly(from, length, text.length),
    turns: 0,
    box: [from, middle - FONT_SIZE / 2, from + length, middle + FONT_SIZE / 2],
    order: 1,
    fontSize: FONT_SIZE,
    bold: look.bold,
    color: look.color,
    visible: true,
  };
  const { doubts = [], marks = [] } = cell;
  return {
    ...drawn,
    ...(doubts.length > 0 && { doubts }),
    ...(marks.length > 0 && { marks: marks.map((text) => ({ text, box: drawn.box })) }),
  };
}

/** Sheets have very many letters: a loop takes a tenth of what `Array.from` does. */
function evenly(from: number, length: number, count: number): number[] {
  const starts: number[] = [];
  for (let index = 0; index < count; index++) starts.push(from + (length * index) / count);
  return starts;
}

/** A row is headed, striped or set off as a whole: one red cell does not make it two. */
function prevailingLook({ cells }: SheetRow): Look {
  const seen = cells.filter(({ text }) => text !== '');
  const byLook = Map.groupBy(seen, ({ look: { bold, color } }) => `${bold} ${color}`);
  const [most] = [...byLook.values()].toSorted((one, other) => other.length - one.length);
  return most?.[0]?.look ?? PLAIN_LOOK;
}

function fillsOf({ number, cells }: SheetRow, places: ReadonlyMap<number, number>): Fill[] {
  return cells.flatMap(({ column, look: { ground } }) =>
    ground ? [{ box: cellBox(number, places.get(column) ?? 0), color: ground.color, order: 0 }] : [],
  );
}

function cellBox(number: number, place: number): Box {
  const [x0, y0] = [place * COLUMN_WIDTH, (number - 1) * ROW_HEIGHT];
  return [x0, y0, x0 + COLUMN_WIDTH, y0 + ROW_HEIGHT];
}

function rowRules(rows: readonly SheetRow[], width: number): Rule[] {
  const edges = new Set(rows.flatMap(({ number }) => [number - 1, number]));
  return [...edges].map((edge) => ({
    box: [0, edge * ROW_HEIGHT, width, edge * ROW_HEIGHT],
    color: LINE_COLOR,
    direction: 'horizontal',
  }));
}

function columnRules(columns: number, height: number): Rule[] {
  return Array.from({ length: columns + 1 }, (_, index) => ({
    box: [index * COLUMN_WIDTH, 0, index * COLUMN_WIDTH, height],
    color: LINE_COLOR,
    direction: 'vertical',
  }));
}
