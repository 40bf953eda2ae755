import type { Rgb } from '#samples/data/machine.ts';
import { drawLine, drawRule, fillBox, type Pen, type TextStyle, wrap } from './document.ts';
import type { SpecBlock, SpecRow } from './spec-rows.ts';

/** Where a table stands; the labels take `labelWidth`, the cells share the rest. */
export interface TableArea {
  x: number;
  y: number;
  width: number;
  labelWidth: number;
}

const LINE_HEIGHT = 8.4;
const PADDING = 2.6;
const TITLE_HEIGHT = 13;
const BLOCK_GAP = 9;
const ROW: TextStyle = { size: 6.8 };
const CELL: TextStyle = { ...ROW, align: 'center' };
const TITLE: TextStyle = { size: 8.4, bold: true, characterSpacing: 1 };
const COLUMN_TITLE: TextStyle = { size: 8.4, bold: true, align: 'center' };
const HAIR: Rgb = [170, 170, 170];
const BLACK: Rgb = [0, 0, 0];

/** Draws blocks below each other; gives the y below the last one. */
export const drawBlocks = (pen: Pen, blocks: readonly SpecBlock[], area: TableArea): number =>
  blocks.reduce((y, block) => drawBlock(pen, block, { ...area, y }), area.y);

function drawBlock(pen: Pen, { title, columns, rows }: SpecBlock, area: TableArea): number {
  drawTitle(pen, title, area);
  drawCells(
    pen,
    columns.map((name) => [name]),
    { ...area, y: area.y - PADDING },
    COLUMN_TITLE,
  );
  const top = area.y + TITLE_HEIGHT;
  const bottom = rows.reduce(
    (y, row, index) => drawRow(pen, row, { ...area, y }, index === rows.length - 1),
    top,
  );
  return bottom + BLOCK_GAP;
}

function drawTitle(pen: Pen, title: string, { x, y, width }: TableArea): void {
  drawLine(pen, title, x, y, width, TITLE);
  drawRule(pen, x, y + TITLE_HEIGHT - 2, width, 0.9, BLACK);
}

function drawRow(pen: Pen, { labels, cells }: SpecRow, area: TableArea, isLast: boolean): number {
  const cellWidth = (area.width - area.labelWidth) / cells.length - 4;
  const wrapped = cells.map((lines) => lines.flatMap((line) => wrap(pen, line, cellWidth, ROW)));
  for (const [index, label] of labels.entries())
    drawLine(pen, label, area.x, area.y + PADDING + index * LINE_HEIGHT, area.labelWidth, ROW);
  drawCells(pen, wrapped, area, CELL);
  const lines = Math.max(labels.length, ...wrapped.map(({ length }) => length));
  const bottom = area.y + lines * LINE_HEIGHT + PADDING + 0.6;
  drawRule(pen, area.x, bottom, area.width, isLast ? 0.9 : 0.3, isLast ? BLACK : HAIR);
  return bottom;
}

function drawCells(pen: Pen, cells: readonly string[][], area: TableArea, style: TextStyle): void {
  const width = (area.width - area.labelWidth) / cells.length;
  for (const [column, lines] of cells.entries())
    for (const [index, line] of lines.entries()) {
      const x = area.x + area.labelWidth + column * width;
      drawLine(pen, line, x, area.y + PADDING + index * LINE_HEIGHT, width, style);
    }
}

/** The colours with a swatch each; gives the y below. */
export function drawColors(
  pen: Pen,
  colors: readonly { name: string; color: Rgb }[],
  area: TableArea,
): number {
  drawTitle(pen, 'COLOR', area);
  const top = area.y + TITLE_HEIGHT + 2;
  for (const [index, { name, color }] of colors.entries()) {
    drawLine(pen, name, area.x, top + index * 11, area.width, ROW);
    fillBox(pen, area.x + area.labelWidth, top + index * 11, 20, 7, color);
  }
  const bottom = top + colors.length * 11 + 3;
  drawRule(pen, area.x, bottom, area.width, 0.9, BLACK);
  return bottom + BLOCK_GAP;
}
