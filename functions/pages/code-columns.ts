/** Products' codes that have not the shape of BRP's: the column that they stand in tells them, row by row. */
import { saysEngine } from '#reference/naming/engine.ts';
import { familyOf } from '#reference/naming/machine.ts';
import { looksLikeCode, modelCode } from './model-code.ts';
import type { Page, Word } from './page.ts';
import { type Line, linesOf } from './text.ts';

/** Of a row: code, name and price. */
const FEWEST_CELLS = 3;
const FEWEST_ROWS = 3;
/** An amount of four digits or more, however its thousands are set apart. */
export const AMOUNT = /(?<!\d)\d{1,3}(?:[\s.,'’]\d{3})+(?!\d)|(?<!\d)\d{4,6}(?!\d)/;
const VIN = /^(?=.*\d)[A-HJ-NPR-Z0-9]{17}$/;
/** No price has so many figures, or begins so. */
const NO_PRICE = /^0|^\d{7}/;

export const seenLines = ({ words }: Pick<Page, 'words'>): Line[] =>
  linesOf(words.filter((word) => word.visible && word.turns === 0));

const holdsAmount = (line: Line, beside: Word): boolean =>
  line.some((word) => word !== beside && AMOUNT.test(word.text));

/** Words above one another, from left to right. */
export function columnsOf(words: readonly Word[]): Word[][] {
  const columns: { to: number; words: Word[] }[] = [];
  for (const word of words.toSorted((one, other) => one.box[0] - other.box[0])) {
    const last = columns.at(-1);
    if (last && word.box[0] < last.to) {
      last.words.push(word);
      last.to = Math.max(last.to, word.box[2]);
    } else columns.push({ to: word.box[2], words: [word] });
  }
  return columns.map((column) => column.words);
}

const areDistinct = (words: readonly Word[]): boolean =>
  new Set(words.map(({ text }) => text)).size === words.length;

/** Lines with the cells of a row, an amount among them. */
export const rowLines = (lines: readonly Line[]): Line[] =>
  lines.filter((line) => line.length >= FEWEST_CELLS && line.some(({ text }) => AMOUNT.test(text)));

/** Columns of what is another text in every row, and may be its code: years, measures and names of families come again. */
export function columnsLikeCodes(lines: readonly Line[]): Word[][] {
  const rows = rowLines(lines);
  const candidates = rows.flatMap((line) =>
    line.filter((word) => looksLikeCode(word.text) && holdsAmount(line, word)),
  );
  return columnsOf(candidates).filter(
    (words) => words.length >= FEWEST_ROWS && 2 * words.length > rows.length && areDistinct(words),
  );
}

/** Codes of four signs tell their rows themselves: beside them other numbers are those of spare parts. */
export function hasFourSigns(lines: readonly Line[]): boolean {
  const rows = rowLines(lines);
  const codes = columnsOf(rows.flatMap((line) => line.filter(({ text }) => modelCode(text))));
  return codes.some((words) => areDistinct(words) && (words.length > 1 || 2 * words.length >= rows.length));
}

/** Letters and figures, and no name of a machine or an engine, nor a number of one vehicle. */
const isCodeAlone = ({ text }: Word): boolean =>
  /\p{L}/u.test(text) && !VIN.test(text) && familyOf(text) === null && !saysEngine(text);

const groupsOf = ({ text }: Word): string[] => text.match(/\p{L}+/gu) ?? [];

/** One word beside figures is also a day, a price, a place or a file; the same words in most rows are units between numbers. */
const areSurelyCodes = (words: readonly Word[]): boolean =>
  words.every((word) => groupsOf(word).length > 1) &&
  2 * new Set(words.map((word) => groupsOf(word).join(' '))).size > words.length;

/** The column of codes, where there is but one that nothing else can be. */
export function surelyCodes(columns: readonly Word[][]): Word[] {
  const [codes, ...more] = columns.filter((words) => words.every(isCodeAlone));
  const hasRival = columns.some((words) => words !== codes && words.every(({ text }) => NO_PRICE.test(text)));
  return codes && more.length === 0 && !hasRival && areSurelyCodes(codes) ? codes : [];
}
