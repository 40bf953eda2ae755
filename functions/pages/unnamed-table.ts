import type { Box } from '#contracts/box.ts';
import { plainHeading } from '#reference/lexicon/column-names.ts';
import { saysEngine } from '#reference/naming/engine.ts';
import { familyOf } from '#reference/naming/machine.ts';
import { centre, unionOf } from './box.ts';
import { AMOUNT, columnsLikeCodes, seenLines } from './code-columns.ts';
import { findHeaders, growHeader, type Header, isRow } from './header.ts';
import type { Page, Word } from './page.ts';
import { boxOf, type Line, lineText, middle, textOf } from './text.ts';
import { headerByPlace, isPlaceName } from './unheaded-columns.ts';

/** A table that is plain to see, and whose headings the lexicon does not know. */
export interface UnnamedTable {
  header: Header;
  /** The headings and the first rows. */
  box: Box;
  /** The first rows, cell by cell under the headings, as far as a line of text tells. */
  samples: string[][];
}

/** Fewer lines with a code and an amount are a note that names a machine and its price. */
const FEWEST_ROWS = 3;
const FEWEST_HEADINGS = 4;
/** Where they are as many as the cells of rows. */
const FEWEST_OF_ROWS = 3;
/** A heading may be wrapped into so many lines above the first row, units and notes among them. */
const HEADING_LINES = 5;
const SAMPLES = 5;

/**
 * The headers of a page. A line of headings of which only those of codes and prices are known, or none, is one where
 * rows of machines stand under it; headings that the lexicon does not know have the names given to them from outside,
 * or on the page before.
 */
export function namedHeaders(page: Page, before: Header | null = null): Header[] {
  const known = findHeaders(page);
  const named = (header: Header) => withNames(page, header, before);
  if (known.length > 0) return known.map(named);
  const table = unnamedTable(page);
  const found = table ? table.header : (printedAgain(page, before) ?? toldByPlace(page, before));
  const header = found && named(found);
  const isSaid = page.headingNames || (header && pricesCodes(header));
  const isSure = isSaid || (table ? sellsMachines(table) : (header?.cells.length ?? 0) >= FEWEST_HEADINGS);
  return header && isSure ? [header] : [];
}

function withNames(page: Page, header: Header, before: Header | null): Header {
  const earlier = new Map(before?.cells.map(({ text, heading }) => [text, heading]));
  const cells = header.cells.map((cell) => ({
    ...cell,
    heading: cell.heading ?? page.headingNames?.get(cell.text) ?? earlier.get(cell.text) ?? null,
  }));
  return asTold({ ...header, cells }, page);
}

/** The header with what people say of its headings, which comes before what any lexicon says. */
export function asTold(header: Header, { taughtHeadings }: Pick<Page, 'taughtHeadings'>): Header {
  if (!taughtHeadings) return header;
  const cells = header.cells.map((cell) => {
    const heading = taughtHeadings.get(plainHeading(cell.text));
    return heading ? { ...cell, heading, isTold: true } : cell;
  });
  return { ...header, cells };
}

/** The headings of the page before, or such as people have told of, where they stand again, be it over a single row. */
function printedAgain(page: Page, before: Header | null): Header | null {
  const texts = [
    ...(before?.cells.map(({ text }) => plainHeading(text)) ?? []),
    ...(page.taughtHeadings?.keys() ?? []),
  ];
  const words = new Set(texts.flatMap((text) => text.split(' ')).filter(Boolean));
  const isKnown = ({ text }: Word) =>
    plainHeading(text)
      .split(' ')
      .every((word) => words.has(word));
  const lines = seenLines(page);
  const line = lines.find((one) => one.length >= FEWEST_OF_ROWS && one.every(isKnown));
  return line ? growHeader(page, line, lines.flat()) : null;
}

/** The columns of a list without headings, where people have told what such columns are. */
function toldByPlace(page: Page, before: Header | null): Header | null {
  const isTold = [...(page.taughtHeadings?.keys() ?? [])].some(isPlaceName);
  const table = before === null && isTold ? tableInDoubt(page) : null;
  return table && !table.isHeaded ? table.header : null;
}

const pricesCodes = ({ cells }: Header): boolean =>
  ['modelCode', 'price'].every((known) => cells.some(({ heading }) => heading === known));

/** So many of the first rows name a machine and its engine, each in a cell of its own: of no more words than that. */
const MOST_ROWS = 0.8;
const WORDS_OF_A_NAME = 5;
const isShort = (cell: string): boolean => cell.split(' ').length <= WORDS_OF_A_NAME;
const sellsMachines = ({ samples }: UnnamedTable): boolean =>
  samples.filter((row) => {
    const cells = row.filter(isShort);
    return cells.some((cell) => familyOf(cell) !== null) && cells.some(saysEngine);
  }).length >=
  MOST_ROWS * samples.length;

/** Lines of codes and amounts, whatever stands over them. */
const rowsIn = (lines: readonly Line[]): Line[] =>
  lines.filter((line) => isRow(line) && AMOUNT.test(lineText(line)));

/** The table of an upright page by its rows: lines of a code and an amount under a line of words. */
export function unnamedTable(page: Page): UnnamedTable | null {
  const lines = seenLines(page);
  return underWords(page, lines, rowsIn(lines));
}

function underWords(page: Page, lines: readonly Line[], rows: readonly Line[]): UnnamedTable | null {
  const headings = rows.length < FEWEST_ROWS ? undefined : headingsAbove(rows[0] as Line, lines);
  return headings ? tableOf(growHeader(page, headings, lines.flat()), rows) : null;
}

function tableOf(header: Header, rows: readonly Line[]): UnnamedTable {
  const first = rows.slice(0, SAMPLES);
  const box = unionOf([header.box, ...first.map(boxOf)]);
  return { header, box, samples: first.map((row) => underHeadings(row, header)) };
}

/** A table of which only a person can say whether it is one, and what its columns are. */
export interface TableInDoubt extends UnnamedTable {
  /** False where nothing stands over its columns: they are called by their places. */
  isHeaded: boolean;
}

/** The table of an upright page whose rows nothing but their amounts and another text in each may tell, with headings or without. */
export function tableInDoubt(page: Page): TableInDoubt | null {
  const lines = seenLines(page);
  const sure = rowsIn(lines);
  const rows = sure.length >= FEWEST_ROWS ? sure : likeRows(lines);
  if (rows.length < FEWEST_ROWS) return null;
  const headed = underWords(page, lines, rows);
  return { ...(headed ?? tableOf(headerByPlace(rows), rows)), isHeaded: headed !== null };
}

const likeRows = (lines: readonly Line[]): Line[] => {
  const codes = new Set(columnsLikeCodes(lines).flat());
  return lines.filter((line) => line.some((word) => codes.has(word)));
};

function headingsAbove(row: Line, lines: readonly Line[]): Line | undefined {
  const above = lines.slice(0, lines.indexOf(row)).slice(-HEADING_LINES);
  const fewest = Math.min(FEWEST_HEADINGS, Math.max(FEWEST_OF_ROWS, row.length));
  return above.findLast((line) => {
    const words = line.filter(({ text }) => /\p{L}/u.test(text));
    return words.length >= fewest && line.every(isHeading);
  });
}

/** Words, or a sign: "№", "€". */
const isHeading = ({ text }: Word): boolean => /\p{L}/u.test(text) || !/\d/.test(text);

function underHeadings(row: Line, { cells }: Header): string[] {
  const nearest = Map.groupBy(row, (word) =>
    nearestOf(
      word,
      cells.map(({ box }) => box),
    ),
  );
  return cells.map((_, index) =>
    textOf((nearest.get(index) ?? []).toSorted((one, other) => middle(one) - middle(other))),
  );
}

/** Columns are set to the left or to the right under their headings: the nearest of both edges and middles tells. */
function nearestOf({ box }: Word, headings: readonly Box[]): number {
  const distances = headings.map((heading) =>
    Math.min(
      Math.abs(box[0] - heading[0]),
      Math.abs(box[2] - heading[2]),
      Math.abs(centre(box)[0] - centre(heading)[0]),
    ),
  );
  return distances.indexOf(Math.min(...distances));
}
