import type { Rgb } from '#samples/data/machine.ts';
import { closeDocument, drawLine, openDocument, type Pen, type TextStyle, wrap } from './document.ts';
import { columnEdges, type Layout, type LayoutColumn, type ListFacts, tableWidth } from './layout.ts';
import { type PlacedPage, paginate } from './paginate.ts';
import type { PrintedRow } from './rows.ts';

/** A row with its cells broken into lines, in the order of the layout's columns. */
interface MeasuredRow {
  row: PrintedRow;
  section: string;
  cells: string[][];
  height: number;
}

export interface DrawnPriceList {
  bytes: Uint8Array;
  /** Each page's rows, from top to bottom. */
  pages: PrintedRow[][];
}

const WHITE: Rgb = [255, 255, 255];
const FOOT: Rgb = [110, 110, 110];

/** Draws a price list in a layout; says which rows came to stand on which page. */
export async function drawPriceList(
  rows: readonly PrintedRow[],
  facts: ListFacts,
  layout: Layout,
  compress: boolean,
): Promise<DrawnPriceList> {
  const title = `${facts.brand.name} ${facts.modelYear} ${facts.language.title}`;
  const pen = openDocument({ size: layout.size, title, compress });
  const measured = rows.map((row) => measureRow(pen, row, layout));
  const pages = paginate(measured, layout);
  for (const [index, page] of pages.entries()) drawPage(pen, page, index, facts, layout);
  return { bytes: await closeDocument(pen), pages: pages.map((page) => page.rows.map(({ row }) => row.row)) };
}

function measureRow(pen: Pen, row: PrintedRow, layout: Layout): MeasuredRow {
  const cells = layout.columns.map((column) => wrapCell(pen, row[column.column], column, layout));
  const lines = Math.max(...cells.map((cell) => cell.length));
  const height = Math.max(layout.minimumRowHeight, lines * layout.lineHeight + 2 * layout.padding);
  return { row, section: row.section, cells, height };
}

const wrapCell = (pen: Pen, text: string | null, column: LayoutColumn, layout: Layout): string[] =>
  text ? wrap(pen, text, column.width - 2 * layout.padding, cellStyle(column, layout)) : [];

const cellStyle = ({ bold, align }: LayoutColumn, layout: Layout): TextStyle => ({
  size: layout.fontSize,
  bold: bold ?? false,
  align: align ?? 'left',
});

function drawPage(
  pen: Pen,
  page: PlacedPage<MeasuredRow>,
  index: number,
  facts: ListFacts,
  layout: Layout,
): void {
  pen.addPage();
  layout.paintHead(pen, facts, index);
  for (const { label, y } of page.sections) layout.paintSection(pen, facts, label, y);
  for (const [row, { row: measured, y }] of page.rows.entries())
    drawRow(pen, measured, y, row, facts, layout);
  drawFoot(pen, facts, layout, index + 1);
}

function drawRow(
  pen: Pen,
  row: MeasuredRow,
  y: number,
  index: number,
  facts: ListFacts,
  layout: Layout,
): void {
  const area = { y, height: row.height, index, springOnly: row.row.springOnly };
  layout.paintRow(pen, facts, area);
  for (const [cell, column] of columnEdges(layout).entries()) {
    const white = column.column === 'modelCode' && layout.codeOnFill(area);
    const style = { ...cellStyle(column, layout), ...(white && { color: WHITE }) };
    drawCell(pen, row.cells[cell] ?? [], column, area, layout, style);
  }
}

function drawCell(
  pen: Pen,
  lines: string[],
  { x, width }: { x: number; width: number },
  area: { y: number; height: number },
  { padding, lineHeight }: Layout,
  style: TextStyle,
): void {
  const top = area.y + (area.height - lines.length * lineHeight) / 2 + 0.5;
  for (const [index, line] of lines.entries())
    drawLine(pen, line, x + padding, top + index * lineHeight, width - 2 * padding, style);
}

function drawFoot(pen: Pen, { language }: ListFacts, layout: Layout, pageNumber: number): void {
  const [, height] = layout.size;
  const width = tableWidth(layout);
  drawLine(pen, language.sample, layout.left, height - 30, width, { size: 6, color: FOOT });
  drawLine(pen, String(pageNumber), layout.left, height - 30, width, { size: 8, align: 'right' });
}
