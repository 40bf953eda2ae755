import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import type { CatalogueModel } from '#contracts/catalogue.ts';
import { type BookRow, type BookSection, sectionsOf, type Wording } from './book-rows.ts';

/** How a book sets its pages: every choice is one that some book makes. */
export interface BookLayout {
  size: readonly [width: number, height: number];
  font: 'Helvetica' | 'Times-Roman';
  fontSize: number;
  lines: 'between rows' | 'none' | 'grid';
  /** How values stand under the engines' names, and beside their labels. */
  across: 'centre' | 'left';
  down: 'top' | 'middle' | 'bottom';
  /** A value that all engines share is printed once in the middle, or once for each. */
  shared: 'once' | 'each';
  panels: 1 | 2;
  models: 'one a page' | 'two a page' | 'side by side' | 'over two pages';
  /** Sections in another order, rows of a section in another order. */
  order: 'as usual' | 'reversed';
  bullet: string;
  /** Quarter turns of the page. */
  turns: 0 | 1;
  padding: number;
}

export const PLAIN_LAYOUT: BookLayout = {
  size: [1000, 900],
  font: 'Helvetica',
  fontSize: 6.5,
  lines: 'between rows',
  across: 'centre',
  down: 'top',
  shared: 'once',
  panels: 2,
  models: 'one a page',
  order: 'as usual',
  bullet: '•',
  turns: 0,
  padding: 1.5,
};

const BOLD = { Helvetica: 'Helvetica-Bold', 'Times-Roman': 'Times-Bold' } as const;
const MARGIN = 34;
const LEADING = 1.25;

interface Pen {
  document: PDFKit.PDFDocument;
  layout: BookLayout;
}

/** Where one panel of a table stands. */
interface Frame {
  x: number;
  y: number;
  width: number;
}

/** Prints models as a spec book; gives its bytes. */
export async function printBook(
  { brand, modelYear, models }: { brand: string; modelYear: number; models: readonly CatalogueModel[] },
  layout: BookLayout,
  wording: Wording,
): Promise<Uint8Array> {
  const document = new PDFDocument({ autoFirstPage: false, margin: 0 });
  const done = buffer(document);
  const pen = { document, layout };
  addPage(pen);
  write(pen, `${brand} ${modelYear}`, MARGIN, 200, { size: 30, bold: true });
  for (let at = 0; at < models.length; at += modelsAPage(layout))
    printPage(pen, models.slice(at, at + modelsAPage(layout)), wording);
  document.end();
  return new Uint8Array(await done);
}

const modelsAPage = ({ models }: BookLayout): number =>
  models === 'two a page' || models === 'side by side' ? 2 : 1;

/** The page on which each model of a book so laid out begins. */
export const pageOf = (layout: BookLayout, at: number): number =>
  layout.models === 'over two pages' ? 2 + 2 * at : 2 + Math.floor(at / modelsAPage(layout));

function addPage({ document, layout: { size, turns } }: Pen): void {
  const [width, height] = size;
  document.addPage({ size: turns === 0 ? [width, height] : [height, width], margin: 0 });
  if (turns === 0) return;
  Object.assign(document.page.dictionary.data, { Rotate: 90 });
  document.transform(0, -1, 1, 0, 0, width);
}

function printPage(pen: Pen, models: readonly CatalogueModel[], wording: Wording): void {
  addPage(pen);
  const [width, height] = pen.layout.size;
  const isBeside = pen.layout.models === 'side by side';
  for (const [at, model] of models.entries()) {
    const half = (width - 2 * MARGIN) / 2;
    const frame = isBeside
      ? { x: MARGIN + at * (half + 8), y: MARGIN, width: half - 8 }
      : { x: MARGIN, y: MARGIN + (at * (height - MARGIN)) / 2, width: width - 2 * MARGIN };
    printModel(pen, model, frame, wording);
  }
}

function printModel(pen: Pen, model: CatalogueModel, frame: Frame, wording: Wording): void {
  const { layout } = pen;
  write(pen, model.model.toUpperCase(), frame.x, frame.y, { size: 18, bold: true });
  if (model.tagline) write(pen, model.tagline.slice(0, 60), frame.x, frame.y + 26, { size: 9 });
  write(pen, '// PACKAGE HIGHLIGHTS', frame.x, frame.y + 42, { size: 11 });
  for (const [at, entry] of model.highlights.slice(0, 3).entries())
    write(pen, `${layout.bullet} ${entry}`, frame.x, frame.y + 58 + 10 * at, { size: 7 });
  printTables(pen, model, { ...frame, y: frame.y + 100 }, wording);
}

function printTables(pen: Pen, model: CatalogueModel, frame: Frame, wording: Wording): void {
  const { panels, order, models } = pen.layout;
  const [engine, ...others] = sectionsOf(model, wording) as [BookSection, ...BookSection[]];
  const inOrder = [engine, ...(order === 'reversed' ? others.toReversed() : others)].map((section) => ({
    ...section,
    rows: order === 'reversed' ? section.rows.toReversed() : section.rows,
  }));
  const left = panels === 1 ? inOrder : inOrder.filter(({ rows }) => rows.some(isMeasured));
  const right = inOrder.filter((section) => !left.includes(section));
  const width = panels === 1 ? frame.width : frame.width * 0.55;
  if (models === 'over two pages') {
    printPanel(pen, model, inOrder.slice(0, 2), { ...frame, width });
    addPage(pen);
    printPanel(pen, model, inOrder.slice(2), { ...frame, y: MARGIN + 20, width });
    return;
  }
  printPanel(pen, model, left, { ...frame, width });
  printPanel(pen, model, right, { ...frame, x: frame.x + width + 12, width: frame.width - width - 12 });
}

const isMeasured = ({ field }: BookRow): boolean => /^(?:engine|dimensions|track)/.test(field);

function printPanel(pen: Pen, model: CatalogueModel, sections: readonly BookSection[], frame: Frame): void {
  let { y } = frame;
  for (const { title, rows } of sections) {
    if (rows.length === 0 && title !== 'COLOR') continue;
    const isEngine = title === 'ROTAX ENGINE';
    write(pen, title, frame.x, y, { size: 8, bold: true });
    if (isEngine) printNames(pen, model, { ...frame, y });
    y += 12;
    line(pen, frame, y);
    const printed = title === 'COLOR' ? [] : rows;
    const hasColumns = sections.some((section) => section.title === 'ROTAX ENGINE');
    for (const row of printed) y = printRow(pen, row, { ...frame, y }, hasColumns ? model.engines.length : 1);
    if (title === 'COLOR') y = printColours(pen, model, { ...frame, y });
    y += 10;
  }
}

function printColours(pen: Pen, { colours }: CatalogueModel, frame: Frame): number {
  let { y } = frame;
  for (const colour of colours) {
    write(pen, colour, frame.x, y + pen.layout.padding);
    y += lineHeight(pen) + 2 * pen.layout.padding;
    line(pen, frame, y);
  }
  return y;
}

const LABEL_SHARE = 0.34;
const lineHeight = ({ layout }: Pen): number => layout.fontSize * LEADING;

function columnOf(frame: Frame, count: number, from: number, to: number): { x: number; width: number } {
  const start = frame.x + frame.width * LABEL_SHARE;
  const each = (frame.width * (1 - LABEL_SHARE)) / count;
  return { x: start + from * each, width: (to - from + 1) * each };
}

function printNames(pen: Pen, { engines }: CatalogueModel, frame: Frame): void {
  for (const [at, { name }] of engines.entries()) {
    const column = columnOf(frame, engines.length, at, at);
    writeIn(pen, name.toUpperCase(), column, frame.y, { size: 5, bold: true });
  }
}

function printRow(pen: Pen, row: BookRow, frame: Frame, engineCount: number): number {
  const { padding, down } = pen.layout;
  const cells = cellsOf(pen, row, frame, engineCount);
  const label = wrap(pen, row.label, frame.width * LABEL_SHARE - 4);
  const lines = Math.max(label.length, ...cells.map((cell) => cell.lines.length));
  const offset = (own: number): number =>
    ({ top: 0, middle: (lines - own) / 2, bottom: lines - own })[down] * lineHeight(pen);
  const top = frame.y + padding;
  for (const [at, text] of label.entries())
    write(pen, text, frame.x, top + offset(label.length) + at * lineHeight(pen));
  for (const cell of cells)
    for (const [at, text] of cell.lines.entries())
      writeIn(pen, text, cell, top + offset(cell.lines.length) + at * lineHeight(pen));
  const bottom = top + lines * lineHeight(pen) + padding;
  line(pen, frame, bottom);
  if (pen.layout.lines === 'grid') for (const cell of cells) upright(pen, cell.x, frame.y, bottom);
  return bottom;
}

function cellsOf(pen: Pen, { values }: BookRow, frame: Frame, engineCount: number) {
  const isSame = values.every((lines) => lines.join() === values[0]?.join());
  const isOnce = values.length === 1 || (isSame && pen.layout.shared === 'once');
  const printed = isOnce ? [values[0] as string[]] : values;
  const count = isOnce ? 1 : Math.max(engineCount, values.length);
  return printed.map((lines, at) => {
    const column = columnOf(frame, count, at, at);
    return { ...column, lines: lines.flatMap((text) => wrap(pen, text, column.width - 6)) };
  });
}

function wrap({ document, layout }: Pen, text: string, width: number): string[] {
  document.font(layout.font, layout.fontSize);
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && document.widthOfString(longer) <= width) lines.splice(-1, 1, longer);
    else lines.push(word);
  }
  return lines;
}

interface Look {
  size?: number;
  bold?: boolean;
}

function write(
  { document, layout }: Pen,
  text: string,
  x: number,
  y: number,
  { size, bold }: Look = {},
): void {
  document.font(bold ? BOLD[layout.font] : layout.font, size ?? layout.fontSize);
  document.fillColor('black').text(text, x, y, { lineBreak: false });
}

function writeIn(
  pen: Pen,
  text: string,
  cell: { x: number; width: number },
  y: number,
  look: Look = {},
): void {
  const { document, layout } = pen;
  document.font(look.bold ? BOLD[layout.font] : layout.font, look.size ?? layout.fontSize);
  const spare = cell.width - document.widthOfString(text);
  write(pen, text, layout.across === 'centre' ? cell.x + spare / 2 : cell.x + 3, y, look);
}

function line({ document, layout }: Pen, { x, width }: Frame, y: number): void {
  if (layout.lines === 'none') return;
  document
    .lineWidth(0.4)
    .strokeColor('black')
    .moveTo(x, y)
    .lineTo(x + width, y)
    .stroke();
}

function upright({ document }: Pen, x: number, y0: number, y1: number): void {
  document.lineWidth(0.4).moveTo(x, y0).lineTo(x, y1).stroke();
}
