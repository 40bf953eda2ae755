import { centre } from '#pages/box.ts';
import type { Row } from './panels.ts';
import { joinLines } from './printed-text.ts';
import type { Segment } from './segments.ts';

/** One engine's column; its values are centred under its name. */
export interface EngineColumn {
  name: string;
  /** Points. */
  centre: number;
}

/** A value's line and the columns it is centred over, by their places. */
export interface ColumnText {
  text: string;
  from: number;
  to: number;
}

/** Points: lines of one name are centred on each other; spans this close are equally near to a value. */
const SAME_CENTRE = 6;
const TIE = 2;

/** The columns that the row with the engine names opens; a name in two lines is one column. */
export function engineColumns({ values }: Row): EngineColumn[] {
  const names: Segment[][] = [];
  for (const segment of values) {
    const column = names.find(
      ([first]) => first && Math.abs(centreX(first) - centreX(segment)) < SAME_CENTRE,
    );
    if (column) column.push(segment);
    else names.push([segment]);
  }
  return names
    .map((lines) => ({ name: joinLines(lines.map(({ text }) => text)), centre: centreX(lines[0]) }))
    .toSorted((one, other) => one.centre - other.centre);
}

/**
 * Puts each value under its column, or under all the columns that it is centred over. Of three columns the
 * middle one and all three have the same centre: a row with nothing under the outer ones means all three.
 */
export function underColumns(values: readonly Segment[], columns: readonly EngineColumn[]): ColumnText[] {
  const spans = spansOf(columns);
  const possible = values.map((value) => nearestSpans(centreX(value), spans));
  const isShared = possible.every((candidates) => candidates.some(({ from, to }) => to > from));
  return values.map(({ text }, at) => {
    const { from, to } = possible[at]?.at(isShared ? -1 : 0) ?? { from: 0, to: columns.length - 1 };
    return { text, from, to };
  });
}

interface Span {
  from: number;
  to: number;
  centre: number;
}

/** Every run of neighbouring columns, narrow ones first. */
function spansOf(columns: readonly EngineColumn[]): Span[] {
  const spans = columns.flatMap((first, from) =>
    columns
      .slice(from)
      .map((last, more) => ({ from, to: from + more, centre: (first.centre + last.centre) / 2 })),
  );
  return spans.toSorted((one, other) => one.to - one.from - (other.to - other.from));
}

function nearestSpans(x: number, spans: readonly Span[]): Span[] {
  const least = Math.min(...spans.map(({ centre: at }) => Math.abs(at - x)));
  return spans.filter(({ centre: at }) => Math.abs(at - x) < least + TIE);
}

const centreX = (segment: Segment | undefined): number => (segment ? centre(segment.box)[0] : 0);
