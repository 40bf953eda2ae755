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

/** In points from the top of the page, as all heights here. */
const heightOf = ({ box }: Segment): number => centre(box)[1];

/** Which height of some lines must agree: a label's with that of its values. */
const ANCHOR: Record<Alignment, (top: number, bottom: number) => number> = {
  top: (top) => top,
  middle: (top, bottom) => (top + bottom) / 2,
  bottom: (_, bottom) => bottom,
};

/** Values at one height. */
interface Level {
  height: number;
  /** How far it may be off its label's. */
  slack: number;
  values: Segment[];
}

function levelsOf(values: readonly Segment[]): Level[] {
  const levels: Level[] = [];
  for (const value of values.toSorted((one, other) => heightOf(one) - heightOf(other))) {
    const level = levels.at(-1);
    const slack = SAME_LINE * value.fontSize;
    if (level && heightOf(value) - level.height < slack) level.values.push(value);
    else levels.push({ height: heightOf(value), slack, values: [value] });
  }
  return levels;
}

interface Reading {
  rows: Row[];
  /** How much farther rows stand apart than the lines inside them: points, negative where they do not. */
  apart: number;
}

/** Each label with the values dealt out to it, where labels are so aligned; null where no deal explains them all. */
function readingOf(
  labels: readonly Segment[][],
  values: readonly Segment[],
  alignment: Alignment,
): Reading | null {
  const places = labels.map((lines) => lines.map(heightOf));
  const runs = dealtOut(levelsOf(values), labels.length, (label, ends) =>
    fits(places, label, ends, alignment),
  );
  return runs && { rows: rowsFrom(labels, runs), apart: apartness(places, runs) };
}

/** The first and the last level of a run. */
interface Ends {
  first: Level;
  last: Level;
}

/** The run of levels that each label gets, from one label on; null where the levels cannot all be dealt out. */
type Deal = Level[][] | null;

/**
 * Deals out levels to labels, both from top to bottom: every label gets a run that fits beside it, maybe none, and of
 * several ways the one that gives the upper labels most. How the labels from one on share the levels from one on is
 * found once, whatever the labels above have got, so the work is bounded by labels × levels².
 */
function dealtOut(
  levels: readonly Level[],
  labelCount: number,
  fitsBeside: (label: number, ends: Ends) => boolean,
): Deal {
  const known = new Map<string, Deal>();
  const dealFrom = (label: number, level: number): Deal => {
    const key = `${label}/${level}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const deal = longestFirst(label, level);
    known.set(key, deal);
    return deal;
  };
  const longestFirst = (label: number, level: number): Deal => {
    if (label === labelCount) return level === levels.length ? [] : null;
    for (let end = levels.length; end >= level; end--) {
      const [first, last] = [levels[level], levels[end - 1]];
      const isFit = end === level || (first && last && fitsBeside(label, { first, last }));
      const below = isFit ? dealFrom(label + 1, end) : null;
      if (below) return [levels.slice(level, end), ...below];
    }
    return null;
  };
  return dealFrom(0, 0);
}

const rowsFrom = (labels: readonly Segment[][], runs: readonly Level[][]): Row[] =>
  labels.map((label, at) => ({ label, values: (runs[at] ?? []).flatMap((level) => level.values) }));

/** The run begins, ends or is centred where its label does, and reaches no other label. */
function fits(labels: readonly number[][], at: number, { first, last }: Ends, alignment: Alignment): boolean {
  const own = labels[at] ?? [];
  const anchor = ANCHOR[alignment];
  const isBeside =
    Math.abs(anchor(first.height, last.height) - anchor(Math.min(...own), Math.max(...own))) < first.slack;
  const [top, bottom] = [first.height - first.slack, last.height + first.slack];
  return (
    isBeside &&
    labels.every((lines, other) => other === at || lines.every((line) => line < top || line > bottom))
  );
}

function apartness(labels: readonly number[][], runs: readonly Level[][]): number {
  const blocks = labels.map((lines, at) => [...lines, ...(runs[at] ?? []).map((level) => level.height)]);
  const outer = blocks.slice(1).map((block, at) => Math.min(...block) - Math.max(...(blocks[at] ?? [])));
  const inner = runs.flatMap((run) =>
    run.slice(1).map((level, at) => level.height - (run[at]?.height ?? level.height)),
  );
  return Math.min(Number.MAX_VALUE, ...outer) - Math.max(0, ...inner);
}

/** Where no reading explains the values they are no label's. */
function unexplained(labels: readonly Segment[][], values: readonly Segment[]): Row[] {
  return [...labels.map((label) => ({ label, values: [] })), { label: [], values: [...values] }].filter(
    (row) => row.label.length + row.values.length > 0,
  );
}
