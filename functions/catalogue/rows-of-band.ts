import { centre } from '#pages/box.ts';
import { rowFieldOf } from '#reference/catalogue/row-labels.ts';
import type { Row } from './panels.ts';
import { joinLines } from './printed-text.ts';
import type { Segment } from './segments.ts';

/** In ems: how far a value's line may be off its label's, and wrapped lines of a label apart. */
const SAME_LINE = 0.4;
const NEXT_LINE = 0.6;
const MOST_LABEL_LINES = 3;

/** Where the lines of a row's values stand beside its label. */
type Alignment = 'top' | 'middle' | 'bottom';
const ALIGNMENTS: readonly Alignment[] = ['top', 'middle', 'bottom'];

/**
 * The rows of a band that no line divides: labels one below the other, each with the values that stand beside
 * it. Tables set their rows alike, at the top, the middle or the bottom: the way that explains every value is
 * taken. What it leaves unexplained belongs to no row and is given as a row without a label.
 */
export function rowsOfBand(labelLines: readonly Segment[], values: readonly Segment[]): Row[] {
  const labels = labelsIn(labelLines);
  const readings = ALIGNMENTS.map((alignment) => rowsAligned(labels, values, alignment));
  return readings.reduce((best, one) => (strayOf(one) < strayOf(best) ? one : best));
}

const strayOf = (rows: readonly Row[]): number =>
  rows.filter(({ label }) => label.length === 0).flatMap((row) => row.values).length;

/** Lines put together to labels: the longest that the lexicon knows, and what can only be the rest of one. */
export function labelsIn(lines: readonly Segment[]): Segment[][] {
  const labels: Segment[][] = [];
  for (let at = 0; at < lines.length; ) {
    const length = labelLength(lines.slice(at, at + MOST_LABEL_LINES));
    labels.push(lines.slice(at, at + length));
    at += length;
  }
  return labels;
}

function labelLength(lines: readonly Segment[]): number {
  const wraps = lines.findIndex((line, at) => at > 0 && !goesOn(lines.slice(0, at), line));
  const most = wraps < 0 ? lines.length : wraps;
  for (let length = most; length > 1; length--) if (isKnown(lines.slice(0, length))) return length;
  return isKnown(lines.slice(0, 1)) ? 1 : most;
}

const textOf = (lines: readonly Segment[]): string => joinLines(lines.map(({ text }) => text));
const isKnown = (lines: readonly Segment[]): boolean => rowFieldOf(textOf(lines)) !== null;

/** A label goes on in brackets or in lower case, behind a dash or a slash, and close below. */
function goesOn(before: readonly Segment[], line: Segment): boolean {
  const last = before.at(-1) as Segment;
  const isClose = line.box[1] - last.box[3] < NEXT_LINE * line.fontSize;
  const text = textOf(before);
  const isOpen = text.lastIndexOf('(') > text.lastIndexOf(')') || /[-–/,]$/.test(text);
  return isClose && (isOpen || /^[(\p{Ll}/]/u.test(line.text));
}

const y = ({ box }: Segment): number => centre(box)[1];
const middleOf = (lines: readonly Segment[]): number => {
  const places = lines.map(y);
  return (Math.min(...places) + Math.max(...places)) / 2;
};

/** The place beside which the first, the middle or the last line of a row's values must stand. */
const PLACE: Record<Alignment, (lines: readonly Segment[]) => number> = {
  top: (lines) => Math.min(...lines.map(y)),
  middle: middleOf,
  bottom: (lines) => Math.max(...lines.map(y)),
};

function rowsAligned(labels: readonly Segment[][], values: readonly Segment[], alignment: Alignment): Row[] {
  const rows = labels.map((label): Row => ({ label, values: [] }));
  const stray: Segment[] = [];
  for (const value of values) (rowOf(value, rows, alignment)?.values ?? stray).push(value);
  const fitting = rows.map((row) => (fits(row, alignment) ? row : { ...row, values: [] }));
  const unexplained = rows.filter((row) => !fits(row, alignment)).flatMap((row) => row.values);
  return [...fitting, { label: [], values: [...stray, ...unexplained] }].filter(
    (row) => row.label.length + row.values.length > 0,
  );
}

function rowOf(value: Segment, rows: readonly Row[], alignment: Alignment): Row | undefined {
  const slack = SAME_LINE * value.fontSize;
  if (alignment === 'top') return rows.findLast(({ label }) => PLACE.top(label) <= y(value) + slack);
  if (alignment === 'bottom') return rows.find(({ label }) => PLACE.bottom(label) >= y(value) - slack);
  const away = ({ label }: Row): number => Math.abs(middleOf(label) - y(value));
  return rows.reduce<Row | undefined>(
    (best, row) => (best && away(best) <= away(row) ? best : row),
    undefined,
  );
}

/** Every cell of the row begins, ends or is centred where its label does; a cell's lines share their middle. */
function fits({ label, values }: Row, alignment: Alignment): boolean {
  const [first] = values;
  if (!first) return true;
  return Math.abs(PLACE[alignment](values) - PLACE[alignment](label)) < SAME_LINE * first.fontSize;
}
