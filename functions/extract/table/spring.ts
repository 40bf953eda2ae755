import type { Box } from '#contracts/box.ts';
import { centre, unionOf } from '#pages/box.ts';
import type { Page, Word } from '#pages/page.ts';
import { middle } from '#pages/text.ts';
import type { Block } from './cells.ts';
import { groundColor } from './looks.ts';
import { type Row, rowBox } from './rows.ts';

/** Marks in the margin beside a row that can be ordered in spring only; printed in the paper's colour on some lists. */
const MARK = /^[xX✕✗×*•●✓]$/;
/** A ground under more of the codes than this is the design of the column, not a mark. */
const DESIGN_SHARE = 0.8;
const FEW_ROWS = 4;
const BESIDE = 0.4;
/** White between a footnote's mark and its text, in ems. */
const NOTE_GAP = 0.75;

/** What stands in a column of marks where there is none; zero and no as spreadsheets and people write them. */
const NO_MARK = /^(?:[-–—0]|false|no|nej|nei|ei|epätosi|falskt?|нет|ложь|)$/i;

/** True for what marks a row in a column of marks: anything but a no. */
export const isMark = (text: string): boolean => !NO_MARK.test(text);

/** True for a mark that stands outside the table: it says something of its row and is no cell. */
export function isMarginMark(word: Word, table: Box, words: readonly Word[]): boolean {
  const isOutside = word.box[2] <= table[0] || word.box[0] >= table[2];
  return isOutside && MARK.test(word.text) && !opensNote(word, words);
}

/** A mark right before a word is that of a footnote. */
function opensNote(mark: Word, words: readonly Word[]): boolean {
  const isBehind = ({ box }: Word) => box[0] > mark.box[0] && box[0] - mark.box[2] < NOTE_GAP * mark.fontSize;
  const isOnLine = (word: Word) => Math.abs(middle(word) - middle(mark)) < BESIDE * mark.fontSize;
  return words.some((word) => isBehind(word) && isOnLine(word) && word.turns === mark.turns);
}

/** The rows marked as spring-only: by the ground of the code's cell, else by a mark in the margin. */
export function springOnlyRows(page: Page, rows: readonly Row[]): Set<Row> {
  if (rows.length === 0) return new Set();
  const grounded = rows.filter((row) => codeStandsApart(page, row));
  const isDesign = rows.length > FEW_ROWS && grounded.length > rows.length * DESIGN_SHARE;
  const byGround = isDesign ? [] : grounded;
  const marks = marginMarks(page, rows, byGround.length === 0);
  return new Set([...byGround, ...rows.filter((row) => marks.some((mark) => isBeside(mark, row)))]);
}

function codeStandsApart(page: Page, { code, blocks }: Row): boolean {
  const own = groundColor(page, centre(code.box));
  const others = blocks.filter(({ pieces }) => !pieces.includes(code));
  const isApart = ({ box }: Block) => {
    const ground = groundColor(page, [centre(box)[0], middle(code)]);
    return ground !== own && !bothPaper(ground, own);
  };
  return others.length > 0 && others.every(isApart);
}

const PAPERS = new Set(['', '255 255 255']);
const bothPaper = (one: string, other: string): boolean => PAPERS.has(one) && PAPERS.has(other);

/** A mark printed invisibly counts only where no ground marks any row: it then is all the list has. */
function marginMarks(page: Page, rows: readonly Row[], hiddenToo: boolean): Word[] {
  const table = unionOf(rows.map(rowBox));
  return page.words.filter((word) => (word.visible || hiddenToo) && isMarginMark(word, table, page.words));
}

function isBeside(mark: Word, row: Row): boolean {
  const [, top, , bottom] = rowBox(row);
  return middle(mark) >= top && middle(mark) <= bottom;
}
