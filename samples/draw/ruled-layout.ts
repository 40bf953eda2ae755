import type { Rgb } from '#samples/data/machine.ts';
import { drawLine, drawRule, type Pen } from './document.ts';
import { type Layout, type ListFacts, type RowArea, tableWidth } from './layout.ts';
import { drawHeadings } from './table-head.ts';

const BLACK: Rgb = [0, 0, 0];
const HAIR: Rgb = [150, 150, 150];
const HEAD = { y: 92, height: 22, color: BLACK };
const SECTION_HEIGHT = 20;
const MARKER_INDENT = 12;

const table = {
  left: 40,
  fontSize: 7,
  lineHeight: 8.4,
  padding: 3,
  columns: [
    { column: 'model', width: 62, bold: true },
    { column: 'package', width: 80, bold: true },
    { column: 'modelCode', width: 46 },
    { column: 'engine', width: 78 },
    { column: 'starter', width: 68 },
    { column: 'trackLength', width: 66 },
    { column: 'trackProfile', width: 108 },
    { column: 'display', width: 76 },
    { column: 'color', width: 64 },
    { column: 'price', width: 58, bold: true, align: 'right' },
    { column: 'springOptions', width: 56 },
  ],
} as const satisfies Partial<Layout>;

const WIDTH = tableWidth(table);

/** Wide pages without any fill; headings on the first page only, `x` in the margin for spring-only. */
export const RULED: Layout = {
  ...table,
  size: [842, 595],
  minimumRowHeight: 21,
  firstTop: HEAD.y + HEAD.height + 2,
  nextTop: 50,
  bottom: 550,
  sectionHeight: SECTION_HEIGHT,
  repeatSection: false,
  paintHead,
  paintSection,
  paintRow,
  codeOnFill: () => false,
};

function paintHead(pen: Pen, facts: ListFacts, pageIndex: number): void {
  if (pageIndex > 0) paintRunningTitle(pen, facts);
  else paintFirstHead(pen, facts);
}

function paintFirstHead(pen: Pen, facts: ListFacts): void {
  paintTitle(pen, facts);
  drawRule(pen, table.left, HEAD.y, WIDTH, 1.2, BLACK);
  drawRule(pen, table.left, HEAD.y + HEAD.height, WIDTH, 1.2, BLACK);
  drawHeadings(pen, facts, table, HEAD);
}

function paintTitle(pen: Pen, { language, brand, modelYear, printedDate }: ListFacts): void {
  const subtitle = `${language.modelYear} ${modelYear} / ${language.market}`;
  drawLine(pen, `${brand.name} ${language.title}`, table.left, 28, WIDTH, { size: 18, bold: true });
  drawLine(pen, subtitle, table.left, 50, WIDTH, { size: 10, bold: true });
  drawLine(pen, printedDate, table.left, 64, WIDTH, { size: 8 });
  drawLine(pen, `x = ${language.springOnly}`, table.left, 76, WIDTH, { size: 7, align: 'right' });
}

function paintRunningTitle(pen: Pen, { brand, modelYear }: ListFacts): void {
  drawLine(pen, `${brand.name} ${modelYear}`, table.left, 28, WIDTH, { size: 9, bold: true });
  drawRule(pen, table.left, 46, WIDTH, 1.2, BLACK);
}

function paintSection(pen: Pen, _facts: ListFacts, label: string, y: number): void {
  drawLine(pen, label, table.left + table.padding, y + 7, WIDTH, { size: 9, bold: true });
  drawRule(pen, table.left, y + SECTION_HEIGHT, WIDTH, 0.8, BLACK);
}

function paintRow(pen: Pen, _facts: ListFacts, { y, height, springOnly }: RowArea): void {
  drawRule(pen, table.left, y + height, WIDTH, 0.4, HAIR);
  const middle = y + (height - table.lineHeight) / 2;
  if (springOnly) drawLine(pen, 'x', table.left - MARKER_INDENT, middle, MARKER_INDENT, { size: 7.5 });
}
