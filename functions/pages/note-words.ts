import type { Box } from '#contracts/box.ts';
import { height, width } from './box.ts';
import type { Word } from './page.ts';

/** What somebody has typed upon a page or into a field of it: a reader sees it as well as what is printed. */
export interface TypedText {
  text: string;
  /** Of the note or the field, as seen. */
  box: Box;
  /** How its font is set: `/Helv 9 Tf` (ISO 32000-2, 12.7.4.3). */
  appearance: string;
}

/** Points. */
const PADDING = 2;
const LARGEST_SIZE = 10;
/** Ems: so wide are the letters of common fonts, and so far apart their lines. */
const LETTER = 0.5;
const LINE = 1.2;

/**
 * Typed texts as words behind so many that the page draws. How they look a viewer decides that makes them anew: they are
 * in doubt, so that rows that hold any of them wait.
 */
export const wordsTyped = (texts: readonly TypedText[], drawn: number): Word[] =>
  texts.flatMap(linesOf).map((word, at) => ({ ...word, order: drawn + at }));

function linesOf({ text, box, appearance }: TypedText): Omit<Word, 'order'>[] {
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  const room = height(box) / Math.max(1, lines.length);
  const stated = Number(/([\d.]+)\s+Tf/.exec(appearance)?.[1] ?? 0);
  const longest = Math.max(1, ...lines.map(({ length }) => length));
  const fitting = Math.min(LARGEST_SIZE, room / LINE, width(box) / (longest * LETTER));
  const fontSize = stated > 0 ? stated : fitting;
  return lines.map((line, at) => {
    const [left, middle] = [box[0] + PADDING, box[1] + room * (at + 0.5)];
    const starts = Array.from(line, (_, letter) => left + letter * LETTER * fontSize);
    const right = left + line.length * LETTER * fontSize;
    return {
      ...{ text: line, starts, turns: 0, fontSize, bold: false, color: [0, 0, 0], visible: true },
      box: [left, middle - fontSize / 2, right, middle + fontSize / 2],
      doubts: ['unrendered'],
    };
  });
}
