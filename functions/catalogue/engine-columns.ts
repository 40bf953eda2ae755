import type { Box } from '#contracts/box.ts';
import { centre, unionOf, width } from '#pages/box.ts';
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

/**
 * How a panel's values stand under their columns: as most of them do, centred where nothing else is sure. Texts as
 * wide as each other share all edges at once and say nothing; where none under a column does, the others tell.
 */
export function alignmentOf(values: readonly PlacedText[], columns: readonly EngineColumn[]): Alignment {
  const boxes = values.map(({ box }) => box);
  const weighed = ALIGNMENTS.map((alignment) => {
    const under = boxes.filter((box) => columns.some((column) => isUnder(box, column, alignment)));
    return { alignment, votes: [telling(under, alignment), telling(boxes, alignment), under.length] };
  });
  return weighed.reduce((most, one) => (isMore(one.votes, most.votes) ? one : most)).alignment;
}

/** How many stand at the place of one of another width. */
function telling(boxes: readonly Box[], alignment: Alignment): number {
  const placed = boxes.map((box) => ({ at: PLACES[alignment](box), wide: width(box) }));
  const tells = (one: (typeof placed)[number]) =>
    placed.some(({ at, wide }) => Math.abs(at - one.at) < ALIGNED && Math.abs(wide - one.wide) >= ALIGNED);
  return placed.filter(tells).length;
}

/** The first of the counts that differ decides. */
function isMore(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((count, index) => count !== other[index]);
  return at >= 0 && (one[at] ?? 0) > (other[at] ?? 0);
}

const isUnder = (box: Box, column: EngineColumn, alignment: Alignment): boolean =>
  Math.abs(PLACES[alignment](box) - PLACES[alignment](column.box)) < ALIGNED;

/**
 * Puts each value of a row under its column, or under all the columns that it is centred over. Where the row's
 * values together cover every column, each is as wide as it must be; where as many cells as columns stand side by side
 * at places of their own, they are one each; else each holds for the narrowest. A value that stands under none is left
 * out, and so are all of a row that would be of one column twice: nobody knows whose they are.
 */
export function underColumns(
  values: readonly PlacedText[],
  columns: readonly EngineColumn[],
  alignment: Alignment,
): ColumnText[] {
  const spans = spansOf(columns, alignment);
  const cells = cellBoxes(values);
  const tiles =
    tiling(cells, spans, columns.length) ??
    oneEach(cells, columns.length) ??
    cells.map((box): Tile => ({ x: centre(box)[0], box, span: nearest(box, spans) }));
  if (meets(tiles)) return [];
  return values.flatMap(({ text, box }) => {
    const span = tiles.find(({ x }) => Math.abs(x - centre(box)[0]) < SAME_PLACE)?.span;
    return span ? [{ text, from: span.from, to: span.to, box }] : [];
  });
}

/** True where cells side by side would say something of one column; lines over each other may. */
const meets = (tiles: readonly Tile[]): boolean =>
  tiles.some((one, at) => tiles.slice(at + 1).some((other) => areApart(one, other) && share(one, other)));

const areApart = ({ box: one }: Tile, { box: other }: Tile): boolean =>
  one[2] <= other[0] || other[2] <= one[0];
const share = ({ span: one }: Tile, { span: other }: Tile): boolean =>
  one !== undefined && other !== undefined && other.from <= one.to && one.from <= other.to;

/** As many cells side by side as columns; null where there are more, or fewer, or lines of one cell. */
function oneEach(cells: readonly Box[], count: number): Tile[] | null {
  const areSideBySide = cells.every((box, at) => (cells[at - 1]?.[2] ?? 0) <= box[0]);
  if (cells.length !== count || !areSideBySide) return null;
  return cells.map((box, at) => ({ x: centre(box)[0], box, span: { from: at, to: at } }));
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
  const near = closest(box, spans);
  if (spans.length === 1) return near;
  return near && distance(box, near) < reach(spans) ? near : undefined;
}

const closest = (box: Box, [first, ...others]: readonly Span[]): Span | undefined =>
  others.reduce<Span | undefined>(
    (best, span) => (best && distance(box, span) + ALIGNED < distance(box, best) ? span : best),
    first,
  );

function reach(spans: readonly Span[]): number {
  const places = spans.map(({ x }) => x).toSorted((one, other) => one - other);
  const gaps = places.slice(1).map((x, at) => x - (places[at] ?? x));
  return Math.max(SAME_PLACE, Math.min(...gaps.filter((gap) => gap > 1)) / 2);
}

interface Tile {
  x: number;
  box: Box;
  span: Pick<Span, 'from' | 'to'> | undefined;
}

/** The one way in which the row's cells, from the left, cover all columns without a gap; null where there is none. */
function tiling(cells: readonly Box[], spans: readonly Span[], count: number): Tile[] | null {
  const tiles: Tile[] = [];
  for (const box of cells) {
    const from = (tiles.at(-1)?.span?.to ?? -1) + 1;
    const begun = spans.filter((one) => one.from === from);
    const span = nearest(box, begun) ?? acrossUnequal(box, spans);
    if (span?.from !== from || !(distance(box, span) <= reach(spans) || isAcross(span))) return null;
    tiles.push({ x: centre(box)[0], box, span });
  }
  return tiles.at(-1)?.span?.to === count - 1 ? tiles : null;
}

const isAcross = ({ from, to }: Span): boolean => to > from;

/** What holds for columns of unequal width is centred over them and not over the middle of their names: no other place is so near. */
function acrossUnequal(box: Box, spans: readonly Span[]): Span | undefined {
  const span = closest(box, spans);
  return span && isAcross(span) ? span : undefined;
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
