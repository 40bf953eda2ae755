import type { Box } from '#contracts/box.ts';
import type { Heading } from '#reference/lexicon/headings.ts';
import { COLUMN_COLOURS } from './colours.ts';
import { inLanes } from './lanes.ts';
import type { ColumnMark, PageMarks } from './marks.ts';
import { GAP, LINE, type Pen, pointer, write } from './pen.ts';

/** A name above a column of the page; the names of narrow columns are set above one another. */
interface ColumnName {
  column: Heading;
  from: number;
  to: number;
  middle: number;
  box: Box;
}

/** Length and profile of the track may stand under one heading, which then needs no name of its own. */
const isNamed = (names: ColumnName[], { column, box }: ColumnMark): boolean =>
  names.some(
    (name) =>
      COLUMN_COLOURS[name.column] === COLUMN_COLOURS[column] &&
      Math.min(name.box[2], box[2]) > Math.max(name.box[0], box[0]),
  );

const nameOf = (pen: Pen, { column, box }: ColumnMark): ColumnName => {
  const middle = (box[0] + box[2]) / 2;
  const half = (pen.widthOfString(column) + GAP) / 2;
  return { column, from: middle - half, to: middle + half, middle, box };
};

/** The names of the columns in lanes, the lane next to the page first. */
export const nameLanes = (pen: Pen, { bands, headings }: PageMarks): ColumnName[][] => {
  const names: ColumnName[] = [];
  for (const mark of [...bands, ...headings]) if (!isNamed(names, mark)) names.push(nameOf(pen, mark));
  return inLanes(
    names.sort((one, other) => one.from - other.from),
    GAP,
  );
};

/** The height that the names take up; points. */
export const heightOf = (lanes: ColumnName[][]): number => lanes.length * LINE + 2 * GAP;

/** Writes the names above the page, each with a line down to its column. */
export const drawNames = (pen: Pen, lanes: ColumnName[][]): void => {
  for (const [index, names] of lanes.entries())
    for (const { column, from, middle, box } of names) {
      pointer(pen, [middle, -GAP], [middle, box[1]], COLUMN_COLOURS[column]);
      write(pen, column, from + GAP / 2, -(index + 1) * LINE - GAP, COLUMN_COLOURS[column]);
    }
};
