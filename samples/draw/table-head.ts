import type { Rgb } from '#samples/data/machine.ts';
import { drawLine, type Pen, type TextStyle, wrap } from './document.ts';
import { columnEdges, type Layout, type LayoutColumn, type ListFacts } from './layout.ts';

export interface HeadArea {
  y: number;
  height: number;
  color: Rgb;
}

type HeadLayout = Pick<Layout, 'columns' | 'left' | 'padding' | 'fontSize' | 'lineHeight'>;

/** The headings of all columns, each centred in the height of the head. */
export function drawHeadings(pen: Pen, facts: ListFacts, layout: HeadLayout, area: HeadArea): void {
  for (const column of columnEdges(layout)) drawHeading(pen, facts, layout, area, column);
}

function drawHeading(
  pen: Pen,
  { language }: ListFacts,
  layout: HeadLayout,
  area: HeadArea,
  { column, x, width, align }: LayoutColumn & { x: number },
): void {
  const style: TextStyle = { size: layout.fontSize, bold: true, color: area.color, align: align ?? 'left' };
  const inner = width - 2 * layout.padding;
  const lines = wrap(pen, language.headings[column] ?? '', inner, style);
  const top = area.y + (area.height - lines.length * layout.lineHeight) / 2;
  for (const [index, line] of lines.entries())
    drawLine(pen, line, x + layout.padding, top + index * layout.lineHeight, inner, style);
}
