import type { Box } from '#contracts/box.ts';
import type { Word } from './page.ts';

/** Runs closer than this, in ems, are one word drawn in pieces. */
const GLUED = 0.12;
/** Runs whose middles differ by less than this, in ems, stand on one line. */
const SAME_LINE = 0.5;

/** Words that stand side by side, from left to right. */
export type Line = Word[];

/** Text as the contracts carry it: NFC, single spaces, nothing at either end. */
export function tidy(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

/** From top to bottom, and from left to right. */
export const byPlace = (one: Word, other: Word): number =>
  middle(one) - middle(other) || one.box[0] - other.box[0];

/** Words grouped into lines from top to bottom. */
export function linesOf(words: readonly Word[]): Line[] {
  const lines: Line[] = [];
  for (const word of words.toSorted(byPlace)) {
    const line = lines.at(-1);
    if (line?.[0] && middle(word) - middle(line[0]) < SAME_LINE * Math.min(word.fontSize, line[0].fontSize))
      line.push(word);
    else lines.push([word]);
  }
  for (const line of lines) if (line.length > 1) line.sort((one, other) => one.box[0] - other.box[0]);
  return lines;
}

/** Tells which of many texts have their middles between two heights, from top to bottom. */
export function byHeight<Text extends Pick<Word, 'box'>>(
  texts: readonly Text[],
): (from: number, to: number) => Text[] {
  const ordered = texts.toSorted((one, other) => middle(one) - middle(other));
  const heights = ordered.map(middle);
  return (from, to) => {
    const first = firstAbove(heights, from);
    let end = first;
    while (end < heights.length && (heights[end] as number) < to) end++;
    return ordered.slice(first, end);
  };
}

/** Index of the first of ascending numbers that is more than one; their count where none is. */
function firstAbove(ascending: readonly number[], least: number): number {
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
  return tidy(linesOf(words).map(lineText).join(' '));
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
