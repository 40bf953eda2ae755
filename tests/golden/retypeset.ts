import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import type { PrintedColumn, PrintedList, PrintedRow, Typesetting } from './typesetting.ts';

const MARGIN = 34;
const LEADING = 1.2;
const GAP = 4;
const BOLD = { Helvetica: 'Helvetica-Bold', 'Times-Roman': 'Times-Bold', Courier: 'Courier-Bold' } as const;
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
};
const STRIPE = '#eeeeee';
const HEAD = '#dddddd';
const SPRING = '#ffc72c';
const EXTRA = '12 kpl';

interface Pen {
  document: PDFKit.PDFDocument;
  how: Typesetting;
  columns: { column: PrintedColumn; x: number; width: number }[];
  y: number;
  page: number;
  /** Lines of the page not yet drawn, where it is drawn column by column. */
  held: Line[];
}

interface Line {
  text: string;
  x: number;
  y: number;
  bold: boolean;
  size?: number;
}

/** Typesets lists one after another; gives the bytes of the PDF, and by code the page the code is printed on. */
export async function retypeset(lists: readonly PrintedList[], how: Typesetting) {
  const document = new PDFDocument({ autoFirstPage: false, margin: 0 });
  const done = buffer(document);
  const pen: Pen = { document, how, columns: placeColumns(how), y: 0, page: 0, held: [] };
  const pages = new Map<string, number>();
  for (const list of lists) typesetList(pen, list, pages);
  drawHeld(pen);
  document.end();
  return { bytes: new Uint8Array(await done), pages };
}

function placeColumns({ columns, size }: Typesetting): Pen['columns'] {
  const total = columns.reduce((sum, column) => sum + SHARES[column], 0);
  let x = MARGIN;
  return columns.map((column) => {
    const width = ((size[0] - 2 * MARGIN) * SHARES[column]) / total;
    x += width;
    return { column, x: x - width, width };
  });
}

function typesetList(pen: Pen, { title, rows, goesOn }: PrintedList, pages: Map<string, number>): void {
  if (goesOn) pen.y += 20;
  else beginPage(pen);
  for (const [index, text] of title.entries()) {
    write(pen, [{ text, x: MARGIN, y: pen.y, bold: true }], index === 0 ? 16 : 9);
    pen.y += index === 0 ? 22 : 13;
  }
  header(pen);
  let section: string | null = null;
  for (const [index, row] of rows.entries()) {
    if (row.section !== section && row.section && !pen.how.columns.includes('section'))
      sectionLabel(pen, row.section);
    section = row.section;
    pages.set(row.modelCode, typesetRow(pen, row, index));
  }
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
  pen.y = MARGIN;
}

function nextPage(pen: Pen): void {
  beginPage(pen);
  if (pen.how.headerOn === 'every-page') header(pen);
}

const bottom = ({ how }: Pen): number => how.size[1] - MARGIN;
const lineHeight = ({ how }: Pen): number => how.fontSize * LEADING;

function header(pen: Pen): void {
  const texts = pen.columns.map(({ column, width }) =>
    wrapped(pen, pen.how.headings[column] ?? '', width, true),
  );
  const height = rowHeight(pen, texts);
  if (pen.how.fills !== 'none') fill(pen, MARGIN, pen.how.size[0] - 2 * MARGIN, height, HEAD);
  rules(pen, height);
  write(
    pen,
    linesOf(pen, texts, height, () => true),
  );
  pen.y += height;
}

function sectionLabel(pen: Pen, text: string): void {
  const height = lineHeight(pen) + 2 * pen.how.padding;
  if (pen.y + height * 2 > bottom(pen)) nextPage(pen);
  if (pen.how.fills !== 'none') fill(pen, MARGIN, pen.how.size[0] - 2 * MARGIN, height, '#cccccc');
  write(pen, [{ text, x: MARGIN + GAP / 2, y: pen.y + pen.how.padding, bold: true }]);
  pen.y += height;
}

/** Gives the page the row's code is printed on. */
function typesetRow(pen: Pen, row: PrintedRow, index: number): number {
  const texts = pen.columns.map(({ column, width }) =>
    wrapped(pen, textOf(row, column), width, isBold(column)),
  );
  const height = rowHeight(pen, texts);
  const room = Math.floor((bottom(pen) - pen.y - 2 * pen.how.padding) / lineHeight(pen));
  const lines = Math.max(...texts.map(({ length }) => length));
  if (room >= lines) return rowPart(pen, row, texts, height, index);
  if (!pen.how.splitRows || room < 1) {
    nextPage(pen);
    return rowPart(pen, row, texts, height, index);
  }
  const head = texts.map((cell) => cell.slice(0, room));
  const page = rowPart(pen, row, head, rowHeight(pen, head), index);
  nextPage(pen);
  const tail = texts.map((cell) => cell.slice(room));
  rowPart(pen, { ...row, springOnly: false }, tail, rowHeight(pen, tail), index);
  return page;
}

function rowPart(pen: Pen, row: PrintedRow, texts: string[][], height: number, index: number): number {
  const { how } = pen;
  const ground = how.fills === 'every-row' ? ['#ffffff', STRIPE] : [null, STRIPE];
  const color = how.fills === 'none' ? null : ground[index % 2];
  if (color) fill(pen, MARGIN, how.size[0] - 2 * MARGIN, height, color);
  rules(pen, height);
  markSpringOnly(pen, row, height);
  write(pen, linesOf(pen, texts, height, isBold));
  pen.y += height;
  return pen.page;
}

function markSpringOnly(pen: Pen, { springOnly }: PrintedRow, height: number): void {
  if (!springOnly) return;
  const code = pen.columns.find(({ column }) => column === 'modelCode');
  if (code && pen.how.fills !== 'none') fill(pen, code.x, code.width, height, SPRING);
  else write(pen, [{ text: 'x', x: MARGIN - 14, y: pen.y + (height - lineHeight(pen)) / 2, bold: false }]);
}

function textOf(row: PrintedRow, column: PrintedColumn): string {
  if (column === 'extra') return EXTRA;
  const both = column === 'trackLength' && !row.trackProfile ? row.trackLength : row[column];
  return both ?? '';
}

const isBold = (column: PrintedColumn): boolean => column === 'model' || column === 'price';

function rowHeight(pen: Pen, texts: string[][]): number {
  return Math.max(1, ...texts.map(({ length }) => length)) * lineHeight(pen) + 2 * pen.how.padding;
}

function wrapped({ document, how }: Pen, text: string, width: number, bold: boolean): string[] {
  document.font(bold ? BOLD[how.font] : how.font, how.fontSize);
  const lines: string[] = [];
  for (const word of text.split(' ').filter(Boolean)) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && document.widthOfString(longer) <= width - GAP) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function linesOf(
  pen: Pen,
  texts: string[][],
  height: number,
  bold: (column: PrintedColumn) => boolean,
): Line[] {
  return pen.columns.flatMap(({ column, x, width }, index) => {
    const cell = texts[index] ?? [];
    const room = height - 2 * pen.how.padding - cell.length * lineHeight(pen);
    const top = pen.y + pen.how.padding + room * ABOVE[pen.how.alignCells];
    return cell.map((text, line) => ({
      text,
      x: x + GAP / 2 + (width - GAP - textWidth(pen, text, bold(column))) * leftShare(pen, column),
      y: top + line * lineHeight(pen),
      bold: bold(column),
    }));
  });
}

/** How much of a cell's free height lies above its text. */
const ABOVE = { top: 0, middle: 0.5, bottom: 1 } as const;

function leftShare({ how }: Pen, column: PrintedColumn): number {
  if (how.alignText === 'centre') return 0.5;
  return column === 'price' ? 1 : 0;
}

function textWidth({ document, how }: Pen, text: string, bold: boolean): number {
  return document.font(bold ? BOLD[how.font] : how.font, how.fontSize).widthOfString(text);
}

function write(pen: Pen, lines: Line[], size = pen.how.fontSize): void {
  const { drawn } = pen.how;
  if (drawn === 'column-by-column') pen.held.push(...lines.map((line) => ({ ...line, size })));
  else if (drawn === 'line-by-line')
    draw(
      pen,
      lines.toSorted((one, other) => one.y - other.y || one.x - other.x),
      size,
    );
  else if (drawn === 'word-by-word')
    draw(
      pen,
      lines.flatMap((line) => words(pen, line)),
      size,
    );
  else draw(pen, lines, size);
}

function draw({ document, how }: Pen, lines: Line[], size: number): void {
  for (const { text, x, y, bold } of lines) {
    document
      .font(bold ? BOLD[how.font] : how.font, size)
      .fillColor('black')
      .text(text, x, y, { lineBreak: false });
  }
}

function drawHeld(pen: Pen): void {
  for (const line of pen.held.toSorted((one, other) => columnOf(pen, one) - columnOf(pen, other))) {
    draw(pen, [line], line.size ?? pen.how.fontSize);
  }
  pen.held = [];
}

const columnOf = ({ columns }: Pen, line: Line): number => columns.findLastIndex(({ x }) => line.x >= x);

function words(pen: Pen, line: Line): Line[] {
  const space = textWidth(pen, ' ', line.bold);
  let x = line.x;
  return line.text.split(' ').map((text) => {
    const word = { ...line, text, x };
    x += textWidth(pen, text, line.bold) + space;
    return word;
  });
}

function fill({ document, y }: Pen, x: number, width: number, height: number, color: string): void {
  document.rect(x, y, width, height).fill(color);
}

function rules({ document, how, columns, y }: Pen, height: number): void {
  if (how.rules === 'none') return;
  document.lineWidth(0.5).strokeColor('black');
  for (const at of [y, y + height])
    document
      .moveTo(MARGIN, at)
      .lineTo(how.size[0] - MARGIN, at)
      .stroke();
  if (how.rules === 'rows') return;
  for (const at of [...columns.map(({ x }) => x), how.size[0] - MARGIN])
    document
      .moveTo(at, y)
      .lineTo(at, y + height)
      .stroke();
}
