import { centre, unionOf } from '#pages/box.ts';
import { joinLines } from '#reference/measures/printed-text.ts';
import { unitsOfLabel } from '#reference/measures/quantities.ts';
import type { EngineColumn } from './engine-columns.ts';
import { displacementClass, engineNameSurety } from './engine-names.ts';
import type { Segment } from './segments.ts';
import type { PrintedRow } from './spec-table.ts';

/** A table whose rows are engines: what is told of them stands over its columns. */
export interface EngineRows {
  engines: EngineColumn[];
  rows: PrintedRow[];
  /** What of the page's text the table is made of. */
  used: ReadonlySet<Segment>;
}

/** A name or a value: the lines that stand close under each other, set alike. */
interface Cell extends Segment {
  lines: readonly Segment[];
}

/** Points: names of engines begin at one edge. */
const SAME_EDGE = 3;
/** In ems: texts of one line are at one height; headings stand so close over the first row, and their lines together. */
const SAME_LINE = 0.5;
const HEADINGS_ABOVE = 5;
const NEXT_LINE = 1;
const FEWEST_CELLS = 2;

const y = ({ box }: Segment): number => centre(box)[1];

/** Finds names of engines below each other, each with cells beside it, under a line of headings; null where there is none. */
export function engineRowsIn(segments: readonly Segment[]): EngineRows | null {
  const texts = cellsIn(segments);
  const names = namesAtOneEdge(texts);
  const [first] = names;
  if (!first) return null;
  const parts = texts.flatMap((cell) => partsOf(cell, names));
  const cells = names.map((name) => cellsBeside(name, parts).flatMap(({ lines }) => lines));
  const used = [...names.flatMap(({ lines }) => lines), ...cells.flat()];
  const others = segments.filter((one) => !used.includes(one));
  const headings = headingsOver(first, cells.flat(), others);
  if (headings.length < FEWEST_CELLS) return null;
  return {
    engines: names.map(({ text, box }) => ({ name: text, box })),
    rows: headings.map((heading) => rowUnder(heading, headings, cells)),
    used: new Set([
      ...used,
      ...others.filter((one) =>
        headings.flat().some((line) => Math.abs(y(one) - y(line)) < SAME_LINE * one.fontSize),
      ),
    ]),
  };
}

/** In ems: lines of one cell, by their boxes; those of the next row stand further below. */
const CLOSE = 0.2;

function cellsIn(segments: readonly Segment[]): Cell[] {
  const stacks: Segment[][] = [];
  for (const line of segments.toSorted((above, below) => above.box[1] - below.box[1])) {
    const stack = stacks.find((lines) => isNextOf(lines.at(-1), line));
    if (stack) stack.push(line);
    else stacks.push([line]);
  }
  return stacks.map(cellOf);
}

/** What begins with a displacement is another engine's name, however close it stands. */
const isNextOf = (last: Segment | undefined, line: Segment): boolean =>
  last !== undefined &&
  y(line) > last.box[3] - CLOSE * line.fontSize &&
  line.box[1] - last.box[3] < CLOSE * line.fontSize &&
  line.fontSize === last.fontSize &&
  line.bold === last.bold &&
  isUnder(line, last) &&
  displacementClass(line.text) === null;

const cellOf = (lines: readonly Segment[]): Cell => ({
  ...(lines[0] as Segment),
  lines,
  text: lines
    .map(({ text }) => text)
    .join(' ')
    .replace(/- (?=\p{Lu})/gu, '-'),
  box: unionOf(lines.map(({ box }) => box)),
});

function namesAtOneEdge(cells: readonly Cell[]): Cell[] {
  const named = cells
    .flatMap((cell) => nameIn(cell) ?? [])
    .filter((name) => cellsBeside(name, cells).filter(isValue).length >= FEWEST_CELLS);
  const sure = named.find(({ text }) => engineNameSurety(text) === 2);
  if (!sure) return [];
  const columns = cellsBeside(sure, cells);
  return named.filter(
    (name) =>
      Math.abs(name.box[0] - sure.box[0]) < SAME_EDGE &&
      (name === sure || standsUnder(cellsBeside(name, cells), columns)),
  );
}

/** What stands beside a word that may be an engine's ("Electric" is a starter too) is set in the columns of those that are. */
const standsUnder = (cells: readonly Cell[], columns: readonly Cell[]): boolean =>
  cells.filter((cell) => columns.some((column) => isUnder(cell, column))).length >= FEWEST_CELLS;

/** As many of a cell's lines as make a name; a note may stand below them. */
const nameIn = ({ lines }: Cell): Cell | undefined =>
  lines.map((_, at) => cellOf(lines.slice(0, at + 1))).findLast(({ text }) => engineNameSurety(text) > 0);

const isValue = ({ text }: Segment): boolean => /\d/.test(text) && engineNameSurety(text) === 0;

/** Cells stand at the height of their row's name, or as high as its middle; either may have more lines. */
const isBeside = (one: Segment, name: Segment): boolean =>
  one.box[0] > name.box[2] && (isWithin(y(one), name) || isWithin(y(name), one));

const isWithin = (height: number, { box }: Segment): boolean => height > box[1] && height < box[3];

const cellsBeside = (name: Segment, cells: readonly Cell[]): Cell[] =>
  cells.filter((one) => isBeside(one, name));

/** Where rows stand as close as lines do, only a line beside a name is known to be of its row. */
const partsOf = (cell: Cell, names: readonly Cell[]): Cell[] =>
  names.filter((name) => isBeside(cell, name)).length > 1 ? cell.lines.map((line) => cellOf([line])) : [cell];

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
