import { brandInTitle } from '#reference/naming/machine.ts';
import { centre } from './box.ts';
import { type Span, tableEdges } from './edges.ts';
import type { Header, HeaderCell } from './header.ts';
import { headingOf } from './headings.ts';
import type { Page, Word } from './page.ts';
import { boxOf, middle } from './text.ts';

/** A heading over those of several columns: "Track" over "Length" and "Profile". */
export interface GroupHeading {
  word: Word;
  /** From the line at its left to that at its right. */
  columns: Span;
}

/** How much of a text's height a line beside it must run along. */
const BESIDE = 0.9;
/** A line stands inside a stretch that reaches farther on both sides, in points. */
const INSIDE = 2;
/** In ems: the headings under it stand no farther below, and those of one line at one height. */
const BELOW = 2.5;
const ONE_LINE = 0.5;

const linesBeside = (page: Page, [, top, , bottom]: Word['box']): number[] =>
  tableEdges(page, 'vertical', [top, bottom], BESIDE);

/** The headings that lines enclose over others which more lines divide. */
export function groupHeadings(page: Page, words: readonly Word[]): GroupHeading[] {
  return words
    .filter(({ text }) => headingOf(text) !== null && !isTitle(text))
    .flatMap((word) => {
      const below = rightBelow(word, words);
      const columns = below.length < 2 ? null : columnsAround(page, word);
      return columns && standsOverHeadings(page, { word, columns }, below) ? [{ word, columns }] : [];
    });
}

/** What stands under a text no farther than the headings under a group do. */
const rightBelow = (word: Word, words: readonly Word[]): Word[] =>
  words.filter((one) => middle(one) > word.box[3] && middle(one) - middle(word) < BELOW * word.fontSize);

/** The lines that enclose a text; null where none do. */
function columnsAround(page: Page, { text, box }: Word): Span | null {
  const edges = linesBeside(page, box);
  const [from, to] = [edges.findLast((x) => x <= box[0]), edges.find((x) => x >= box[2])];
  if (from === undefined || to === undefined) return null;
  // Prices are never a table's first columns: "PRICE LIST" over them is its title.
  return from === edges[0] && headingOf(text) === 'price' ? null : [from, to];
}

/** "SKI-DOO PRICE LIST 2026" right over the headings. */
const isTitle = (text: string): boolean => /\d/.test(text) || brandInTitle(text) !== null;

/** A first row under headings has figures; under a group stand names alone, and some of them known. */
function standsOverHeadings(
  page: Page,
  { word, columns }: GroupHeading,
  rightBelow: readonly Word[],
): boolean {
  const below = rightBelow.filter((one) => isWithin(one, columns));
  const top = Math.min(...below.map(middle));
  const line = below.filter((one) => middle(one) - top < ONE_LINE * word.fontSize);
  if (line.length < 2 || line.some(({ text }) => /\d/.test(text))) return false;
  const dividers = linesBeside(page, boxOf(line)).filter(
    (x) => x > columns[0] + INSIDE && x < columns[1] - INSIDE,
  );
  const areDivided = dividers.some(
    (x) => line.some(({ box }) => box[2] <= x) && line.some(({ box }) => box[0] >= x),
  );
  return areDivided && line.some(({ text }) => headingOf(text) !== null || headingOf(word.text) === 'price');
}

const isWithin = ({ box }: Pick<Word, 'box'>, [from, to]: Span): boolean =>
  centre(box)[0] > from && centre(box)[0] < to;

/** The header with the groups that stand over it: of prices each tells what the ones under it are. */
export function withGroups(header: Header, groups: readonly GroupHeading[]): Header {
  const over = groups.filter(({ word }) => middle(word) < header.box[3] && isOver(word, header));
  if (over.length === 0) return header;
  const cells = header.cells.map((cell) =>
    over.reduce((told, group) => (isWithin(cell, group.columns) ? toldBy(told, group.word) : told), cell),
  );
  return { ...header, cells, box: boxOf([header, ...over.map(({ word }) => word)]) };
}

const isOver = ({ box, fontSize }: Word, header: Header): boolean =>
  box[3] > header.box[1] - BELOW * fontSize;

function toldBy(cell: HeaderCell, { text }: Word): HeaderCell {
  if (cell.heading !== null || headingOf(text) !== 'price') return cell;
  const whole = `${text} ${cell.text}`;
  return { ...cell, text: whole, heading: headingOf(whole) };
}
