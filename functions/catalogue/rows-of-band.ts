import { centre } from '#pages/box.ts';
import { joinLines } from '#reference/measures/printed-text.ts';
import type { Row } from './panels.ts';
import type { Segment } from './segments.ts';

/** In ems: how far a value's line may be off its label's, and wrapped lines of a label apart. */
const SAME_LINE = 0.4;
const NEXT_LINE = 0.6;
const MOST_LABEL_LINES = 3;

/** Where the lines of a row's values stand beside its label. */
type Alignment = 'top' | 'middle' | 'bottom';
const ALIGNMENTS: readonly Alignment[] = ['top', 'middle', 'bottom'];

/** In points: readings whose rows stand apart nearly alike are equally likely. */
const AS_LIKELY = 0.5;

/**
 * The rows of a band that no line divides: labels one below the other, each with the values that stand beside
 * it. A table sets all its rows alike, at the top, the middle or the bottom, and parts rows more widely than
 * lines. Where two readings are as likely, or none explains every value, the values in doubt are given as a row
 * without a label: nobody knows whose they are.
 */
export function rowsOfBand(labelLines: readonly Segment[], values: readonly Segment[]): Row[] {
  const labels = labelsIn(labelLines);
  const readings = ALIGNMENTS.flatMap((alignment) => readingOf(labels, values, alignment) ?? []);
  const [best, ...others] = readings.toSorted((one, other) => other.apart - one.apart);
  if (!best) return unexplained(labels, values);
  const rivals = others.filter(({ apart }) => best.apart - apart < AS_LIKELY);
  const isSure = (row: Row, at: number): boolean => rivals.every(({ rows }) => sameValues(row, rows[at]));
  const doubtful = best.rows.filter((row, at) => !isSure(row, at)).flatMap((row) => row.values);
  const rows = best.rows.map((row, at) => (isSure(row, at) ? row : { ...row, values: [] }));
  return doubtful.length > 0 ? [...rows, { label: [], values: doubtful }] : rows;
}

const sameValues = (one: Row, other: Row | undefined): boolean =>
  one.values.length === other?.values.length && one.values.every((value, at) => value === other.values[at]);

/** Lines put together to labels, as far as each can only be the rest of the one before. */
function labelsIn(lines: readonly Segment[]): Segment[][] {
  const capitals = lines.filter(({ text }) => /^\p{Lu}/u.test(text)).length;
  const areCapitals = capitals * 2 >= lines.length;
  const labels: Segment[][] = [];
  for (const line of lines) {
    const label = labels.at(-1);
    const isRest = label && label.length < MOST_LABEL_LINES && goesOn(label, line, areCapitals);
    if (isRest) label.push(line);
    else labels.push([line]);
  }
  return labels;
}

const textOf = (lines: readonly Segment[]): string => joinLines(lines.map(({ text }) => text));

/** A label goes on in brackets, behind a dash or a slash, or in lower case where labels begin with capitals. */
function goesOn(before: readonly Segment[], line: Segment, areCapitals: boolean): boolean {
  const last = before.at(-1) as Segment;
  const isClose = line.box[1] - last.box[3] < NEXT_LINE * line.fontSize;
  const text = textOf(before);
  const isOpen = text.lastIndexOf('(') > text.lastIndexOf(')') || /[-–/,]$/.test(text);
  return isClose && (isOpen || /^[(/]/.test(line.text) || (areCapitals && /^\p{Ll}/u.test(line.text)));
}

const y = ({ box }: Segment): number => centre(box)[1];
const middleOf = (places: readonly number[]): number => (Math.min(...places) + Math.max(...places)) / 2;

/** The place beside which the first, the middle or the last line of a row's values must stand. */
const PLACE: Record<Alignment, (places: readonly number[]) => number> = {
  top: (places) => Math.min(...places),
  middle: middleOf,
  bottom: (places) => Math.max(...places),
};

/** Values at one height. */
interface Level {
  y: number;
  slack: number;
  values: Segment[];
}

function levelsOf(values: readonly Segment[]): Level[] {
  const levels: Level[] = [];
  for (const value of values.toSorted((one, other) => y(one) - y(other))) {
    const level = levels.at(-1);
    const slack = SAME_LINE * value.fontSize;
    if (level && y(value) - level.y < slack) level.values.push(value);
    else levels.push({ y: y(value), slack, values: [value] });
  }
  return levels;
}

interface Reading {
  rows: Row[];
  /** How much farther rows stand apart than the lines inside them: points, negative where they do not. */
  apart: number;
}

/** The one way to deal out the levels, in their order, to labels so aligned; null where there is none. */
function readingOf(
  labels: readonly Segment[][],
  values: readonly Segment[],
  alignment: Alignment,
): Reading | null {
  const levels = levelsOf(values);
  const places = labels.map((lines) => lines.map(y));
  const ends = new Map<number, number[] | null>();
  const dealt = (label: number, from: number): number[] | null => {
    if (label === labels.length) return from === levels.length ? [] : null;
    const key = label * (levels.length + 1) + from;
    const known = ends.get(key);
    if (known !== undefined) return known;
    const found = firstFitting(label, from);
    ends.set(key, found);
    return found;
  };
  const firstFitting = (label: number, from: number): number[] | null => {
    for (let end = levels.length; end >= from; end--) {
      const rest = fits(places, label, levels.slice(from, end), alignment) ? dealt(label + 1, end) : null;
      if (rest) return [end, ...rest];
    }
    return null;
  };
  const runs = dealt(0, 0)?.map((end, at, all) => levels.slice(all[at - 1] ?? 0, end));
  return runs ? { rows: rowsFrom(labels, runs), apart: apartness(places, runs) } : null;
}

const rowsFrom = (labels: readonly Segment[][], runs: readonly Level[][]): Row[] =>
  labels.map((label, at) => ({ label, values: (runs[at] ?? []).flatMap((level) => level.values) }));

/** The run begins, ends or is centred where its label does, and reaches no other label. */
function fits(labels: readonly number[][], at: number, run: readonly Level[], alignment: Alignment): boolean {
  const [first] = run;
  if (!first) return true;
  const places = run.map((level) => level.y);
  const [top, bottom] = [PLACE.top(places) - first.slack, PLACE.bottom(places) + first.slack];
  const isBeside = Math.abs(PLACE[alignment](places) - PLACE[alignment](labels[at] ?? [])) < first.slack;
  return (
    isBeside &&
    labels.every((lines, other) => other === at || lines.every((line) => line < top || line > bottom))
  );
}

function apartness(labels: readonly number[][], runs: readonly Level[][]): number {
  const blocks = labels.map((lines, at) => [...lines, ...(runs[at] ?? []).map((level) => level.y)]);
  const outer = blocks.slice(1).map((block, at) => Math.min(...block) - Math.max(...(blocks[at] ?? [])));
  const inner = runs.flatMap((run) => run.slice(1).map((level, at) => level.y - (run[at]?.y ?? level.y)));
  return Math.min(Number.MAX_VALUE, ...outer) - Math.max(0, ...inner);
}

/** Where no reading explains the values they are no label's. */
function unexplained(labels: readonly Segment[][], values: readonly Segment[]): Row[] {
  return [...labels.map((label) => ({ label, values: [] })), { label: [], values: [...values] }].filter(
    (row) => row.label.length + row.values.length > 0,
  );
}
