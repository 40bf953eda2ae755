import type { Rule } from '#pages/page.ts';
import { BULLET } from './bullet-lists.ts';
import type { Segment } from './segments.ts';

/** One row between two rules of a specification table: label lines at its left edge, the rest are values. */
export interface Row {
  label: Segment[];
  values: Segment[];
}

/** A horizontal line right across a table, put together from the pieces that each cell draws. */
interface Line {
  x0: number;
  x1: number;
  y: number;
}

/** Points: how far pieces of one line may lie apart, and along it from each other. */
const SAME_LINE = 0.5;
const ALIGNED = 2;
/** Points: lines under an empty gutter are this much shorter than the others of their table. */
const GUTTER = 6;
/** Points: labels begin at one edge, which the cells' padding parts from the table's. */
const LABEL_INDENT = 4;
const MOST_PADDING = 12;
/** A section's title stands above its table's first line; two lines of it fit in this height, in points. */
export const TITLE_HEIGHT = 26;

/** The rows of each table with horizontal lines, from the top; tables side by side are panels of their own. */
export function ruledPanels(segments: readonly Segment[], rules: readonly Rule[]): Row[][] {
  return panelLines(rules).map((lines) => rowsBetween(lines, segments));
}

function panelLines(rules: readonly Rule[]): Line[][] {
  const panels: Line[][] = [];
  for (const line of linesAcross(rules)) {
    const panel = panels.find(([first]) => first && isSameWidth(first, line));
    if (panel) panel.push(line);
    else panels.push([line]);
  }
  return panels.filter(({ length }) => length > 1);
}

const isSameWidth = (one: Line, other: Line): boolean =>
  Math.abs(one.x0 - other.x0) < ALIGNED && Math.abs(one.x1 - other.x1) < GUTTER;

function linesAcross(rules: readonly Rule[]): Line[] {
  const lines: Line[] = [];
  for (const piece of horizontalPieces(rules)) {
    const line = lines.findLast(({ x1, y }) => Math.abs(piece.y - y) < SAME_LINE && piece.x0 - x1 < ALIGNED);
    if (line) line.x1 = Math.max(line.x1, piece.x1);
    else lines.push(piece);
  }
  return lines.toSorted((one, other) => one.y - other.y);
}

/** From the left, so that each piece finds the one it goes on from. */
function horizontalPieces(rules: readonly Rule[]): Line[] {
  return rules
    .filter(({ direction }) => direction === 'horizontal')
    .map(({ box: [x0, y0, x1, y1] }) => ({ x0, x1, y: (y0 + y1) / 2 }))
    .toSorted((one, other) => one.x0 - other.x0);
}

function rowsBetween(lines: readonly Line[], segments: readonly Segment[]): Row[] {
  const [first] = lines;
  if (!first) return [];
  const inside = segments.filter(
    ({ box }) =>
      middle(box[0], box[2]) > first.x0 && (middle(box[0], box[2]) < first.x1 || box[2] < first.x1 + GUTTER),
  );
  const isLabel = labelsFrom(first, inside);
  const between = lines.slice(1).map((line, at) => rowBetween(line, lines[at] as Line, inside, isLabel));
  const above = rowsAbove(first, tallest(lines), between, inside, isLabel);
  const rows = [...above, ...between, rowBelow(lines.at(-1), inside, isLabel)];
  return rows.filter(({ label, values }) => label.length + values.length > 0);
}

type IsLabel = (segment: Segment) => boolean;

function labelsFrom({ x0 }: Line, inside: readonly Segment[]): IsLabel {
  const edge = Math.min(...inside.map(({ box }) => box[0]).filter((x) => x >= x0));
  const from = edge - x0 < MOST_PADDING ? edge : x0;
  return ({ box }) => box[0] < from + LABEL_INDENT;
}

const tallest = (lines: readonly Line[]): number =>
  Math.max(...lines.slice(1).map(({ y }, at) => y - (lines[at]?.y ?? y)));

const heightOf = ({ box }: Segment): number => middle(box[1], box[3]);

const rowOf = (texts: readonly Segment[], isLabel: IsLabel): Row => ({
  label: texts.filter(isLabel),
  values: texts.filter((segment) => !isLabel(segment)),
});

const rowBetween = (line: Line, before: Line, inside: readonly Segment[], isLabel: IsLabel): Row =>
  rowOf(
    inside.filter((segment) => heightOf(segment) < line.y && heightOf(segment) > before.y),
    isLabel,
  );

/** Above the first line stands the table's title, or its first row, which no line parts from the title or the page. */
function rowsAbove(
  line: Line,
  height: number,
  between: readonly Row[],
  inside: readonly Segment[],
  isLabel: IsLabel,
): Row[] {
  const reach = (most: number) =>
    inside.filter((segment) => heightOf(segment) < line.y && heightOf(segment) > line.y - most);
  const usual = between.find(({ label, values }) => label.length > 0 && values.length > 0)?.label[0];
  const label = reach(Math.min(height, MOST_ROW_HEIGHT)).find(
    (segment) => isLabel(segment) && usual !== undefined && isSetAs(segment, usual),
  );
  const first = label ? reach(line.y - label.box[1] + SAME_LINE).filter(isNoBullet) : [];
  if (label && first.some((segment) => !isLabel(segment)) && first.filter(isLabel).length === 1)
    return [
      rowOf(
        titleOf(reach(line.y - label.box[1] + TITLE_HEIGHT).filter((one) => !first.includes(one))),
        isLabel,
      ),
      rowOf(first, isLabel),
    ];
  return [rowOf(titleOf(reach(TITLE_HEIGHT)), isLabel)];
}

/** Points: a first row that is taller is not told from the page's text above the table. */
const MOST_ROW_HEIGHT = 60;
const isSetAs = (one: Segment, other: Segment): boolean =>
  one.bold === other.bold && Math.abs(one.fontSize - other.fontSize) < 0.5;
const isNoBullet = ({ text }: Segment): boolean => !BULLET.test(text);

/** The last row of a table needs no line below it: a label like those above right under the last line, and a value. */
function rowBelow(line: Line | undefined, inside: readonly Segment[], isLabel: IsLabel): Row {
  const none = { label: [], values: [] };
  if (!line) return none;
  const above = inside.findLast((segment) => isLabel(segment) && heightOf(segment) < line.y);
  const band = inside.filter(({ box }) => box[1] > line.y - ALIGNED && box[1] < line.y + TITLE_HEIGHT);
  const label = band.find(isLabel);
  if (!label || label.bold !== above?.bold || label.fontSize > above.fontSize + 0.5) return none;
  const values = band.filter(({ box }) => box[0] > label.box[2]);
  const isBeside = values.some(({ box }) => box[1] < label.box[3] && box[3] > label.box[1]);
  return isBeside ? { label: [label], values } : none;
}

/** Above the first line stand the title, in its size, and what is set beside it; all else belongs to the page's lists. */
function titleOf(band: readonly Segment[]): Segment[] {
  const title = band.findLast(({ bold }) => bold);
  if (!title) return [];
  const y = middle(title.box[1], title.box[3]);
  const onLine = band.filter(
    ({ fontSize, bold, box }) =>
      (bold && Math.abs(fontSize - title.fontSize) < 0.5) ||
      ((bold || box[0] > title.box[2]) && Math.abs(middle(box[1], box[3]) - y) < fontSize / 2),
  );
  const cells = onLine.filter(({ bold, box }) => !bold && box[0] > title.box[2]);
  const isOfCell = (line: Segment): boolean => cells.some((cell) => cell !== line && isNextLine(cell, line));
  for (let next = band.find(isNew); next; next = band.find(isNew)) cells.push(next);
  return band.filter((line) => onLine.includes(line) || cells.includes(line));

  function isNew(line: Segment): boolean {
    return !onLine.includes(line) && !cells.includes(line) && !line.bold && isOfCell(line);
  }
}

/** In ems: lines of one cell follow each other closely, about one middle. */
const NEXT_LINE = 0.4;

const isNextLine = ({ box: one, fontSize }: Segment, { box: other }: Segment): boolean =>
  Math.max(other[1] - one[3], one[1] - other[3]) < NEXT_LINE * fontSize &&
  Math.abs(middle(one[0], one[2]) - middle(other[0], other[2])) < ALIGNED;

const middle = (from: number, to: number): number => (from + to) / 2;
