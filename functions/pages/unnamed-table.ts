import type { Box } from '#contracts/box.ts';
import { plainHeading } from '#reference/lexicon/column-names.ts';
import { saysEngine } from '#reference/naming/engine.ts';
import { familyOf } from '#reference/naming/machine.ts';
import { centre, unionOf } from './box.ts';
import { findHeaders, growHeader, type Header, isRow } from './header.ts';
import type { Page, Word } from './page.ts';
import { boxOf, type Line, linesOf, lineText, middle, textOf } from './text.ts';

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
/** A heading may be wrapped into so many lines above the first row, units and notes among them. */
const HEADING_LINES = 5;
const SAMPLES = 5;
/** An amount of four digits or more, however its thousands are set apart. */
const AMOUNT = /(?<!\d)\d{1,3}(?:[\s.,'’]\d{3})+(?!\d)|(?<!\d)\d{4,6}(?!\d)/;

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
  const found = table ? table.header : printedAgain(page, before);
  const header = found && named(found);
  const isSure = !table || page.headingNames || (header && pricesCodes(header)) || sellsMachines(table);
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
  const visible = page.words.filter((word) => word.visible && word.turns === 0);
  const line = linesOf(visible).find((one) => one.length >= FEWEST_HEADINGS && one.every(isKnown));
  return line ? growHeader(page, line, visible) : null;
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

/** True for a page of rows such as a table of machines has. */
export const hasRows = (page: Page): boolean =>
  rowsIn(linesOf(page.words.filter((word) => word.visible && word.turns === 0))).length >= FEWEST_ROWS;

/** The table of an upright page by its rows: lines of a code and an amount under a line of words. */
export function unnamedTable(page: Page): UnnamedTable | null {
  const visible = page.words.filter((word) => word.visible && word.turns === 0);
  const lines = linesOf(visible);
  const rows = rowsIn(lines);
  const headings = rows.length < FEWEST_ROWS ? undefined : headingsAbove(rows[0] as Line, lines);
  if (!headings) return null;
  const header = growHeader(page, headings, visible);
  const first = rows.slice(0, SAMPLES);
  const box = unionOf([header.box, ...first.map(boxOf)]);
  return { header, box, samples: first.map((row) => underHeadings(row, header)) };
}

function headingsAbove(row: Line, lines: readonly Line[]): Line | undefined {
  const above = lines.slice(0, lines.indexOf(row)).slice(-HEADING_LINES);
  return above.findLast(
    (line) => line.length >= FEWEST_HEADINGS && line.every(({ text }) => /\p{L}/u.test(text)),
  );
}

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
