import type { Header } from '#pages/header.ts';
import { modelCode } from '#pages/model-code.ts';
import type { Word } from '#pages/page.ts';
import { firstAbove, type Line, linesOf, middle } from '#pages/text.ts';
import { phrases } from './phrases.ts';

/** Cells of wrapped rows stand within this many ems of their code, and their lines of one another. */
const ROW_REACH = 1.3;
/** So many texts set apart on one line are those of cells: a label has one, at most with a unit. */
const SEVERAL_CELLS = 3;
/** Points: what is drawn twice stands nearer. */
const SAME_HEIGHT = 1;

/**
 * What stands in rows for sure: beside codes, on lines of several cells, and right above or below either; all words where
 * no code tells a row.
 */
export function inRows(header: Header, words: readonly Word[]): readonly Word[] {
  const codes = probableCodes(header, words)
    .map(middle)
    .sort((one, other) => one - other);
  if (codes.length === 0) return words;
  const steps = codes.slice(1).map((y, index) => y - (codes[index] as number));
  const pitch = Math.min(...steps.filter((step) => step > SAME_HEIGHT));
  const isBesideCode = besideCodes(codes);
  const bottom = (codes.at(-1) as number) + (Number.isFinite(pitch) ? pitch : 0);
  return withNeighbours(linesOf(words), isBesideCode, bottom);
}

/** How much of the way to the next code the lines of a row reach. */
const SHARE = 0.45;

/** Rows are as high as their longest cell: how far the lines of one reach tells the nearest code above or below its own. */
function besideCodes(codes: readonly number[]): (word: Word) => boolean {
  const rows = codes.filter((y, index) => index === 0 || y - (codes[index - 1] as number) > SAME_HEIGHT);
  const room = (index: number) => {
    const [y, above = -Infinity, below = Infinity] = [
      rows[index] as number,
      rows[index - 1],
      rows[index + 1],
    ];
    return SHARE * Math.min(y - above, below - y);
  };
  return (word) => {
    const y = middle(word);
    const below = firstAbove(rows, y);
    const isBeside = (index: number) => {
      const reach = Math.min(ROW_REACH * word.fontSize, room(index));
      return Math.abs((rows[index] as number) - y) < reach;
    };
    return (below > 0 && isBeside(below - 1)) || (below < rows.length && isBeside(below));
  };
}

/**
 * The words of rows, and with them the texts that stand as near to them as the lines of one cell do: where one word of a
 * text stands over another of the cell, all of it belongs there, however it is drawn.
 */
function withNeighbours(
  lines: readonly Line[],
  isBesideCode: (word: Word) => boolean,
  bottom: number,
): Word[] {
  const isOfCells = (line: Line) => middle(line[0] as Word) < bottom && phrases(line).length >= SEVERAL_CELLS;
  const sure = lines.map((line) => (isOfCells(line) ? line : line.filter(isBesideCode)));
  return lines.flatMap((line, index) => {
    const own = sure[index] as Line;
    if (own.length === line.length) return line;
    const near = [...(sure[index - 1] ?? []), ...(sure[index + 1] ?? [])];
    const isOfRow = (word: Word) => own.includes(word) || near.some((other) => continues(word, other));
    return phrases(line)
      .filter((phrase) => phrase.some(isOfRow))
      .flat();
  });
}

function continues(word: Word, other: Word): boolean {
  const isNear = Math.abs(middle(word) - middle(other)) < ROW_REACH * word.fontSize;
  return isNear && word.box[0] < other.box[2] && word.box[2] > other.box[0];
}

/** Codes by their shape under the heading; good enough to tell rows from what stands between them. */
function probableCodes({ cells }: Header, words: readonly Word[]): Word[] {
  const index = cells.findIndex(({ heading }) => heading === 'modelCode');
  const own = cells[index];
  if (!own) return [];
  const from = cells[index - 1]?.box[2] ?? -Infinity;
  const to = cells[index + 1]?.box[0] ?? Infinity;
  const under = words.filter(({ box }) => box[2] > from && box[0] < to);
  return under.filter(({ text, isCode }) => isCode || modelCode(text.split(' ')[0] as string));
}
