import type { Box } from '#contracts/box.ts';
import { centre, unionOf } from '#pages/box.ts';
import { joinLines } from '#reference/measures/printed-text.ts';

/** One engine's column; its values are set as its name is: centred under it, or from the same edge. */
export interface EngineColumn {
  name: string;
  box: Box;
}

/** A value's line and the columns it holds for, by their places. */
export interface ColumnText {
  text: string;
  from: number;
  to: number;
  box: Box;
}

/** A text of a row and where it stands. */
export interface PlacedText {
  text: string;
  box: Box;
}

export type Alignment = 'centre' | 'left' | 'right';

/** Points: lines of one name are centred on each other, or share an edge; values stand this close to their column. */
const SAME_PLACE = 6;
const ALIGNED = 2;

const PLACES: Record<Alignment, (box: Box) => number> = {
  centre: (box) => centre(box)[0],
  left: ([x0]) => x0,
  right: ([, , x1]) => x1,
};
const ALIGNMENTS = Object.keys(PLACES) as Alignment[];

/** The columns that the row with the engine names opens; a name in two lines is one column. */
export function engineColumns({ values }: { values: readonly PlacedText[] }): EngineColumn[] {
  const names: PlacedText[][] = [];
  for (const segment of values) {
    const column = names.find(([first]) => first && isSameColumn(first.box, segment.box));
    if (column) column.push(segment);
    else names.push([segment]);
  }
  return names
    .map((lines) => ({
      name: joinLines(lines.map(({ text }) => text)),
      box: unionOf(lines.map(({ box }) => box)),
    }))
    .toSorted((one, other) => one.box[0] - other.box[0]);
}

const isSameColumn = (one: Box, other: Box): boolean =>
  ALIGNMENTS.some((alignment) => Math.abs(PLACES[alignment](one) - PLACES[alignment](other)) < SAME_PLACE) &&
  (other[1] >= one[3] - SAME_PLACE || other[3] <= one[1] + SAME_PLACE);

/** How a panel's values stand under their columns: as most of them do, centred where nothing else is sure. */
export function alignmentOf(values: readonly PlacedText[], columns: readonly EngineColumn[]): Alignment {
  const votes = ALIGNMENTS.map((alignment) => ({
    alignment,
    votes: values.filter(({ box }) => columns.some((column) => isUnder(box, column, alignment))).length,
  }));
  return votes.reduce((most, one) => (one.votes > most.votes ? one : most)).alignment;
}

const isUnder = (box: Box, column: EngineColumn, alignment: Alignment): boolean =>
  Math.abs(PLACES[alignment](box) - PLACES[alignment](column.box)) < ALIGNED;

/**
 * Puts each value of a row under its column, or under all the columns that it is centred over. Where the row's
 * values together cover every column, each is as wide as it must be; else each holds for the narrowest. A value
 * that stands under none is left out: nobody knows whose it is.
 */
export function underColumns(
  values: readonly PlacedText[],
  columns: readonly EngineColumn[],
  alignment: Alignment,
): ColumnText[] {
  const spans = spansOf(columns, alignment);
  const whole = tiling(values, spans, columns.length);
  return values.flatMap(({ text, box }) => {
    const span =
      whole?.find(({ x }) => Math.abs(x - centre(box)[0]) < SAME_PLACE)?.span ?? nearest(box, spans);
    return span ? [{ text, from: span.from, to: span.to, box }] : [];
  });
}

interface Span {
  from: number;
  to: number;
  x: number;
  /** One column's values stand as all in the panel; what holds for several is centred over them. */
  alignment: Alignment;
}

/** Every run of neighbouring columns, narrow ones first. */
function spansOf(columns: readonly EngineColumn[], alignment: Alignment): Span[] {
  const single = columns.map(({ box }, at) => ({ from: at, to: at, x: PLACES[alignment](box), alignment }));
  const middles = columns.map(({ box }) => PLACES.centre(box));
  const wide = middles.flatMap((first, from) =>
    middles.slice(from + 1).map((last, more): Span => {
      return { from, to: from + 1 + more, x: (first + last) / 2, alignment: 'centre' };
    }),
  );
  return [...single, ...wide.toSorted((one, other) => one.to - one.from - (other.to - other.from))];
}

const distance = (box: Box, { x, alignment }: Span): number => Math.abs(PLACES[alignment](box) - x);

/** Half the way between a column and the middle of two is as far as a value may stand from its place. */
function nearest(box: Box, spans: readonly Span[]): Span | undefined {
  const [first, ...others] = spans;
  const near = others.reduce<Span | undefined>((best, span) => {
    return best && distance(box, span) + ALIGNED < distance(box, best) ? span : best;
  }, first);
  if (spans.length === 1) return first;
  return near && distance(box, near) < reach(spans) ? near : undefined;
}

function reach(spans: readonly Span[]): number {
  const places = spans.map(({ x }) => x).toSorted((one, other) => one - other);
  const gaps = places.slice(1).map((x, at) => x - (places[at] ?? x));
  return Math.max(SAME_PLACE, Math.min(...gaps.filter((gap) => gap > 1)) / 2);
}

interface Tile {
  x: number;
  span: Span;
}

/** The one way in which the row's cells, from the left, cover all columns without a gap; null where there is none. */
function tiling(values: readonly PlacedText[], spans: readonly Span[], count: number): Tile[] | null {
  const tiles: Tile[] = [];
  for (const box of cellBoxes(values)) {
    const from = (tiles.at(-1)?.span.to ?? -1) + 1;
    const span = nearest(
      box,
      spans.filter((one) => one.from === from),
    );
    if (!span || distance(box, span) > reach(spans)) return null;
    tiles.push({ x: centre(box)[0], span });
  }
  return tiles.at(-1)?.span.to === count - 1 ? tiles : null;
}

/** The lines of one cell are centred on each other. */
function cellBoxes(values: readonly PlacedText[]): Box[] {
  const boxes: Box[] = [];
  for (const { box } of values.toSorted((one, other) => centre(one.box)[0] - centre(other.box)[0])) {
    const last = boxes.at(-1);
    if (!last || centre(box)[0] - centre(last)[0] >= SAME_PLACE) boxes.push(box);
  }
  return boxes;
}
