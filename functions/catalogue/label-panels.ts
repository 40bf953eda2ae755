import { rowFieldOf } from '#reference/catalogue/row-labels.ts';
import { type Row, TITLE_HEIGHT } from './panels.ts';
import { rowsOfBand } from './rows-of-band.ts';
import { isTitleText } from './section-rows.ts';
import type { Segment } from './segments.ts';

/** Points: labels of one table begin at one edge; what begins right of it is a value. */
const SAME_EDGE = 3;
/** Fewer known labels below each other may stand there by chance. */
const LEAST_LABELS = 3;
/** In ems: behind a wider gap below the last row the page goes on with something else. */
const END_OF_TABLE = 2.5;

/** The labels of one table: one edge, from the first to the last that the lexicon knows. */
interface LabelEdge {
  x: number;
  top: number;
  bottom: number;
}

/** The rows of tables without horizontal lines: found by the labels that stand below each other at one edge. */
export function labelPanels(segments: readonly Segment[]): Row[][] {
  const edges = labelEdges(segments);
  return edges.map((edge) => rowsAt(edge, rightOf(edge, edges), segments));
}

function labelEdges(segments: readonly Segment[]): LabelEdge[] {
  const groups: Segment[][] = [];
  for (const label of segments.filter(({ text }) => rowFieldOf(text) !== null)) {
    const group = groups.find(([first]) => first && Math.abs(first.box[0] - label.box[0]) < SAME_EDGE);
    if (group) group.push(label);
    else groups.push([label]);
  }
  return groups.filter(({ length }) => length >= LEAST_LABELS).map(edgeOf);
}

const edgeOf = (labels: readonly Segment[]): LabelEdge => ({
  x: Math.min(...labels.map(({ box }) => box[0])),
  top: Math.min(...labels.map(({ box }) => box[1])),
  bottom: Math.max(...labels.map(({ box }) => box[3])),
});

const rightOf = ({ x, top, bottom }: LabelEdge, edges: readonly LabelEdge[]): number =>
  Math.min(...edges.filter((one) => one.x > x && one.top < bottom && one.bottom > top).map((one) => one.x));

function rowsAt(edge: LabelEdge, right: number, segments: readonly Segment[]): Row[] {
  const inside = segments
    .filter(({ box }) => box[0] > edge.x - SAME_EDGE && box[0] < right - SAME_EDGE)
    .filter(({ box }) => box[3] > edge.top - TITLE_HEIGHT);
  const isLabel = ({ box }: Segment): boolean => box[0] < edge.x + SAME_EDGE;
  const rows: Row[] = [];
  const bands = cutAtTitles(untilGap(inside, edge), isLabel);
  for (const { title, body } of bands) {
    if (title.length > 0) rows.push(titleRow(title, isLabel));
    rows.push(
      ...rowsOfBand(
        body.filter(isLabel),
        body.filter((segment) => !isLabel(segment)),
      ),
    );
  }
  return rows;
}

const titleRow = (title: readonly Segment[], isLabel: (segment: Segment) => boolean): Row => ({
  label: title.filter(isLabel),
  values: title.filter((segment) => !isLabel(segment)),
});

/** Lines of the last row's values follow close; a footnote does not. */
function untilGap(segments: readonly Segment[], { bottom }: LabelEdge): Segment[] {
  let end = bottom;
  return segments
    .toSorted((one, other) => one.box[1] - other.box[1])
    .filter(({ box, fontSize }) => {
      const goesOn = box[1] - end < END_OF_TABLE * fontSize - fontSize;
      if (goesOn) end = Math.max(end, box[3]);
      return goesOn;
    });
}

interface Band {
  title: Segment[];
  body: Segment[];
}

/** A title's own line, and names in two lines beside it, stand above the rows of its section. */
function cutAtTitles(segments: readonly Segment[], isLabel: (segment: Segment) => boolean): Band[] {
  const titles = segments.filter((segment) => isLabel(segment) && isTitleText(segment));
  const beside =
    (title: Segment) =>
    (segment: Segment): boolean =>
      segment === title || (!isLabel(segment) && segment.bold && isBeside(segment, title));
  const ends = titles.map((title) => segments.filter(beside(title)));
  const used = new Set(ends.flat());
  const free = segments.filter((segment) => !used.has(segment));
  const tops = [...titles.map(({ box }) => box[1]), Number.POSITIVE_INFINITY];
  const bodyBetween = (from: number, to: number) => free.filter(({ box }) => box[1] >= from && box[1] < to);
  const first: Band = { title: [], body: bodyBetween(Number.NEGATIVE_INFINITY, tops[0] as number) };
  const others = ends.map((title, at) => ({
    title,
    body: bodyBetween(tops[at] as number, tops[at + 1] as number),
  }));
  return [first, ...others].filter(({ title, body }) => title.length + body.length > 0);
}

const isBeside = ({ box, fontSize }: Segment, title: Segment): boolean =>
  box[3] > title.box[1] - fontSize && box[1] < title.box[3] + fontSize;
