import type { Box } from '#contracts/box.ts';
import type { Heading } from '#reference/lexicon/headings.ts';
import { TAX_WORDS } from '#reference/lexicon/price-headings.ts';
import { height, width } from './box.ts';
import { tableEdges } from './edges.ts';
import { groupHeadings, withGroups } from './group-headings.ts';
import { headingOf, isWholeHeading, PARTS_OF_TRACK, speaksOf } from './headings.ts';
import { codeOf } from './model-code.ts';
import { isStruckOut, type Page, type Word } from './page.ts';
import { boxOf, byPlace, firstAbove, linesOf, lineText, middle, textOf } from './text.ts';
import { isTurned, turnedUpright } from './turned-headings.ts';

/** One heading of a table: what it stands for, null where the lexicon does not know it. */
export interface HeaderCell {
  heading: Heading | null;
  text: string;
  box: Box;
  /** The runs it is printed in. */
  words: readonly Word[];
  /** True where nothing but what is struck out names the column. */
  isStruck?: boolean;
  /** True where a person has said what it stands for. */
  isTold?: boolean;
}

/** The row of headings of one table. */
export interface Header {
  box: Box;
  /** Points. */
  fontSize: number;
  cells: HeaderCell[];
  /** The price heading with what stands over and under it and says what the prices are; absent where nothing does. */
  prices?: string;
}

/** True for the headings of a price list: those of codes or models, and of prices. */
export function pricesGoods({ cells }: Header): boolean {
  const headings = new Set(cells.map(({ heading }) => heading));
  return headings.has('price') && (headings.has('modelCode') || headings.has('model'));
}

/** The header of the page before, as it holds for a page that has none: from its top. */
export function atTop(header: Header): Header {
  const flat = ([x0, , x1]: Box): Box => [x0, 0, x1, 0];
  return {
    ...header,
    box: flat(header.box),
    cells: header.cells.map((cell) => ({ ...cell, box: flat(cell.box) })),
  };
}

/** Fewer known headings on one line are a sentence that happens to say "model" and "price". */
const FEWEST_HEADINGS = 3;
/** Where neither goods nor price is among them. */
const FEWEST_VAGUE_HEADINGS = 4;
/** Words of notes as much as of headings. */
const VAGUE: ReadonlySet<Heading> = new Set<Heading>(['ignored', 'otherPrice']);
/** Lines of a wrapped heading stand closer than this, in ems; the first row stands farther away. */
const SAME_HEADING = 0.45;
/** Pieces on one line closer than this, in ems, belong to one heading. */
const SAME_PIECE = 0.7;
/** And closer than this, a space's width, whatever they say: "pris inkl. moms". */
const WORD_SPACE = 0.34;

/** How much of the headings' width a line must run along to end the header. */
const DIVIDES = 0.5;
/** Boxes of lines set tight share so much of their height, in points. */
const OVERLAP = 1;
/** A size stands in cells, not in headings. */
const MEASURE = /\d\s?(in\b|mm\b)|\d{3}/;
/** The headers of a page from top to bottom; a page may hold several tables, or none. */
export function findHeaders(page: Page): Header[] {
  const upright = page.words
    .filter((word) => word.visible && word.turns === 0 && !isTurned(word))
    .sort(byPlace);
  const turned = turnedUpright(page);
  const rows = new Set(
    linesOf([...upright, ...turned])
      .filter(isRow)
      .flat(),
  );
  const parts = upright.flatMap((word) => (rows.has(word) ? [word] : touchingHeadings(word)));
  const groups = groupHeadings(
    page,
    parts.filter((word) => !rows.has(word)),
  );
  const over = new Set(groups.map(({ word }) => word));
  const visible = [...parts.filter((word) => !over.has(word)), ...turned];
  const lines = linesOf(visible.filter((word) => !rows.has(word) && headingOf(word.text))).filter(
    isHeaderLine,
  );
  const headers: Header[] = [];
  for (const line of lines) {
    const same = lines.filter((other) => other !== line && lineText(other) === lineText(line)).flat();
    const model = headers.find((header) => same.some((word) => holdsWord(header, word)));
    const own = visible.filter(
      (word) => !same.includes(word) && (!model || line.includes(word) || isPartOf(word, model)),
    );
    const header = withGroups(growHeader(page, line, own), groups);
    if (header.box[1] >= (headers.at(-1)?.box[3] ?? 0) - OVERLAP) headers.push(header);
  }
  return headers;
}

/** Where a small letter, a figure or a sign ends one text and a capital begins another. */
const JOINT = /(?<=[^\p{Lu}\s])(?=\p{Lu})/gu;
const LONGEST_TOUCHING = 60;

/** A run that is two headings set so close that they touch ("Produkt-nrModell"), as two. */
function touchingHeadings(word: Word): Word[] {
  if (word.text.length > LONGEST_TOUCHING) return [word];
  for (const { index } of word.text.matchAll(JOINT)) {
    const [left, right] = [word.text.slice(0, index), word.text.slice(index)];
    const rest = isWholeHeading(left) ? touchingHeadings(partOf(word, index)) : [];
    if ((rest.length > 1 || (rest.length === 1 && isWholeHeading(right))) && !isWholeHeading(word.text))
      return [partOf(word, 0, index), ...rest];
  }
  return [word];
}

function partOf(word: Word, from: number, to = word.text.length): Word {
  const [x0, y0, x1, y1] = word.box;
  const box: Box = [word.starts[from] ?? x0, y0, word.starts[to] ?? x1, y1];
  return { ...word, text: word.text.slice(from, to), starts: word.starts.slice(from, to), box };
}

const holdsWord = ({ cells }: Header, word: Word): boolean => cells.some(({ words }) => words.includes(word));

/** Headings that are printed again say the same again: a row's text beside them is none of theirs. */
const isPartOf = ({ text }: Word, { cells }: Header): boolean =>
  cells.some(({ words }) => words.some((word) => word.text === text));

function isHeaderLine(line: Word[]): boolean {
  const found = line.map(({ text }) => headingOf(text)).filter((heading) => heading && !VAGUE.has(heading));
  const headings = new Set(found);
  const aboutGoods = headings.has('modelCode') || headings.has('model');
  const isTelling = aboutGoods || headings.has('price');
  return headings.size >= (isTelling ? FEWEST_HEADINGS : FEWEST_VAGUE_HEADINGS);
}

/** The whole header around one of its lines: everything in its look that touches it, wrapped lines included. */
export function growHeader(page: Page, line: Word[], visible: readonly Word[]): Header {
  const first = line[0] as Word;
  const band = boxOf(line);
  const edges = tableEdges(page, 'horizontal', [band[0], band[2]], DIVIDES);
  const beside = visible.filter((word) => overlapsBand(word, band) && looksLike(word, first));
  const free = linesOf(visible)
    .filter((one) => one.some((word) => isOfInk(word, first)))
    .filter((one) => !isDividedFrom(band, boxOf(one), edges) && !isRow(one) && !isTitle(one))
    .flat()
    .filter(({ text }) => !MEASURE.test(text));
  const words = new Set([...line, ...beside, ...free.filter((word) => isHalfALineOff(word, line))]);
  for (const word of words) {
    for (const other of free) if (!words.has(other) && continuesHeading(word, other)) words.add(other);
  }
  const grown = boxOf([...words]);
  for (const word of free) if (overlapsBand(word, grown) && looksLike(word, first)) words.add(word);
  return { box: boxOf([...words]), fontSize: first.fontSize, cells: headerCells([...words]) };
}

/** A line or a change of ground lies between; `edges` are in ascending order. */
function isDividedFrom(band: Box, line: Box, edges: readonly number[]): boolean {
  const [upper, lower] = line[1] > band[1] ? [band, line] : [line, band];
  const edge = edges[firstAbove(edges, (upper[1] + upper[3]) / 2)];
  return edge !== undefined && edge < (lower[1] + lower[3]) / 2;
}

/** A line with a code and a number of three digits is a row, however near it stands under the headings. */
export function isRow(line: Word[]): boolean {
  const hasCode = line.some((word) => codeOf(word) && !headingOf(word.text));
  return hasCode && line.some(({ text }) => /\d{3}/.test(text));
}

/** A line that names a model year is a title, however near it stands above the headings. */
function isTitle(line: Word[]): boolean {
  return /(?<!\d)20\d\d(?!\d)|\bMY ?\d\d\b/.test(lineText(line));
}

function overlapsBand({ box }: Word, band: Box): boolean {
  return Math.min(box[3], band[3]) - Math.max(box[1], band[1]) > height(box) * 0.3;
}

function looksLike(word: Word, other: Word): boolean {
  return Math.abs(word.fontSize - other.fontSize) < 0.2 * other.fontSize && isOfInk(word, other);
}

/** Of one colour, and as bold. */
function isOfInk(word: Word, other: Word): boolean {
  return word.bold === other.bold && word.color.every((channel, index) => channel === other.color[index]);
}

function continuesHeading(word: Word, other: Word): boolean {
  return looksLike(other, word) && (isBeside(word, other) || isUnder(word, other));
}

function isBeside(word: Word, other: Word): boolean {
  const gap = Math.max(word.box[0], other.box[0]) - Math.min(word.box[2], other.box[2]);
  return onOneLine(word, other) && gap < SAME_PIECE * word.fontSize;
}

function isUnder(word: Word, other: Word): boolean {
  const [above, below] = middle(word) < middle(other) ? [word, other] : [other, word];
  const gap = (below.box[1] - above.box[3]) / word.fontSize;
  return gap < SAME_HEADING && sharedWidth(word.box, other.box) > 0;
}

/** Headings in two lines stand above and below those in one, where no other stands. */
function isHalfALineOff(word: Word, line: readonly Word[]): boolean {
  const [first] = line as [Word];
  const gap = Math.max(word.box[1] - first.box[3], first.box[1] - word.box[3]) / first.fontSize;
  return (
    gap < SAME_HEADING &&
    looksLike(word, first) &&
    headingOf(word.text) !== null &&
    line.every(({ box }) => sharedWidth(box, word.box) < 0)
  );
}

function onOneLine(one: Word, other: Word): boolean {
  return Math.abs(middle(one) - middle(other)) < 0.5 * one.fontSize;
}

function sharedWidth(one: Box, other: Box): number {
  return Math.min(one[2], other[2]) - Math.max(one[0], other[0]);
}

/** Words above one another are one heading; so are neighbours on a line, unless each is a heading of its own. */
function headerCells(words: Word[]): HeaderCell[] {
  const cells = grouped(words, isStacked);
  return cells
    .sort((one, other) => leftEdge(one) - leftEdge(other))
    .reduce<Word[][]>((joined, cell) => addCell(joined, cell), [])
    .map(headerCell);
}

function grouped(words: Word[], together: (one: Word, other: Word) => boolean): Word[][] {
  const groups: Word[][] = [];
  for (const word of words.toSorted((one, other) => one.box[0] - other.box[0])) {
    const group = groups.findLast((members) => members.some((member) => together(member, word)));
    if (group) group.push(word);
    else groups.push([word]);
  }
  return groups;
}

function isStacked(one: Word, other: Word): boolean {
  return (
    !onOneLine(one, other) &&
    sharedWidth(one.box, other.box) > Math.min(width(one.box), width(other.box)) * 0.25
  );
}

function addCell(cells: Word[][], cell: Word[]): Word[][] {
  const last = cells.at(-1);
  if (!last || !isOneHeading(last, cell)) return [...cells, cell];
  return [...cells.slice(0, -1), [...last, ...cell]];
}

function isOneHeading(left: Word[], right: Word[]): boolean {
  const gap = (leftEdge(right) - Math.max(...left.map(({ box }) => box[2]))) / (left[0] as Word).fontSize;
  if (gap > SAME_PIECE) return false;
  const [first, second] = [headingOf(textOf(left)), headingOf(textOf(right))];
  if (isWholeHeading(textOf([...left, ...right]))) return true;
  const areTwo = first !== second && isWholeHeading(textOf(left)) && isWholeHeading(textOf(right));
  if (gap < WORD_SPACE && !areTwo) return true;
  if (first === 'track' && second && PARTS_OF_TRACK.has(second)) return true;
  if (first === 'price' && speaksOf(textOf(right), TAX_WORDS)) return true;
  return first === null || second === null;
}

const leftEdge = (words: readonly Word[]): number => Math.min(...words.map(({ box }) => box[0]));

/** Runs put together as one heading, without what is struck out where other text stands beside it; at least one is needed. */
export function headerCell(words: readonly Word[]): HeaderCell {
  const standing = words.filter((word) => !isStruckOut(word));
  const isStruck = standing.length === 0;
  const text = textOf(isStruck ? words : standing);
  return { text, heading: headingOf(text), box: boxOf(words), words, ...(isStruck && { isStruck }) };
}
