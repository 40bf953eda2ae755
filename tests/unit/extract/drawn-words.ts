import { type Header, headerCell } from '#pages/header.ts';
import type { Page, Rule, Word } from '#pages/page.ts';
import { boxOf } from '#pages/text.ts';

const EM = 10;
const LETTER = 5;

let drawn = 0;

/** A word of letters half an em wide in type of ten points; `x` is its left edge, `y` its middle. */
export const word = (text: string, x: number, y: number, bold = false): Word => ({
  text,
  starts: [...text].map((_, index) => x + index * LETTER),
  turns: 0,
  box: [x, y - EM / 2, x + text.length * LETTER, y + EM / 2],
  order: drawn++,
  fontSize: EM,
  bold,
  color: [0, 0, 0],
  visible: true,
});

/** The words of a text drawn one by one, a letter's width apart. */
export function spoken(text: string, x: number, y: number, bold = false): Word[] {
  const at = (index: number) =>
    x + text.split(' ').slice(0, index).join(' ').length * LETTER + (index && LETTER);
  return text.split(' ').map((one, index) => word(one, at(index), y, bold));
}

/** A header of cells, each of the words given. */
export const headerOf = (cells: readonly Word[][]): Header => ({
  box: boxOf(cells.flat()),
  fontSize: EM,
  cells: cells.map(headerCell),
});

/** A page on which nothing but rules is drawn. */
export const ruled = (rules: Rule[] = []): Page => ({
  number: 1,
  width: 600,
  height: 800,
  words: [],
  fills: [],
  rules,
  images: [],
});
