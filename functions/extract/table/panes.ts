import { centre, unionOf } from '#pages/box.ts';
import { type Header, type HeaderCell, isRow, pricesGoods } from '#pages/header.ts';
import type { Word } from '#pages/page.ts';
import { boxOf, type Line, linesOf, lineText, middle } from '#pages/text.ts';
import { namesList, readTitle } from '../values/title.ts';
import { phrases } from './phrases.ts';

/** A part of a page from top to bottom that holds tables under one another; its words are in the page's order. */
export interface Pane {
  words: readonly Word[];
  headers: readonly Header[];
  /** What of the page before goes on here. */
  carried: Header | null;
}

/** Fewer headings that are printed again are those of one table with two prices. */
const FEWEST_HEADINGS = 3;
/** White between tables, in points. */
const NARROWEST = 2;

/**
 * The parts of a page that are read one after the other. Tables stand side by side where each line of headings says the
 * same twice or more, and white runs down between their rows; a title below or a label across them would belong to nobody
 * knows which, and rows above to another table: such a page is one part, and so are the others.
 */
export function panesOf(words: readonly Word[], headers: readonly Header[], carried: Header | null): Pane[] {
  const whole = [{ words, headers, carried }];
  const isHeaded = headers.length > 0;
  const over = isHeaded ? headers : [carried].filter((header) => header !== null);
  const parts = over.map(({ cells }) => repeatedParts(cells));
  const count = parts[0]?.length ?? 0;
  if (count < 2 || parts.some(({ length }) => length !== count)) return whole;
  const [above, below] = dividedAt(words, isHeaded ? (over[0] as Header).box[1] : -Infinity);
  const lines = linesOf(below);
  if (lines.some(namesOwnList) || linesOf(above).some(isRow)) return whole;
  const cuts = cutsBetween(parts, lines.filter(isRow).flat()).filter((cut) => cut !== null);
  if (cuts.length < count - 1 || holdsLabelAcross(lines, cuts, headers)) return whole;
  const edges = [-Infinity, ...cuts, Infinity];
  const titles = titlesOver(above, edges);
  return titles.map((title, index) => {
    const isInPane = isBetween(edges[index] as number, edges[index + 1] as number);
    const own = new Set([...title, ...below.filter(isInPane)]);
    const parted = over.map((header, at) => headedBy(header, parts[at]?.[index] ?? []));
    return {
      words: words.filter((word) => own.has(word)),
      headers: isHeaded ? parted : [],
      carried: isHeaded ? null : (parted[0] ?? null),
    };
  });
}

/** Below the last row such a text is a note. */
function holdsLabelAcross(
  lines: readonly Line[],
  cuts: readonly number[],
  headers: readonly Header[],
): boolean {
  const headings = new Set(headers.flatMap(({ cells }) => cells.flatMap(({ words }) => words)));
  const overRows = lines.slice(0, Math.max(0, lines.findLastIndex(isRow))).filter((line) => !isRow(line));
  return overRows
    .map((line) => line.filter((word) => !headings.has(word)))
    .flatMap(phrases)
    .map(boxOf)
    .some(([x0, , x1]) => cuts.some((cut) => x0 < cut && x1 > cut));
}

const headedBy = (header: Header, cells: Cells): Header => ({
  ...header,
  cells: [...cells],
  box: unionOf(cells.map(({ box }) => box)),
});

type Cells = readonly HeaderCell[];

/** The headings of each of the tables side by side; one part where they are those of one table. */
function repeatedParts(cells: Cells): Cells[] {
  const said = cells.map(({ heading, text }) => heading ?? text);
  for (let count = FEWEST_HEADINGS; count <= said.length / 2; count++) {
    const isRepeated = said.length % count === 0 && said.every((heading, at) => heading === said[at % count]);
    if (!isRepeated || !pricesGoods({ cells: cells.slice(0, count) as HeaderCell[] } as Header)) continue;
    return Array.from({ length: said.length / count }, (_, part) =>
      cells.slice(part * count, (part + 1) * count),
    );
  }
  return [cells];
}

const dividedAt = (words: readonly Word[], y: number): [above: Word[], below: Word[]] => [
  words.filter((word) => middle(word) < y),
  words.filter((word) => middle(word) >= y),
];

/** Where each table ends and the next begins; null where no white divides them. */
const cutsBetween = (parts: readonly Cells[][], rows: readonly Word[]): (number | null)[] =>
  (parts[0] ?? []).slice(1).map((_, index) => {
    const left = parts.map((part) => middleOf(part[index]?.at(-1) as HeaderCell));
    const right = parts.map((part) => middleOf(part[index + 1]?.[0] as HeaderCell));
    return whiteBetween(Math.max(...left), Math.min(...right), rows);
  });

/** The middle of the widest white in the rows from one place to another. */
function whiteBetween(from: number, to: number, rows: readonly Word[]): number | null {
  const inside = rows.filter(({ box }) => box[2] > from && box[0] < to);
  let [reached, widest, cut] = [from, NARROWEST, null as number | null];
  for (const { box } of inside.toSorted((one, other) => one.box[0] - other.box[0])) {
    if (box[0] - reached > widest) [widest, cut] = [box[0] - reached, (box[0] + reached) / 2];
    reached = Math.max(reached, box[2]);
  }
  return cut;
}

const middleOf = ({ box }: HeaderCell): number => centre(box)[0];

const isBetween =
  (from: number, to: number) =>
  ({ box }: Word): boolean =>
    box[0] >= from && box[0] < to;

const namesOwnList = (line: Line): boolean => namesList(readTitle([lineText(line)]));

/** Above each table its own title where each has its brand or its year; else all of them stand under the same. */
function titlesOver(above: readonly Word[], edges: readonly number[]): Word[][] {
  const own = edges.slice(1).map((to, index) => above.filter(isBetween(edges[index] as number, to)));
  const said = own.map((words) => readTitle(linesOf(words).map(lineText)));
  const areOwn = said.every(({ brand }) => brand) || said.every(({ modelYear }) => modelYear);
  return areOwn ? own : own.map(() => [...above]);
}
