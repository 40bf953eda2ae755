import type { Box } from '#contracts/box.ts';
import { height, holds } from './box.ts';
import type { Word } from './page.ts';

/** Runs closer than this, in ems, are one word drawn in pieces. */
const GLUED = 0.12;
/** Runs whose middles differ by less than this, in ems, stand on one line. */
const SAME_LINE = 0.5;

/** Words that stand side by side, from left to right. */
export type Line = Word[];

/** Most texts are so as they stand. */
const TIDY = /^[!-~]+(?: [!-~]+)*$/;

/** Text as the contracts carry it: NFC, single spaces, nothing at either end. */
export function tidy(text: string): string {
  if (TIDY.test(text)) return text;
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

/** From top to bottom, and from left to right. */
export const byPlace = (one: Word, other: Word): number =>
  middle(one) - middle(other) || one.box[0] - other.box[0];

/** Words grouped into lines from top to bottom. */
export function linesOf(words: readonly Word[]): Line[] {
  const lines: Line[] = [];
  let line: Line = [];
  let level = Number.NEGATIVE_INFINITY;
  for (const word of inOrder(words)) {
    const own = middle(word);
    const first = line[0];
    if (first && own - level < SAME_LINE * Math.min(word.fontSize, first.fontSize)) line.push(word);
    else {
      line = [word];
      level = own;
      lines.push(line);
    }
  }
  for (const one of lines) if (one.length > 1) one.sort((left, right) => left.box[0] - right.box[0]);
  return lines;
}

/** The words by their place; mostly they come so. */
function inOrder(words: readonly Word[]): readonly Word[] {
  let [level, left] = [Number.NEGATIVE_INFINITY, 0];
  for (const word of words) {
    const own = middle(word);
    if (own < level || (own === level && word.box[0] < left)) return words.toSorted(byPlace);
    level = own;
    left = word.box[0];
  }
  return words;
}

/** Tells which of many texts have their middles between two heights, from top to bottom. */
export function byHeight<Text extends { box: Box }>(
  texts: readonly Text[],
): (from: number, to: number) => Text[] {
  const placed = texts.map((text) => ({ text, y: middle(text) })).sort((one, other) => one.y - other.y);
  const heights = placed.map(({ y }) => y);
  return (from, to) => {
    const found: Text[] = [];
    for (let at = firstAbove(heights, from); at < placed.length; at++) {
      const { text, y } = placed[at] as (typeof placed)[number];
      if (y >= to) break;
      found.push(text);
    }
    return found;
  };
}

/** Tells which of many things have a point in their boxes. */
export function byPoint<Thing extends { box: Box }>(
  things: readonly Thing[],
): (point: readonly [number, number]) => Thing[] {
  const tallest = Math.max(0, ...things.map(({ box }) => height(box)));
  const standing = byHeight(things);
  return (point) => standing(point[1] - tallest, point[1] + tallest).filter(({ box }) => holds(box, point));
}

/** Index of the first of ascending numbers that is more than one; their count where none is. */
export function firstAbove(ascending: readonly number[], least: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const at = (low + high) >> 1;
    if ((ascending[at] as number) > least) high = at;
    else low = at + 1;
  }
  return low;
}

/** The words as one text, line after line; pieces of one word are put together. */
export function textOf(words: readonly Word[]): string {
  if (words.length === 1) return tidy((words[0] as Word).text);
  return tidy(linesOf(words).map(lineText).reduce(goingOn, ''));
}

/** A hyphen right behind a letter or figure joins two parts of a word ("X-", "light"), */
const HYPHENATED = /[\p{L}\d]-$/u;
/** or parts it at the end of its line ("Pack-", "age"). */
const PARTED = /\p{Ll}-$/u;

/** A letter, be it of two units, and the hyphen: of a text of many lines the whole need not be looked at for each. */
const LONGEST_END = 3;

/** "Fram-", "och baklykta": the hyphen stands for the rest of a word. */
const SUSPENDED = /^(?:och|og|eller|ja|tai|und|oder|and|or|ou|et|и|или)\s/u;

/** A line and the next: small letters go on with the small letters before them. */
function goingOn(text: string, next: string): string {
  const end = text.slice(-LONGEST_END);
  const goesOn = HYPHENATED.test(end) && /^[\p{L}\d]/u.test(next) && !SUSPENDED.test(next);
  if (!goesOn) return `${text} ${next}`;
  return PARTED.test(end) && /^\p{Ll}/u.test(next) ? text.slice(0, -1) + next : text + next;
}

/** One line's text. */
export function lineText(line: Line): string {
  return line.map((word, index) => separator(line[index - 1], word) + word.text).join('');
}

function separator(previous: Word | undefined, word: Word): string {
  if (!previous) return '';
  return word.box[0] - previous.box[2] < GLUED * word.fontSize ? '' : ' ';
}

/** Height of the word's middle on the page. */
export function middle({ box }: { box: Box }): number {
  return (box[1] + box[3]) / 2;
}

/** The box around the words; at least one is needed. */
export function boxOf(words: readonly Pick<Word, 'box'>[]): Box {
  const all: Box = [...(words[0] as Word).box];
  for (const { box } of words) {
    if (box[0] < all[0]) all[0] = box[0];
    if (box[1] < all[1]) all[1] = box[1];
    if (box[2] > all[2]) all[2] = box[2];
    if (box[3] > all[3]) all[3] = box[3];
  }
  return all;
}

/**
 * A title without letter spacing: "M A L L I 2 0 2 6" → "MALLI2026".
 * Where words stood is lost with the letter spacing, so such a title can only be searched, not shown.
 */
export function withoutLetterSpacing(text: string): string {
  const pieces = text.split(' ');
  const single = pieces.filter((piece) => [...piece].length === 1).length;
  return single > pieces.length / 2 ? pieces.join('') : text;
}
