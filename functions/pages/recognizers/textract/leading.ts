import type { Box } from '#contracts/box.ts';
import { centre } from '../../box.ts';
import type { QuarterTurns, Word } from '../../page.ts';

/** Which way the next line lies, by the quarter turns of the text. */
const DOWN: Record<QuarterTurns, readonly [x: number, y: number]> = {
  0: [0, 1],
  1: [-1, 0],
  2: [0, -1],
  3: [1, 0],
};
/** Words of a cell that differ by less than this, in ems, stand on one line. */
const ONE_LINE = 0.5;

/**
 * The words of cells with the lines of each as far apart as those of most: the table code tells the lines of a
 * cell from those of two rows by less than what a place read from a picture is off.
 */
export function evenlyLed(cells: readonly (readonly Word[])[]): Word[][] {
  const lined = cells.map(linesOfCell);
  const steps = lined.flatMap((lines) => lines.slice(1).map((line, at) => step(lines[at] as Word[], line)));
  const leading = steps.sort((one, other) => one - other)[steps.length >> 1] ?? 0;
  return lined.map((lines) => led(lines, leading));
}

function linesOfCell(words: readonly Word[]): Word[][] {
  const lines: Word[][] = [];
  for (const word of words.toSorted((one, other) => depth(one) - depth(other))) {
    const last = lines.at(-1);
    if (last && step(last, [word]) < ONE_LINE) last.push(word);
    else lines.push([word]);
  }
  return lines;
}

/** Moves the lines so that each stands one leading below the one before, about their common middle. */
function led(lines: readonly Word[][], leading: number): Word[] {
  const [first, last] = [lines[0]?.[0], lines.at(-1)?.[0]];
  if (!first || !last) return [];
  const middle = (depth(first) + depth(last)) / 2;
  return lines.flatMap((line, at) => {
    const place = middle + (at - (lines.length - 1) / 2) * leading * first.fontSize;
    return line.map((word) => moved(word, place - depth(line[0] as Word)));
  });
}

function depth({ box, turns }: Word): number {
  const [x, y] = centre(box);
  return x * DOWN[turns][0] + y * DOWN[turns][1];
}

/** From one line to the next, in ems. */
const step = ([one]: readonly Word[], [other]: readonly Word[]): number =>
  one && other ? (depth(other) - depth(one)) / one.fontSize : 0;

function moved(word: Word, by: number): Word {
  const [x, y] = DOWN[word.turns].map((way) => way * by) as [number, number];
  const [x0, y0, x1, y1] = word.box;
  const box: Box = [x0 + x, y0 + y, x1 + x, y1 + y];
  return { ...word, box };
}
