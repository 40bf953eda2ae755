import type { Column } from '#contracts/extracted.ts';
import type { Language } from '#samples/data/languages.ts';
import type { BrandData } from '#samples/data/machine.ts';
import type { Pen } from './document.ts';
import type { PageMetrics } from './paginate.ts';

export interface LayoutColumn {
  column: Exclude<Column, 'section'>;
  width: number;
  bold?: true;
  align?: 'right';
}

/** What a layout's painters need to know of the list. */
export interface ListFacts {
  brand: BrandData;
  modelYear: number;
  language: Language;
  /** ISO date. */
  printedDate: string;
}

/** A row's place on a page. */
export interface RowArea {
  y: number;
  height: number;
  /** Counted from 0 on each page. */
  index: number;
  springOnly: boolean;
}

/** A price list's look: measures and columns as data, and what to paint around the cells. */
export interface Layout extends PageMetrics {
  size: [width: number, height: number];
  left: number;
  fontSize: number;
  lineHeight: number;
  padding: number;
  minimumRowHeight: number;
  columns: readonly LayoutColumn[];
  paintHead(pen: Pen, facts: ListFacts, pageIndex: number): void;
  paintSection(pen: Pen, facts: ListFacts, label: string, y: number): void;
  paintRow(pen: Pen, facts: ListFacts, area: RowArea): void;
  /** Whether the code stands white on a fill. */
  codeOnFill(area: RowArea): boolean;
}

/** Width of a layout's table. */
export const tableWidth = ({ columns }: Pick<Layout, 'columns'>): number =>
  columns.reduce((sum, { width }) => sum + width, 0);

/** Every column with its left edge. */
export function columnEdges({
  columns,
  left,
}: Pick<Layout, 'columns' | 'left'>): (LayoutColumn & { x: number })[] {
  let x = left;
  return columns.map((column) => {
    x += column.width;
    return { ...column, x: x - column.width };
  });
}
