import type { Box } from '#contracts/box.ts';

/** Of a page as it is shown, whichever way it was turned or scanned; points. */
interface PageSize {
  width: number;
  height: number;
}

/** A page's picture: it fills `width` and `height`, in points, as boxes are told in. */
export interface PagePicture extends PageSize {
  url: string;
}

/** What a row needs beside it, so that one sees where one is; points. */
const AROUND = 26;
/** Wider, and print is too small to be read in the pane. */
const WIDEST = 370;
const TALLEST = 260;
const NEAREST = 60;

const unionOf = (boxes: readonly Box[]): Box => [
  Math.min(...boxes.map(([x]) => x)),
  Math.min(...boxes.map(([, y]) => y)),
  Math.max(...boxes.map(([, , x]) => x)),
  Math.max(...boxes.map(([, , , y]) => y)),
];

const between = (least: number, value: number, most: number): number =>
  Math.max(least, Math.min(value, Math.max(least, most)));

/** A window of a size around a point, within the page. */
export const windowAt = ([x, y]: [number, number], [w, h]: [number, number], page: PageSize): Box => {
  const [width, height] = [Math.min(w, page.width), Math.min(h, page.height)];
  const left = between(0, x - width / 2, page.width - width);
  const top = between(0, y - height / 2, page.height - height);
  return [left, top, left + width, top + height];
};

/** Where a side of a window stands: over all of the place where that fits, else over what is in question, else at its beginning. */
const middleOf = (place: [number, number], inQuestion: [number, number] | null, size: number): number => {
  const [from, to] = place;
  if (to - from + 2 * AROUND <= size) return (from + to) / 2;
  return inQuestion ? (inQuestion[0] + inQuestion[1]) / 2 : from - AROUND + size / 2;
};

/** The place large enough to be read; a table of which nothing is in question as a whole. */
export const placeView = ([x0, y0, x1, y1]: Box, inQuestion: readonly Box[], page: PageSize): Box => {
  const isTable = inQuestion.length === 0 && y1 - y0 > TALLEST;
  const width = isTable ? page.width : Math.min(WIDEST, x1 - x0 + 2 * AROUND);
  const height = between(4 * AROUND, y1 - y0 + 2 * AROUND, isTable ? page.width : TALLEST);
  const [a, b, c, d] = inQuestion.length > 0 ? unionOf(inQuestion) : [null, null, null, null];
  const x = middleOf([x0, x1], a === null ? null : [a, c], width);
  const y = middleOf([y0, y1], b === null ? null : [b, d], height);
  return windowAt([x, y], [width, height], page);
};

export const scaled = ([x0, y0, x1, y1]: Box, by: number, page: PageSize): Box => {
  const width = between(NEAREST, (x1 - x0) * by, page.width);
  const height = (width * (y1 - y0)) / (x1 - x0);
  return windowAt([(x0 + x1) / 2, (y0 + y1) / 2], [width, height], page);
};

export const shifted = ([x0, y0, x1, y1]: Box, [dx, dy]: [number, number], page: PageSize): Box =>
  windowAt([(x0 + x1) / 2 + dx, (y0 + y1) / 2 + dy], [x1 - x0, y1 - y0], page);

export const isWithin = ([x0, y0, x1, y1]: Box, [a, b, c, d]: Box): boolean =>
  a >= x0 && b >= y0 && c <= x1 && d <= y1;
