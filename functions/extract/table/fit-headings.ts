import { type Span, tableEdges } from '#pages/edges.ts';
import { type Header, type HeaderCell, headerCell } from '#pages/header.ts';
import type { Page, Word } from '#pages/page.ts';
import type { Heading } from '#reference/lexicon/headings.ts';
import { strips } from './strips.ts';

/** How much of the headings' height a line must run along to divide them. */
const DIVIDES_HEADER = 0.6;
/** How far a line or a text may reach into the white between two headings, in points. */
const TOUCHES = 1;
/** One heading over two columns of texts is usual for these. */
const TRACKS: ReadonlySet<Heading | null> = new Set<Heading>(['track', 'trackLength', 'trackProfile']);

/**
 * The headings as the table under them asks: two that stand as close as the words of one are two where a line runs
 * between them, or white between texts from the first row to the last.
 */
export function fittedHeadings(page: Page, header: Header, body: readonly Word[]): Header {
  const lines = tableEdges(page, 'vertical', [header.box[1], header.box[3]], DIVIDES_HEADER);
  const columns = strips(body).map(({ from, to }): Span => [from, to]);
  const cells = header.cells.flatMap((cell) =>
    dividedAt(cell, (left, right) => isRuled(left, right, lines) || isSetApart(cell, left, right, columns)),
  );
  return { ...header, cells };
}

type Divides = (left: Span, right: Span) => boolean;

function dividedAt(cell: HeaderCell, divides: Divides): HeaderCell[] {
  const parts: Word[][] = [];
  for (const word of cell.words.toSorted((one, other) => one.box[0] - other.box[0])) {
    const last = parts.at(-1);
    if (last && !(isBeside(last, word) && divides(spanOf(last), spanOf([word])))) last.push(word);
    else parts.push([word]);
  }
  return parts.length === 1 ? [cell] : parts.map(headerCell);
}

const spanOf = (words: readonly Word[]): Span => [
  Math.min(...words.map(({ box }) => box[0])),
  Math.max(...words.map(({ box }) => box[2])),
];

const isBeside = (words: readonly Word[], { box }: Word): boolean => spanOf(words)[1] < box[0] + TOUCHES;

const isRuled = ([, left]: Span, [right]: Span, lines: readonly number[]): boolean =>
  lines.some((x) => x > left - TOUCHES && x < right + TOUCHES);

/** Texts stand under both, with white between where there is white between the headings. */
function isSetApart({ heading }: HeaderCell, left: Span, right: Span, columns: readonly Span[]): boolean {
  if (TRACKS.has(heading)) return false;
  return columns.some((column, index) => {
    const next = columns[index + 1];
    if (!next || !overlap(column, left) || !overlap(next, right)) return false;
    return column[1] < right[0] + TOUCHES && next[0] > left[1] - TOUCHES;
  });
}

const overlap = (one: Span, other: Span): boolean => one[0] < other[1] && one[1] > other[0];
