import { centre } from '#pages/box.ts';
import { joinLines } from '#reference/measures/printed-text.ts';
import { unitsOfLabel } from '#reference/measures/quantities.ts';
import type { EngineColumn } from './engine-columns.ts';
import { engineNameSurety } from './engine-names.ts';
import type { Segment } from './segments.ts';
import type { PrintedRow } from './spec-table.ts';

/** A table whose rows are engines: what is told of them stands over its columns. */
export interface EngineRows {
  engines: EngineColumn[];
  rows: PrintedRow[];
  /** What of the page's text the table is made of. */
  used: ReadonlySet<Segment>;
}

/** Points: names of engines begin at one edge. */
const SAME_EDGE = 3;
/** In ems: cells of one row are at one height; headings stand so close over the first row, and their lines together. */
const SAME_LINE = 0.5;
const HEADINGS_ABOVE = 5;
const NEXT_LINE = 1;
const FEWEST_CELLS = 2;

const y = ({ box }: Segment): number => centre(box)[1];

/** Finds names of engines below each other, each with cells beside it, under a line of headings; null where there is none. */
export function engineRowsIn(segments: readonly Segment[]): EngineRows | null {
  const names = namesAtOneEdge(segments);
  const [first] = names;
  if (!first) return null;
  const cells = names.map((name, at) => cellsOf(name, names[at + 1], segments));
  cutBelow(names, cells);
  const headings = headingsOver(first, cells.flat(), segments);
  if (headings.length < FEWEST_CELLS) return null;
  return {
    engines: names.map(({ text, box }) => ({ name: text, box })),
    rows: headings.map((heading) => rowUnder(heading, headings, cells)),
    used: new Set([
      ...names,
      ...cells.flat(),
      ...segments.filter((one) =>
        headings.flat().some((line) => Math.abs(y(one) - y(line)) < SAME_LINE * one.fontSize),
      ),
    ]),
  };
}

function namesAtOneEdge(segments: readonly Segment[]): Segment[] {
  const named = segments.filter(
    (segment) =>
      engineNameSurety(segment.text) > 0 &&
      cellsBeside(segment, segments).filter(isValue).length >= FEWEST_CELLS,
  );
  const names = named.filter(({ box }) => Math.abs(box[0] - (named[0]?.box[0] ?? 0)) < SAME_EDGE);
  return names.some(({ text }) => engineNameSurety(text) === 2) ? names : [];
}

const isValue = ({ text }: Segment): boolean => /\d/.test(text) && engineNameSurety(text) === 0;

const cellsBeside = (name: Segment, segments: readonly Segment[]): Segment[] =>
  segments.filter(
    (one) => one.box[0] > name.box[2] && Math.abs(y(one) - y(name)) < SAME_LINE * name.fontSize,
  );

/** In ems: the lines of a cell stand closer together than rows do. */
const NEXT_OF_CELL = 0.5;

/** An engine's cells with all their lines, the last above the next engine. */
function cellsOf(name: Segment, next: Segment | undefined, segments: readonly Segment[]): Segment[] {
  const cells = cellsBeside(name, segments);
  const bottom = next ? y(next) - SAME_LINE * next.fontSize : Number.POSITIVE_INFINITY;
  for (const one of segments.toSorted((above, below) => above.box[1] - below.box[1])) {
    const isBelow = (cell: Segment): boolean =>
      y(one) > y(cell) && one.box[1] - cell.box[3] < NEXT_OF_CELL * cell.fontSize && isUnder(one, cell);
    if (!cells.includes(one) && y(one) < bottom && cells.some(isBelow)) cells.push(one);
  }
  return cells;
}

/**
 * Nothing ends the last engine's row: what stands below it is its own only where it is set like its cells, as close as
 * the lines of a cell and closer than the rows are to each other.
 */
function cutBelow(names: readonly Segment[], cells: Segment[][]): void {
  const rows = names.map((name, at) => [name, ...(cells[at] ?? [])]);
  const gaps = rows.slice(1).map((row, at) => topOf(row) - bottomOf(rows[at] ?? []));
  const [name, last] = [names.at(-1), cells.at(-1)];
  if (!name || !last) return;
  const beside = cellsBeside(name, last);
  const below = last.filter((one) => !beside.includes(one));
  const gap = topOf(below) - bottomOf(beside);
  const areLines = below.every((one) =>
    beside.some(({ fontSize, bold }) => one.fontSize === fontSize && one.bold === bold),
  );
  const isOwn = areLines && gap < CLOSE * name.fontSize && gap < Math.min(...gaps) - 1;
  if (!isOwn) cells.splice(-1, 1, beside);
}

/** In ems: lines of one cell, by their boxes. */
const CLOSE = 0.2;
const topOf = (row: readonly Segment[]): number => Math.min(...row.map(({ box }) => box[1]));
const bottomOf = (row: readonly Segment[]): number => Math.max(...row.map(({ box }) => box[3]));

/** The texts close above the first engine, each over cells; the lines of one stand close together. */
function headingsOver(first: Segment, cells: readonly Segment[], segments: readonly Segment[]): Segment[][] {
  const above = segments.filter(
    (one) =>
      one.box[3] <= first.box[1] + 1 &&
      first.box[1] - one.box[3] < HEADINGS_ABOVE * first.fontSize &&
      one.box[0] > first.box[2] &&
      cells.some((cell) => isUnder(cell, one)),
  );
  const headings: Segment[][] = [];
  for (const line of above.toReversed()) {
    const heading = headings.find(([upper]) => upper && isUnder(line, upper));
    const upper = heading?.[0];
    if (!heading) headings.push([line]);
    else if (upper && upper.box[1] - line.box[3] < NEXT_LINE * line.fontSize) heading.unshift(line);
  }
  return headings;
}

const isUnder = ({ box: cell }: Segment, { box: heading }: Segment): boolean =>
  Math.abs(cell[0] - heading[0]) < SAME_EDGE ||
  Math.abs(cell[2] - heading[2]) < SAME_EDGE ||
  Math.abs(centre(cell)[0] - centre(heading)[0]) < SAME_EDGE;

/** What stands under one heading, engine by engine. */
function rowUnder(
  heading: readonly Segment[],
  headings: readonly (readonly Segment[])[],
  cells: readonly (readonly Segment[])[],
): PrintedRow {
  const isOwn = (cell: Segment): boolean =>
    headings.find((lines) => lines.some((line) => isUnder(cell, line))) === heading;
  const own = cells.map((row) => row.filter(isOwn));
  const label = joinLines(heading.map(({ text }) => text));
  return {
    ...{ label, section: '', panel: -1, lines: [...heading], units: unitsOfLabel(label), sharedAt: null },
    values: own.flat(),
    placed: own.flatMap((row, at) => row.map(({ text, box }) => ({ text, box, from: at, to: at }))),
  };
}
