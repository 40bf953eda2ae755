import { centre } from '#pages/box.ts';
import { BULLET } from './bullet-lists.ts';
import { type Row, TITLE_HEIGHT } from './panels.ts';
import { rowsOfBand } from './rows-of-band.ts';
import { type IsTitle, titleStyle } from './section-rows.ts';
import type { Segment } from './segments.ts';

/** Points: labels of one table begin at one edge; what begins right of it is a value. */
const SAME_EDGE = 3;
/** Fewer labels below each other may stand there by chance. */
const LEAST_LABELS = 3;
/** In ems: behind a wider gap below the last row the page goes on with something else. */
const END_OF_TABLE = 2.5;
/** In ems: how far a value's line may be off its label's. */
const SAME_LINE = 0.4;
/** Of the texts at an edge of labels: numbers are values, and no two rows of a table have one label. */
const MOST_NUMBERS = 0.2;
const LEAST_DISTINCT = 0.85;
/** Lines of paragraphs have more words than labels. */
const MOST_WORDS = 5;

/** The labels of one table: one edge, from the first to the last that has a value beside it. */
interface LabelEdge {
  x: number;
  top: number;
  bottom: number;
  labels: Segment[];
}

/** The rows of tables without horizontal lines: found by the labels that stand below each other at one edge. */
export function labelPanels(segments: readonly Segment[]): Row[][] {
  const edges = labelEdges(segments);
  return edges.map((edge) => rowsAt(edge, edges, segments));
}

/** Edges with something beside their texts, line by line; those of values and of further columns are left out. */
function labelEdges(segments: readonly Segment[]): LabelEdge[] {
  const texts = segments.filter(({ text }) => !BULLET.test(text));
  const groups: Segment[][] = [];
  for (const label of texts.filter((segment) => texts.some((other) => isRightOf(other, segment)))) {
    const group = groups.find(([first]) => first && Math.abs(first.box[0] - label.box[0]) < SAME_EDGE);
    if (group) group.push(label);
    else groups.push([label]);
  }
  const edges = groups.filter(({ length }) => length >= LEAST_LABELS).map(edgeOf);
  const byPlace = edges
    .filter((edge) => !edges.some((other) => standsBeside(edge, other, texts)))
    .toSorted((one, other) => one.x - other.x);
  return byPlace.filter((edge) => isOfLabels(edge, byPlace, texts));
}

/** So few of a table's labels have a text of the edge beside them, and so few of the edge's have a value of theirs. */
const FEW_BESIDE = 0.5;

/** Headings and captions beside a table have no values of their own, and most of its labels have none of them. */
function standsBeside(edge: LabelEdge, table: LabelEdge, texts: readonly Segment[]): boolean {
  if (table.x <= edge.x || !areLabels(table.labels)) return false;
  const between = texts.filter(({ box }) => box[0] > edge.x && box[0] < table.x - SAME_EDGE);
  const own = edge.labels.filter((label) => between.some((other) => isRightOf(other, label)));
  const beside = table.labels.filter((other) => edge.labels.some((label) => isRightOf(other, label)));
  return own.length < FEW_BESIDE * edge.labels.length && beside.length < FEW_BESIDE * table.labels.length;
}

const isOnLine = (other: Segment['box'], { box, fontSize }: Segment): boolean =>
  Math.abs(other[1] + other[3] - box[1] - box[3]) / 2 < SAME_LINE * fontSize;

const isRightOf = ({ box: other }: Segment, label: Segment): boolean =>
  other[0] > label.box[2] && isOnLine(other, label);

const edgeOf = (labels: Segment[]): LabelEdge => ({
  x: Math.min(...labels.map(({ box }) => box[0])),
  top: Math.min(...labels.map(({ box }) => box[1])),
  bottom: Math.max(...labels.map(({ box }) => box[3])),
  labels,
});

/** Labels are words, each once; a table right of another has its own title at their edge. */
function isOfLabels(edge: LabelEdge, edges: readonly LabelEdge[], texts: readonly Segment[]): boolean {
  const { labels, x } = edge;
  if (!areLabels(labels)) return false;
  const isFirst = edges.every((other) => other.x >= x || !isBesideEdge(other, edge));
  return isFirst || hasTitle(edge, texts) || partsNumbers(edge, edges, texts);
}

/** Of the texts on either side of the labels of a second table. */
const MOSTLY_NUMBERS = 0.6;

/** Words between numbers: what stands left of each is the value of a label further left, and what stands right its own. */
function partsNumbers(edge: LabelEdge, edges: readonly LabelEdge[], texts: readonly Segment[]): boolean {
  const { x, labels } = edge;
  const [before = x, after = Number.POSITIVE_INFINITY] = [
    edges.findLast((other) => other.x < x && areLabels(other.labels))?.x,
    edges.find((other) => other.x > x && areLabels(other.labels))?.x,
  ];
  const areNumbers = (from: number, to: number): boolean => {
    const beside = labels.map((label) =>
      texts.filter(({ box }) => box[0] > from + SAME_EDGE && box[0] < to - SAME_EDGE && isOnLine(box, label)),
    );
    const told = beside.filter((own) => own.some(({ text }) => /^\d/.test(text)));
    return told.length >= MOSTLY_NUMBERS * labels.length;
  };
  return before < x && areNumbers(before, x) && areNumbers(x, after);
}

function areLabels(labels: readonly Segment[]): boolean {
  const numbers = labels.filter(({ text }) => /^[\d\W]*\d|^[-–—]+$/.test(text)).length;
  const distinct = new Set(labels.map(({ text }) => text)).size;
  const short = labels.filter(({ text }) => text.split(' ').length <= MOST_WORDS).length;
  return (
    short >= LEAST_DISTINCT * labels.length &&
    numbers <= MOST_NUMBERS * labels.length &&
    distinct >= LEAST_DISTINCT * labels.length
  );
}

const isBesideEdge = (one: LabelEdge, other: LabelEdge): boolean =>
  one.top < other.bottom && one.bottom > other.top;

function hasTitle({ x, top, bottom, labels }: LabelEdge, texts: readonly Segment[]): boolean {
  const isTitle = titleStyle(labels);
  return texts.some(
    (segment) =>
      Math.abs(segment.box[0] - x) < SAME_EDGE &&
      segment.box[1] > top - TITLE_HEIGHT &&
      segment.box[1] < bottom &&
      isTitle(segment, true) &&
      texts.every((other) => !isRightOf(other, segment) || isTitleAlike(other, segment)),
  );
}

/** Tables side by side have their titles on one line. */
const isTitleAlike = (one: Segment, title: Segment): boolean =>
  one.bold && title.bold && Math.abs(one.fontSize - title.fontSize) < 0.5;

/** Left of the tables to the right, or over them: a wide table may stand over narrow ones. */
function isLeftOfNext(edge: LabelEdge, edges: readonly LabelEdge[], texts: readonly Segment[]) {
  const next = edges.filter((one) => one.x > edge.x && isBesideEdge(one, edge));
  const tops = next.map((one) => ({ x: one.x, top: topOf(one, texts) }));
  return ({ box }: Segment): boolean =>
    tops.every(({ x, top }) => box[0] < x - SAME_EDGE || centre(box)[1] < top);
}

/** Over this table's title and beside a label further left: the last rows of a wide table over this one. */
const isOfTableOver = (
  box: Segment['box'],
  edge: LabelEdge,
  edges: readonly LabelEdge[],
  texts: readonly Segment[],
): boolean =>
  centre(box)[1] < topOf(edge, texts) &&
  edges.some(({ x, labels }) => x < edge.x && labels.some((label) => isOnLine(box, label)));

/** Of the title over the labels; where there is none, lines of the first value may stand above its label. */
function topOf({ x, top }: LabelEdge, texts: readonly Segment[]): number {
  const titles = texts.filter(
    ({ box, bold }) =>
      bold && Math.abs(box[0] - x) < SAME_EDGE && box[1] > top - TITLE_HEIGHT && box[1] <= top,
  );
  return titles.length > 0 ? Math.min(...titles.map(({ box }) => box[1])) : top - TITLE_HEIGHT;
}

function rowsAt(edge: LabelEdge, edges: readonly LabelEdge[], segments: readonly Segment[]): Row[] {
  const inside = segments
    .filter(({ box }) => box[0] > edge.x - SAME_EDGE)
    .filter(isLeftOfNext(edge, edges, segments))
    .filter(({ box }) => box[3] > edge.top - TITLE_HEIGHT && !isOfTableOver(box, edge, edges, segments));
  const isLabel = ({ box }: Segment): boolean => box[0] < edge.x + SAME_EDGE;
  const rows: Row[] = [];
  const bands = cutAtTitles(untilGap(inside, edge), isLabel, titleStyle(edge.labels));
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
function cutAtTitles(
  segments: readonly Segment[],
  isLabel: (segment: Segment) => boolean,
  isTitle: IsTitle,
): Band[] {
  const isAlone = (label: Segment): boolean => !segments.some((other) => isRightOf(other, label));
  const labels = segments.filter(isLabel);
  const titles = labels.filter((segment) => isTitle(segment, isAlone(segment)));
  const isNearest = (segment: Segment, title: Segment): boolean =>
    labels.every((other) => offLine(segment, title) <= offLine(segment, other));
  const beside =
    (title: Segment) =>
    (segment: Segment): boolean =>
      segment === title ||
      (!isLabel(segment) && segment.bold && isBeside(segment, title) && isNearest(segment, title));
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

/** Within a line of the smaller type: a heading of the page over a table's first title is no name beside it. */
function isBeside({ box, fontSize }: Segment, title: Segment): boolean {
  const line = Math.min(fontSize, title.fontSize);
  return box[3] > title.box[1] - line && box[1] < title.box[3] + line;
}

const offLine = ({ box }: Segment, title: Segment): number => Math.abs(centre(box)[1] - centre(title.box)[1]);
