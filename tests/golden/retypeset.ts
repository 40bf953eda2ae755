import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { ADDED, isAdded } from './added-columns.ts';
import { drawHidden } from './hidden-text.ts';
import { drawLines, type Line, textWidth, wrapped } from './printer.ts';
import type { PrintedColumn, PrintedList, PrintedRow, Typesetting } from './typesetting.ts';

const LEADING = 1.2;
/** White above and below a line between rows, in ems: without it nobody could tell it from a cell's line. */
const AROUND_STRIP = 0.6;
const SHARES: Record<PrintedColumn, number> = {
  section: 8,
  modelCode: 6,
  model: 9,
  package: 11,
  engine: 10,
  trackLength: 9,
  trackProfile: 13,
  starter: 10,
  display: 12,
  springOptions: 13,
  color: 12,
  price: 12,
  extra: 6,
  quantity: 4,
  dealerPrice: 10,
  netPrice: 10,
  ean: 12,
  weight: 6,
  week: 5,
};
/** A list begins under another only where its title, its header and a row find room, points. */
const ROOM_FOR_LIST = 140;
const STRIPE = '#eeeeee';
const HEAD = '#dddddd';
const SPRING = '#ffc72c';
const RED = '#b00020';

interface Pen {
  document: PDFKit.PDFDocument;
  how: Typesetting;
  columns: { column: PrintedColumn; x: number; width: number }[];
  y: number;
  page: number;
  /** Lines of the page not yet drawn, where it is drawn column by column. */
  held: Line[];
}

/** Typesets lists one after another; gives the bytes of the PDF, and by code the page the code is printed on. */
export async function retypeset(lists: readonly PrintedList[], how: Typesetting) {
  const document = new PDFDocument({ autoFirstPage: false, margin: 0 });
  const done = buffer(document);
  const rows = lists.flatMap((list) => list.rows);
  const pen: Pen = { document, how, columns: placeColumns(document, how, rows), y: 0, page: 0, held: [] };
  const pages = new Map<string, number>();
  for (const list of lists) typesetList(pen, list, pages);
  drawHeld(pen);
  document.end();
  return { bytes: new Uint8Array(await done), pages };
}

/** Each column as wide as its longest word, and its share of the room that is left. */
function placeColumns(
  document: PDFKit.PDFDocument,
  how: Typesetting,
  rows: readonly PrintedRow[],
): Pen['columns'] {
  const least = how.columns.map((column) => longestWord(document, how, column, rows) + how.gutter);
  const room = how.size[0] - 2 * how.margin - least.reduce((sum, width) => sum + width, 0);
  const total = how.columns.reduce((sum, column) => sum + SHARES[column], 0);
  let x = how.margin;
  return how.columns.map((column, index) => {
    const width = (least[index] as number) + (room * SHARES[column]) / total;
    x += width;
    return { column, x: x - width, width };
  });
}

/** True where no word is wider than its column at this size of type. */
export function fitsItsPage(how: Typesetting, rows: readonly PrintedRow[]): boolean {
  const document = new PDFDocument({ autoFirstPage: false });
  const least = how.columns.map((column) => longestWord(document, how, column, rows) + how.gutter);
  return least.reduce((sum, width) => sum + width, 0) <= how.size[0] - 2 * how.margin;
}

function longestWord(
  document: PDFKit.PDFDocument,
  how: Typesetting,
  column: PrintedColumn,
  rows: readonly PrintedRow[],
): number {
  const texts = [how.headings[column] ?? '', ...rows.map((row, index) => textOf(row, column, index))];
  const words = new Set(texts.flatMap((text) => text.split(' ')));
  return Math.max(
    ...[...words].map((text) => textWidth(document, how.font, { text, bold: true, size: how.fontSize })),
  );
}

function typesetList(pen: Pen, { title, rows, goesOn }: PrintedList, pages: Map<string, number>): void {
  if (goesOn && pen.y < bottom(pen) - ROOM_FOR_LIST) pen.y += 20;
  else beginPage(pen);
  for (const [index, text] of title.entries()) {
    write(pen, [{ text, x: pen.how.margin, y: pen.y, bold: true, size: index === 0 ? 16 : 9 }]);
    pen.y += index === 0 ? 22 : 13;
  }
  header(pen);
  typesetRows(pen, rows, pages);
}

function typesetRows(pen: Pen, rows: readonly PrintedRow[], pages: Map<string, number>): void {
  for (const [index, row] of rows.entries()) {
    const before = rows[index - 1];
    if (row.section !== before?.section && row.section && !pen.how.columns.includes('section'))
      SECTIONS[pen.how.sections](pen, row.section);
    if (index > 0 && index % 10 === 0) between(pen);
    const isMerged = pen.how.models === 'once' && row.model === before?.model;
    pages.set(row.modelCode, typesetRow(pen, isMerged ? { ...row, model: null } : row, index));
  }
}

function between(pen: Pen): void {
  if (pen.how.headerOn === 'every-tenth-row') {
    if (pen.y + 6 * lineHeight(pen) > bottom(pen)) nextPage(pen);
    header(pen);
  }
  if (pen.how.note) strip(pen, pen.how.note, { x: pen.how.margin, bold: false, color: null });
}

function beginPage(pen: Pen): void {
  drawHeld(pen);
  const { document, how } = pen;
  const [width, height] = how.size;
  document.addPage({ size: how.turns % 2 === 0 ? [width, height] : [height, width], margin: 0 });
  if (how.viewerTurnsBack && how.turns)
    Object.assign(document.page.dictionary.data, { Rotate: how.turns * 90 });
  if (how.turns === 1) document.transform(0, -1, 1, 0, 0, width);
  if (how.turns === 2) document.transform(-1, 0, 0, -1, width, height);
  if (how.turns === 3) document.transform(0, 1, -1, 0, height, 0);
  pen.page += 1;
  pen.y = how.margin;
  pageFurniture(pen);
}

function pageFurniture({ document, how, page }: Pen): void {
  const [width, height] = how.size;
  const small = { bold: false, size: 6 };
  if (how.watermark) {
    document.save().rotate(-35, { origin: [width / 2, height / 2] });
    drawLines(document, how.font, [
      { text: how.watermark, x: width / 3, y: height / 2, bold: true, size: 70, color: '#e4e4e4' },
    ]);
    document.restore();
  }
  drawHidden(document, how.hidden, height / 2);
  if (how.footer)
    drawLines(document, how.font, [
      { ...small, text: how.footer.replace('%', String(page)), x: width / 2, y: height - 10 },
    ]);
}

function nextPage(pen: Pen): void {
  beginPage(pen);
  if (pen.how.headerOn !== 'first-page') header(pen);
}

const bottom = ({ how }: Pen): number => how.size[1] - Math.max(how.margin, how.footer ? 16 : 0);
const lineHeight = ({ how }: Pen): number => how.fontSize * LEADING;
const tableWidth = ({ how }: Pen): number => how.size[0] - 2 * how.margin;

function header(pen: Pen): void {
  const { how } = pen;
  const bold = how.headerLook !== 'plain';
  const texts = pen.columns.map(({ column, width }) => cell(pen, how.headings[column] ?? '', width, bold));
  const height = rowHeight(pen, texts);
  const isRed = how.headerLook === 'white-on-red';
  if (isRed || how.fills !== 'none') fill(pen, how.margin, tableWidth(pen), height, isRed ? RED : HEAD);
  rules(pen, height);
  const lines = linesOf(pen, texts, height, () => bold);
  write(pen, isRed ? lines.map((line) => ({ ...line, color: 'white' })) : lines);
  pen.y += height;
}

const SECTIONS: Record<Typesetting['sections'], (pen: Pen, text: string) => void> = {
  across: (pen, text) =>
    strip(pen, text, { x: pen.how.margin + pen.how.gutter / 2, bold: true, color: '#cccccc' }),
  'under-the-code': (pen, text) => {
    const code = pen.columns.find(({ column }) => column === 'modelCode');
    const x = (code?.x ?? pen.how.margin) + pen.how.gutter / 2;
    strip(pen, text, { x, bold: true, color: '#cccccc' });
  },
  sideways: ({ document, how, y }, text) => {
    document.save().rotate(-90, { origin: [how.margin - 9, y + 40] });
    drawLines(document, how.font, [{ text, x: how.margin - 9, y: y + 40, bold: true, size: 7 }]);
    document.restore();
  },
  none: () => {},
};

interface Strip {
  x: number;
  bold: boolean;
  color: string | null;
}

/** A line of its own between rows. */
function strip(pen: Pen, text: string, { x, bold, color }: Strip): void {
  const height = lineHeight(pen) + 2 * Math.max(pen.how.padding, AROUND_STRIP * pen.how.fontSize);
  if (pen.y + height * 3 > bottom(pen)) nextPage(pen);
  if (pen.how.fills !== 'none' && color) fill(pen, pen.how.margin, tableWidth(pen), height, color);
  write(pen, [{ text, x, y: pen.y + (height - lineHeight(pen)) / 2, bold, size: pen.how.fontSize }]);
  pen.y += height;
}

/** Gives the page the row's code is printed on. */
function typesetRow(pen: Pen, row: PrintedRow, index: number): number {
  const texts = pen.columns.map(({ column, width }) =>
    cell(pen, textOf(row, column, index), width, isBold(column)),
  );
  const height = rowHeight(pen, texts);
  const room = Math.floor((bottom(pen) - pen.y - 2 * pen.how.padding) / lineHeight(pen));
  const lines = Math.max(...texts.map(({ length }) => length));
  if (room >= lines) return rowPart(pen, row, texts, height, index);
  if (!pen.how.splitRows || room < 1) {
    nextPage(pen);
    return rowPart(pen, row, texts, height, index);
  }
  const head = texts.map((lines) => lines.slice(0, room));
  const page = rowPart(pen, row, head, rowHeight(pen, head), index);
  nextPage(pen);
  const tail = texts.map((lines) => lines.slice(room));
  rowPart(pen, { ...row, springOnly: false }, tail, rowHeight(pen, tail), index);
  return page;
}

function rowPart(pen: Pen, row: PrintedRow, texts: string[][], height: number, index: number): number {
  const { how } = pen;
  const ground = how.fills === 'every-row' ? ['#ffffff', STRIPE] : [null, STRIPE];
  const color = how.fills === 'none' ? null : ground[index % 2];
  if (color) fill(pen, how.margin, tableWidth(pen), height, color);
  rules(pen, height);
  markSpringOnly(pen, row, height);
  write(pen, linesOf(pen, texts, height, isBold));
  pen.y += height;
  return pen.page;
}

function markSpringOnly(pen: Pen, { springOnly }: PrintedRow, height: number): void {
  if (!springOnly) return;
  const { margin, fills, fontSize } = pen.how;
  const code = pen.columns.find(({ column }) => column === 'modelCode');
  const y = pen.y + (height - lineHeight(pen)) / 2;
  if (code && fills !== 'none') fill(pen, code.x, code.width, height, SPRING);
  else write(pen, [{ text: 'x', x: Math.max(1, margin - 14), y, bold: false, size: fontSize }]);
}

function textOf(row: PrintedRow, column: PrintedColumn, index: number): string {
  if (isAdded(column)) return ADDED[column](row, index);
  const both = column === 'trackLength' && !row.trackProfile ? row.trackLength : row[column];
  return both ?? '';
}

const isBold = (column: PrintedColumn): boolean => column === 'model' || column === 'price';

function rowHeight(pen: Pen, texts: string[][]): number {
  return Math.max(1, ...texts.map(({ length }) => length)) * lineHeight(pen) + 2 * pen.how.padding;
}

function cell({ document, how }: Pen, text: string, width: number, bold: boolean): string[] {
  const widthOf = (line: string) => textWidth(document, how.font, { text: line, bold, size: how.fontSize });
  return wrapped(text, width - how.gutter, widthOf);
}

function linesOf(
  pen: Pen,
  texts: string[][],
  height: number,
  bold: (column: PrintedColumn) => boolean,
): Line[] {
  const { document, how } = pen;
  const size = how.fontSize;
  return pen.columns.flatMap(({ column, x, width }, index) => {
    const lines = texts[index] ?? [];
    const look = { bold: bold(column), size };
    const room = height - 2 * how.padding - lines.length * lineHeight(pen);
    const top = pen.y + how.padding + room * ABOVE[how.alignCells];
    return lines.map((text, line) => ({
      ...look,
      text,
      x:
        x +
        how.gutter / 2 +
        (width - how.gutter - textWidth(document, how.font, { ...look, text })) * leftShare(pen, column),
      y: top + line * lineHeight(pen),
    }));
  });
}

/** How much of a cell's free height lies above its text. */
const ABOVE = { top: 0, middle: 0.5, bottom: 1 } as const;

function leftShare({ how }: Pen, column: PrintedColumn): number {
  if (how.alignText === 'centre') return 0.5;
  return column === 'price' ? 1 : 0;
}

function write(pen: Pen, lines: Line[]): void {
  const { document, how } = pen;
  if (how.drawn === 'column-by-column') pen.held.push(...lines);
  else drawLines(document, how.font, DRAWN[how.drawn](pen, lines));
}

const DRAWN: Record<
  Exclude<Typesetting['drawn'], 'column-by-column'>,
  (pen: Pen, lines: Line[]) => Line[]
> = {
  'row-by-row': (_, lines) => lines,
  'line-by-line': (_, lines) => lines.toSorted((one, other) => one.y - other.y || one.x - other.x),
  'word-by-word': (pen, lines) => lines.flatMap((line) => words(pen, line)),
};

function drawHeld(pen: Pen): void {
  const { document, how, held } = pen;
  const ordered = held.toSorted((one, other) => columnOf(pen, one) - columnOf(pen, other));
  drawLines(document, how.font, ordered);
  pen.held = [];
}

const columnOf = ({ columns }: Pen, line: Line): number => columns.findLastIndex(({ x }) => line.x >= x);

function words({ document, how }: Pen, line: Line): Line[] {
  const space = textWidth(document, how.font, { ...line, text: ' ' });
  let x = line.x;
  return line.text.split(' ').map((text) => {
    const word = { ...line, text, x };
    x += textWidth(document, how.font, word) + space;
    return word;
  });
}

function fill({ document, y }: Pen, x: number, width: number, height: number, color: string): void {
  document.rect(x, y, width, height).fill(color);
}

function rules({ document, how, columns, y }: Pen, height: number): void {
  if (how.rules === 'none') return;
  document.lineWidth(0.5).strokeColor('black');
  const right = how.size[0] - how.margin;
  for (const at of [y, y + height]) document.moveTo(how.margin, at).lineTo(right, at).stroke();
  if (how.rules === 'rows') return;
  for (const at of [...columns.map(({ x }) => x), right])
    document
      .moveTo(at, y)
      .lineTo(at, y + height)
      .stroke();
}
