import type { Rgb } from '#samples/data/machine.ts';
import { closeDocument, drawLine, openDocument, type Pen, type TextStyle, wrap } from './document.ts';
import { columnEdges, type Layout, type LayoutColumn, type ListFacts, tableWidth } from './layout.ts';
import { type PlacedPage, paginate } from './paginate.ts';
import type { PrintedRow } from './rows.ts';

export interface DrawnPriceList {
  bytes: Uint8Array;
  /** Each page's rows, from top to bottom. */
  pages: PrintedRow[][];
}

/** A list being drawn. */
interface Sheet {
  pen: Pen;
  facts: ListFacts;
  layout: Layout;
}

/** A row with its cells broken into lines, in the order of the layout's columns. */
interface MeasuredRow {
  row: PrintedRow;
  section: string;
  cells: string[][];
  height: number;
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
  const sheet = { pen, facts, layout };
  const pages = paginate(
    rows.map((row) => measureRow(sheet, row)),
    layout,
  );
  for (const [index, page] of pages.entries()) drawPage(sheet, page, index);
  return { bytes: await closeDocument(pen), pages: pages.map((page) => page.rows.map(({ row }) => row.row)) };
}

function measureRow(sheet: Sheet, row: PrintedRow): MeasuredRow {
  const { columns, minimumRowHeight, lineHeight, padding } = sheet.layout;
  const cells = columns.map((column) => wrapCell(sheet, row[column.column], column));
  const lines = Math.max(...cells.map((cell) => cell.length));
  const height = Math.max(minimumRowHeight, lines * lineHeight + 2 * padding);
  return { row, section: row.section, cells, height };
}

const wrapCell = ({ pen, layout }: Sheet, text: string | null, column: LayoutColumn): string[] =>
  text ? wrap(pen, text, column.width - 2 * layout.padding, cellStyle(layout, column)) : [];

const cellStyle = ({ fontSize }: Layout, { bold, align }: LayoutColumn): TextStyle => ({
  size: fontSize,
  bold: bold ?? false,
  align: align ?? 'left',
});

function drawPage(sheet: Sheet, page: PlacedPage<MeasuredRow>, index: number): void {
  const { pen, facts, layout } = sheet;
  pen.addPage();
  layout.paintHead(pen, facts, index);
  for (const { label, y } of page.sections) layout.paintSection(pen, facts, label, y);
  for (const [row, placed] of page.rows.entries()) drawRow(sheet, placed, row);
  drawFoot(sheet, index + 1);
}

function drawRow(sheet: Sheet, { row: measured, y }: { row: MeasuredRow; y: number }, index: number): void {
  const { pen, facts, layout } = sheet;
  const area = { y, height: measured.height, index, springOnly: measured.row.springOnly };
  layout.paintRow(pen, facts, area);
  for (const [cell, column] of columnEdges(layout).entries()) {
    const isOnFill = column.column === 'modelCode' && layout.codeOnFill(area);
    const style = { ...cellStyle(layout, column), ...(isOnFill && { color: WHITE }) };
    drawCell(sheet, measured.cells[cell] ?? [], { ...area, ...column }, style);
  }
}

interface CellArea {
  x: number;
  y: number;
  width: number;
  height: number;
}

function drawCell({ pen, layout }: Sheet, lines: string[], area: CellArea, style: TextStyle): void {
  const { padding, lineHeight } = layout;
  const top = area.y + (area.height - lines.length * lineHeight) / 2 + 0.5;
  for (const [index, line] of lines.entries())
    drawLine(pen, line, area.x + padding, top + index * lineHeight, area.width - 2 * padding, style);
}

function drawFoot({ pen, facts, layout }: Sheet, pageNumber: number): void {
  const y = layout.size[1] - 30;
  const width = tableWidth(layout);
  drawLine(pen, facts.language.sample, layout.left, y, width, { size: 6, color: FOOT });
  drawLine(pen, String(pageNumber), layout.left, y, width, { size: 8, align: 'right' });
}
