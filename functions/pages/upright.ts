import type { Box } from '#contracts/box.ts';
import { turnedBy } from './askew.ts';
import { boundingBox, IDENTITY, type Matrix, transform, transformBox } from './matrix.ts';
import type { Page, QuarterTurns, Word } from './page.ts';

/** A page turned so that its text runs from left to right, and the way back to the page as a reader sees it. */
export interface UprightPage {
  page: Page;
  /** From the turned page to the page as seen. */
  asSeen(box: Box): Box;
}

interface Turn {
  matrix: Matrix;
  back: Matrix;
  size: [width: number, height: number];
  start(value: number): number;
}

/** Turns the page by its prevailing direction of text: a table laid on its side is read like any other. */
export const upright = (page: Page): UprightPage => withUpright(page, prevailingTurns(page.words));

/** Turns the page so that what is turned by so much runs from left to right. */
export function withUpright(page: Page, turns: QuarterTurns): UprightPage {
  const turn = TURNS[turns](page.width, page.height);
  const seen = askewAgain(page);
  if (turns === 0) return { page, asSeen: seen };
  return { page: turned(page, turns, turn), asSeen: (box) => seen(transformBox(turn.back, box)) };
}

/** From the page set straight to the page as it lies. */
function askewAgain(page: Page): (box: Box) => Box {
  if (!page.askew) return (box) => box;
  const back = turnedBy(page.askew, page);
  return ([x0, y0, x1, y1]) =>
    boundingBox(
      [
        [x0, y0],
        [x1, y0],
        [x1, y1],
        [x0, y1],
      ].map(([x = 0, y = 0]) => transform(back, [x, y])),
    );
}

/** By quarter turns of the text: what sets it upright again. */
const TURNS: Record<QuarterTurns, (width: number, height: number) => Turn> = {
  0: (width, height) => ({
    matrix: IDENTITY,
    back: IDENTITY,
    size: [width, height],
    start: (value) => value,
  }),
  1: (width, height) => ({
    matrix: [0, -1, 1, 0, 0, width],
    back: [0, 1, -1, 0, width, 0],
    size: [height, width],
    start: (value) => value,
  }),
  2: (width, height) => ({
    matrix: [-1, 0, 0, -1, width, height],
    back: [-1, 0, 0, -1, width, height],
    size: [width, height],
    start: (value) => width - value,
  }),
  3: (width, height) => ({
    matrix: [0, 1, -1, 0, height, 0],
    back: [0, -1, 1, 0, 0, height],
    size: [height, width],
    start: (value) => height - value,
  }),
};

function prevailingTurns(words: readonly Word[]): QuarterTurns {
  const letters: [number, number, number, number] = [0, 0, 0, 0];
  for (const { text, turns, visible } of words) if (visible) letters[turns] += text.length;
  return letters.indexOf(Math.max(...letters)) as QuarterTurns;
}

function turned(page: Page, turns: QuarterTurns, { matrix, size, start }: Turn): Page {
  const place = <Placed extends { box: Box }>(one: Placed): Placed => ({
    ...one,
    box: transformBox(matrix, one.box),
  });
  const sideways = turns % 2 === 1;
  return {
    number: page.number,
    width: size[0],
    height: size[1],
    words: page.words.map((word) => ({
      ...place(word),
      turns: ((word.turns - turns + 4) % 4) as QuarterTurns,
      starts: word.starts.map(start),
      ...(word.marks && { marks: word.marks.map(place) }),
    })),
    fills: page.fills.map(place),
    rules: page.rules.map((rule) => ({
      ...place(rule),
      direction: sideways ? OTHER[rule.direction] : rule.direction,
    })),
    images: page.images.map(place),
    ...(page.headingNames && { headingNames: page.headingNames }),
    ...(page.taughtHeadings && { taughtHeadings: page.taughtHeadings }),
  };
}

const OTHER = { horizontal: 'vertical', vertical: 'horizontal' } as const;
