import type { Rgb } from '#samples/data/machine.ts';
import { drawLine, fillBox, type Pen } from './document.ts';
import { type Layout, type ListFacts, type RowArea, tableWidth } from './layout.ts';
import { drawHeadings } from './table-head.ts';

const WHITE: Rgb = [255, 255, 255];
const GREY: Rgb = [238, 240, 242];
const HEAD = { y: 84, height: 18, color: WHITE };
const SECTION_HEIGHT = 18;

const table = {
  left: 30,
  fontSize: 5.6,
  lineHeight: 6.8,
  padding: 2,
  columns: [
    { column: 'modelCode', width: 29 },
    { column: 'model', width: 44, bold: true },
    { column: 'package', width: 51, bold: true },
    { column: 'engine', width: 60 },
    { column: 'trackLength', width: 32 },
    { column: 'trackProfile', width: 82 },
    { column: 'starter', width: 46 },
    { column: 'display', width: 54 },
    { column: 'springOptions', width: 46 },
    { column: 'color', width: 44 },
    { column: 'price', width: 47, bold: true, align: 'right' },
  ],
} as const satisfies Partial<Layout>;

const WIDTH = tableWidth(table);
const RIGHT = table.left + WIDTH;

/** Upright pages; coloured bands for head and sections, striped rows, spring-only codes on a fill. */
export const BANDED: Layout = {
  ...table,
  size: [595, 842],
  minimumRowHeight: 19,
  firstTop: HEAD.y + HEAD.height + 3,
  nextTop: HEAD.y + HEAD.height + 3,
  bottom: 790,
  sectionHeight: SECTION_HEIGHT,
  repeatSection: true,
  paintHead,
  paintSection,
  paintRow,
  codeOnFill: ({ springOnly }) => springOnly,
};

function paintHead(pen: Pen, facts: ListFacts): void {
  paintTitle(pen, facts);
  paintLegend(pen, facts);
  fillBox(pen, table.left, HEAD.y, WIDTH, HEAD.height, facts.brand.accent);
  drawHeadings(pen, facts, table, HEAD);
}

function paintTitle(pen: Pen, { language, brand, modelYear, printedDate }: ListFacts): void {
  const subtitle = `${language.modelYear} ${modelYear} / ${language.market}`;
  drawLine(pen, language.title, table.left, 26, WIDTH, { size: 20, bold: true, characterSpacing: 1.5 });
  drawLine(pen, subtitle, table.left, 50, WIDTH, { size: 10, bold: true });
  drawLine(pen, printedDate, table.left, 64, WIDTH, { size: 7 });
  drawLine(pen, brand.name, table.left, 28, WIDTH, {
    size: 22,
    oblique: true,
    color: brand.accent,
    align: 'right',
  });
}

function paintLegend(pen: Pen, { language, brand }: ListFacts): void {
  fillBox(pen, RIGHT - 110, 64, 110, 10, brand.accent);
  drawLine(pen, language.springOnly, RIGHT - 110, 66, 110, {
    size: 6,
    bold: true,
    color: WHITE,
    align: 'center',
  });
}

function paintSection(pen: Pen, { brand }: ListFacts, label: string, y: number): void {
  fillBox(pen, table.left, y, WIDTH, SECTION_HEIGHT, brand.sectionBand);
  drawLine(pen, label, table.left + table.padding, y + 6, WIDTH, { size: 6, bold: true, color: WHITE });
}

function paintRow(pen: Pen, { brand }: ListFacts, { y, height, index, springOnly }: RowArea): void {
  fillBox(pen, table.left, y, WIDTH, height, index % 2 === 0 ? GREY : WHITE);
  if (springOnly) fillBox(pen, table.left, y, table.columns[0].width, height, brand.accent);
}
