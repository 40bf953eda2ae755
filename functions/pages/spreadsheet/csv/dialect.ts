import { type Options, parse } from 'csv-parse/sync';
import { headingOf } from '../../headings.ts';
import { stockHeadingOf } from '../../stock-table.ts';

/** Told apart by what they make of the file; where that leaves a choice, the first of them. */
export const DELIMITERS = [';', '\t', ',', '|', '^', '~', '¦'] as const;
/** So many lines tell the delimiter, but where a table stands far down. */
const SAMPLE_LINES = 60;
/** Excel's own way to name the delimiter: a first line that it does not show. */
const NAMED = /^sep=(.)(?:\r\n|\r|\n)/i;
/** Rows that are cut into so many columns are a table, and so are headings that so many of are known. */
const FEWEST_COLUMNS = 3;
/** Of a stock sheet: the code, and what is said of it. */
const FEWEST_HEADINGS = 2;

/** Where a text file's rows begin, and what stands between their cells. */
export interface Dialect {
  delimiter: string;
  /** Length of the line at the beginning that names the delimiter. */
  namedIn: number;
  /** Whether each line stands in quotation marks as a whole, as programs write a column of lines. */
  isWrapped?: boolean;
}

/** How the cells of a text that begins so are set apart; null where no delimiter makes columns of it. */
export function dialectOf(beginning: string): Dialect | null {
  const [line, named] = NAMED.exec(beginning) ?? [];
  if (named !== undefined) return { delimiter: named, namedIn: line?.length ?? 0 };
  const lines = beginning.split(/\r\n|\r|\n/);
  return (
    dialectIn(lines.slice(0, SAMPLE_LINES)) ??
    (lines.length > SAMPLE_LINES ? dialectIn(lines) : null) ??
    wrappedIn(lines)
  );
}

const WRAPPED = /^\s*"(.*)"\s*$/;

function wrappedIn(lines: readonly string[]): Dialect | null {
  if (!lines.some((line) => WRAPPED.test(line))) return null;
  const inside = dialectIn(lines.map((line) => WRAPPED.exec(line)?.[1]?.replaceAll('""', '"') ?? line));
  return inside && { ...inside, isWrapped: true };
}

function dialectIn(lines: readonly string[]): Dialect | null {
  const sample = lines.join('\n');
  const scored = DELIMITERS.map((delimiter) => ({ delimiter, ...score(sample, delimiter) }));
  const best = scored.reduce((one, other) => (isBetter(other, one) ? other : one));
  return best.columns >= FEWEST_COLUMNS || best.headings >= FEWEST_HEADINGS
    ? { delimiter: best.delimiter, namedIn: 0 }
    : null;
}

interface Score {
  /** Known headings in the row that has most of them. */
  headings: number;
  /** Cells with text in the row that has most but one: one sentence with commas makes no table. */
  columns: number;
}

const isBetter = (one: Score, other: Score): boolean =>
  one.headings > other.headings || (one.headings === other.headings && one.columns > other.columns);

function score(sample: string, delimiter: string): Score {
  const rows = records(sample, delimiter);
  const headings = rows.map(
    (row) => row.filter((cell) => (headingOf(cell) ?? stockHeadingOf(cell)) !== null).length,
  );
  const [, columns = 0] = rows
    .map((row) => row.filter((cell) => cell.trim() !== '').length)
    .sort((one, other) => other - one);
  return { headings: Math.max(0, ...headings), columns };
}

/** A sample may end inside a quoted cell: then its quotation marks tell nothing. */
export function records(sample: string, delimiter: string): string[][] {
  try {
    return parse(sample, { ...READING, delimiter }) as string[][];
  } catch {
    return sample.split('\n').map((line) => line.split(delimiter));
  }
}

/** How text files are read whatever their delimiter: rows of any length, line ends of any system. */
export const READING: Options = {
  relax_column_count: true,
  relax_quotes: true,
  record_delimiter: ['\r\n', '\n', '\r'],
};
