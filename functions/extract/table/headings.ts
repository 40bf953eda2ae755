import { centre } from '#pages/box.ts';
import { type Span, tableEdges } from '#pages/edges.ts';
import { type Header, type HeaderCell, headerCell } from '#pages/header.ts';
import { codeOf, modelCode } from '#pages/model-code.ts';
import type { Page, Word } from '#pages/page.ts';
import { boxOf, type Line, linesOf, lineText, middle } from '#pages/text.ts';
import { COLOUR_WORDS } from '#reference/lexicon/colours.ts';
import type { Heading } from '#reference/lexicon/headings.ts';
import { MM_PER_INCH, TRACK_LENGTHS } from '#reference/lexicon/tracks.ts';
import { quantitiesIn } from '#reference/measures/quantities.ts';
import { saysEngine } from '#reference/naming/engine.ts';
import { familyOf, readModel } from '#reference/naming/machine.ts';
import { displayIn, starterIn } from '#reference/naming/specification.ts';
import { looksLikeAmount, looksLikePrice } from '../values/price.ts';
import { strips } from './columns.ts';
import type { Table } from './table.ts';
import type { Cell } from './table-cells.ts';

/** How much of the headings' height a line must run along to divide them. */
const DIVIDES_HEADER = 0.6;
/** How far a line or a text may reach into the white between two headings, in points. */
const TOUCHES = 1;
/** One heading over two columns of texts is usual for these. */
const TRACKS: ReadonlySet<Heading | null> = new Set<Heading>(['track', 'trackLength', 'trackProfile']);

/**
 * The headings as the table under them asks: two that stand as close as the words of one are two where a line runs
 * between them, or white between texts from the first row to the last. `bodyOf` is asked for those where any stand so.
 */
export function fittedHeadings(page: Page, header: Header, bodyOf: () => readonly Word[]): Header {
  const lines = tableEdges(page, 'vertical', [header.box[1], header.box[3]], DIVIDES_HEADER);
  let columns: readonly Span[] | undefined;
  const divides = (cell: HeaderCell, left: Span, right: Span) => {
    if (isRuled(left, right, lines)) return true;
    columns ??= strips(bodyOf()).map(({ from, to }): Span => [from, to]);
    return isSetApart(cell, left, right, columns);
  };
  const cells = header.cells.flatMap((cell) => dividedAt(cell, (left, right) => divides(cell, left, right)));
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
  return parts.length < 2 ? [cell] : parts.map(headerCell);
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

/** What "Track" says beside a heading for one part of it: the other. Beside both it stays what it is. */
const OTHER_PART: readonly { beside: Heading; without: Heading }[] = [
  { beside: 'trackLength', without: 'trackProfile' },
  { beside: 'trackProfile', without: 'trackLength' },
];

/** The header with "Track" named by the part that it alone can hold: of "Track length, Track" it is the profile. */
export function withPartsOfTrack(header: Header): Header {
  const headings = new Set(header.cells.map(({ heading }) => heading));
  const part = OTHER_PART.find(({ beside, without }) => headings.has(beside) && !headings.has(without));
  if (!part) return header;
  const cells = header.cells.map((cell) =>
    cell.heading === 'track' ? { ...cell, heading: part.without } : cell,
  );
  return { ...header, cells };
}

/** Of these a row has one: which of two columns holds it, only a telling word in a heading could say. */
const SINGLE: readonly { heading: Heading; fits(cell: Pick<Word, 'text' | 'isCode'>): boolean }[] = [
  { heading: 'modelCode', fits: (cell) => codeOf(cell) !== null },
  { heading: 'price', fits: ({ text }) => looksLikeAmount(text) },
];

/** The headings of a table that say "code" or "price" again, over a column that holds such texts too. */
export function repeatedHeadings({ header, slots, pieces, rows }: Table): Cell[] {
  if (rows.length === 0) return [];
  return SINGLE.flatMap(({ heading, fits }) => {
    const filled = slots.filter(
      (slot, index) =>
        slot.heading === heading && pieces.some((piece) => piece.slot === index && fits(piece)),
    );
    return filled
      .slice(1)
      .flatMap(({ from, to }) =>
        header.cells.filter(({ box }) => centre(box)[0] > from && centre(box)[0] < to),
      );
  });
}

/**
 * The headers of a page as the page before, or the first of them, has them: headings that are printed again say the same
 * again. What stands above or beneath them in their look is the end of a row.
 */
export function asBefore(headers: readonly Header[], before: Header | null): Header[] {
  const [first, ...others] = headers;
  if (!first) return [];
  const own = before && saysMore(first, before) ? withoutMore(first, before) : first;
  return [own, ...asBefore(others, own)];
}

/** The same headings one by one, some with more before or behind. */
function saysMore({ cells }: Header, before: Header): boolean {
  const isSame =
    cells.length === before.cells.length && cells.every((cell, index) => holdsAll(cell, before.cells[index]));
  return isSame && cells.some(({ text }, index) => text !== before.cells[index]?.text);
}

function holdsAll({ text }: HeaderCell, before: HeaderCell | undefined): boolean {
  return (
    before !== undefined &&
    (`${text} `.startsWith(`${before.text} `) || ` ${text}`.endsWith(` ${before.text}`))
  );
}

function withoutMore(header: Header, before: Header): Header {
  const heights = header.cells.flatMap(({ words }) => words.map(middle)).sort((one, other) => one - other);
  const line = heights[Math.floor(heights.length / 2)] as number;
  const cells = header.cells.map((cell, index) => asPrinted(cell, before.cells[index] as HeaderCell, line));
  return { ...header, cells, box: boxOf(cells.flatMap(({ words }) => words)) };
}

/** The words that were printed before; of two alike that nearer to the line of the headings. */
function asPrinted(cell: HeaderCell, before: HeaderCell, line: number): HeaderCell {
  const known = before.words.map(({ text }) => text);
  const distance = (word: Word) => Math.abs(middle(word) - line);
  const nearest = cell.words.toSorted((one, other) => distance(one) - distance(other));
  const words = nearest.filter(({ text }) => takeOne(known, text));
  return words.length === before.words.length ? { ...headerCell(words), heading: before.heading } : cell;
}

/** True where the text is still among those known; it is then no longer. */
function takeOne(known: string[], text: string): boolean {
  const index = known.indexOf(text);
  if (index >= 0) known.splice(index, 1);
  return index >= 0;
}

/** Columns whose cells can be told by what stands in them, the surest first. */
const TELLING: readonly { heading: Heading; fits(text: string): boolean }[] = [
  { heading: 'modelCode', fits: (text) => modelCode(text) !== null },
  { heading: 'price', fits: looksLikePrice },
  { heading: 'model', fits: (text) => familyOf(text) !== null },
  { heading: 'engine', fits: saysEngine },
  { heading: 'starter', fits: (text) => starterIn(text) !== null },
  { heading: 'display', fits: (text) => displayIn(text) !== null },
  { heading: 'track', fits: (text) => hasLength(text) && hasLug(text) },
  { heading: 'trackLength', fits: (text) => hasLength(text) && !hasLug(text) },
  { heading: 'trackProfile', fits: (text) => hasLug(text) && !hasLength(text) },
  { heading: 'color', fits: (text) => COLOUR_WORDS.test(text) && !/\d/.test(text) },
  { heading: 'package', fits: isPackage },
];

/** Words of packages alone. */
function isPackage(text: string): boolean {
  const { family, packages, unexplained } = readModel(`${ANY_FAMILY} ${text}`);
  return family !== null && packages.length > 0 && unexplained.length === 0 && !saysEngine(text);
}
const ANY_FAMILY = 'Summit';

/** "3700 x 38 mm": the unit is that of both. */
const ONE_UNIT = /(\d)\s?[x×]\s?(?=\d{1,3}(?:[.,]\d{1,2})?\s?(mm|in)\b)/giu;

const millimetresIn = (text: string): number[] =>
  quantitiesIn(text.replace(ONE_UNIT, '$1 $2 x ')).flatMap(({ value, unit }) =>
    unit === 'mm' ? [value] : unit === 'in' ? [value * MM_PER_INCH] : [],
  );

/** Lists round the lengths that tracks are sold in so far, in millimetres; whole machines are of any length. */
const ROUNDED = 30;
const hasLength = (text: string): boolean =>
  millimetresIn(text).some((mm) =>
    TRACK_LENGTHS.some(({ millimetres }) => Math.abs(mm - millimetres) <= ROUNDED),
  );

/** Millimetres of the lugs on adults' tracks; shocks, whose names come first, have such measures too. */
const LUGS = [16, 90] as const;
const hasLug = (text: string): boolean =>
  /^\d/.test(text) && millimetresIn(text).some((mm) => mm >= LUGS[0] && mm <= LUGS[1]);

/** What texts of one column leave no doubt of; null where nothing does. */
export const tellingOf = (texts: readonly string[]): Heading | null =>
  TELLING.find(({ fits }) => texts.filter(fits).length >= Math.max(FEWEST_ROWS, texts.length * MOST_ROWS))
    ?.heading ?? null;

/** So many of the rows must have a text that fits: options name displays and starters too, but not in every row. */
const MOST_ROWS = 0.7;
const FEWEST_ROWS = 2;

/**
 * The header with every column named that its texts leave no doubt of: headings nobody knows,
 * and of two columns with one heading ("Nimike", "Tuotenumero") those whose texts are something else.
 */
export function namedByContent(header: Header, words: readonly Word[]): Header {
  const lines = header.cells.map((_, index) => linesUnder(header.cells, index, words));
  const texts = lines.map((column) => column.map(lineText));
  const rows = rowCount(header, lines);
  const fits = (index: number, { heading, fits }: (typeof TELLING)[number]) => {
    const isFitting = heading === 'modelCode' ? holdsCode : (line: Line) => fits(lineText(line));
    const fitting = (lines[index] ?? []).filter(isFitting).length;
    return fitting >= FEWEST_ROWS && fitting >= rows * MOST_ROWS;
  };
  const cells = header.cells.map((cell, index) =>
    isMisnamed(header, index, texts[index] ?? [], fits) ? unnamed(cell) : cell,
  );
  const taken = new Set(cells.map(({ heading }) => heading));
  return {
    ...header,
    cells: cells.map((cell, index) => named(cell, taken, (telling) => fits(index, telling))),
  };
}

type Fits = (index: number, telling: (typeof TELLING)[number]) => boolean;

/** Another column of the same heading holds what the heading says, and this one does not. An amount may be a price. */
function isMisnamed({ cells }: Header, index: number, texts: readonly string[], fits: Fits): boolean {
  const { heading, isTold } = cells[index] as HeaderCell;
  const telling = isTold ? undefined : TELLING.find((one) => one.heading === heading);
  const same = cells.flatMap((cell, at) => (cell.heading === heading ? [at] : []));
  if (!telling || same.length < 2 || (heading === 'price' && texts.some(looksLikeAmount))) return false;
  return !fits(index, telling) && same.some((at) => fits(at, telling));
}

const unnamed = (cell: HeaderCell): HeaderCell => ({ ...cell, heading: null });

function named(
  cell: HeaderCell,
  taken: Set<Heading | null>,
  fits: (telling: (typeof TELLING)[number]) => boolean,
): HeaderCell {
  if (cell.heading !== null) return cell;
  const found = TELLING.find((telling) => !taken.has(telling.heading) && fits(telling));
  if (found) taken.add(found.heading);
  return found ? { ...cell, heading: found.heading } : cell;
}

/** As many rows as codes stand in one column. */
function rowCount({ cells }: Header, lines: readonly Line[][]): number {
  const codes = lines.map((column) => column.filter(holdsCode).length);
  const known = cells.findIndex(({ heading }, index) => heading === 'modelCode' && codes[index]);
  return codes[known] ?? Math.max(0, ...codes);
}

/** A line of one column that is a code, by its shape or by its column. */
const holdsCode = (line: Line): boolean =>
  modelCode(lineText(line)) !== null || line.some(({ isCode }) => isCode);

function linesUnder(cells: readonly HeaderCell[], index: number, words: readonly Word[]): Line[] {
  const from = cells[index - 1]?.box[2] ?? -Infinity;
  const to = cells[index + 1]?.box[0] ?? Infinity;
  const own = cells[index] as HeaderCell;
  const under = words.filter(({ box }) => box[0] < own.box[2] && box[2] > own.box[0]);
  return linesOf(under.filter(({ box }) => centre(box)[0] > from && centre(box)[0] < to));
}
