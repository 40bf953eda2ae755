import type { Header } from './header.ts';
import type { Page, Word } from './page.ts';
import { middle } from './text.ts';

/** Words set by the same edge differ by less than this, in points. */
const SAME_EDGE = 1.5;
/** Letters of one line of headings differ less in size, in shares of it. */
const SAME_SIZE = 0.2;
/** A turned heading ends this near to the line of those that are not, in ems. */
const NEAR = 1;

/** Radians; text that is turned more than a page may lie askew is meant to be. */
const ASLANT = 0.1;
/** A heading that is turned begins or ends as far above the line of the others, in ems. */
const FAR_ABOVE = 12;

/** True for text that runs upwards, downwards or aslant. */
export const isTurned = ({ turns, askew = 0 }: Word): boolean => turns % 2 === 1 || Math.abs(askew) > ASLANT;

/** A page with more turned words draws something else than headings. */
const MOST_TURNED = 500;

/**
 * Words that are turned as if they stood upright in the line of the headings beside them, or where they all begin or end:
 * headings over narrow columns are turned.
 */
export function turnedUpright(page: Page): Word[] {
  const turned = page.words.filter((word) => word.visible && isTurned(word));
  if (turned.length === 0 || turned.length > MOST_TURNED) return [];
  const upright = page.words.filter((word) => word.visible && word.turns === 0 && !isTurned(word));
  const edge = alike(turned, 3) >= alike(turned, 1) ? 3 : 1;
  const lines = new Map(turned.map((word) => [word, upright.findLast((other) => stand(word, other))]));
  return turned.map((word) => {
    const fellow = turned.find((other) => lines.get(other) && isNear(word, other, edge));
    const line = lines.get(word) ?? (fellow && lines.get(fellow));
    return laid(word, line ? middle(line) + word.fontSize / 2 : ownBottom(word, edge));
  });
}

/** Where no heading stands upright the turned ones make a line where they end, or begin. */
const ownBottom = ({ box, fontSize }: Word, edge: 1 | 3): number => (edge === 3 ? box[3] : box[1] + fontSize);

const isNear = (one: Word, other: Word, edge: 1 | 3): boolean =>
  Math.abs(other.box[edge] - one.box[edge]) < SAME_EDGE;

/** How many words share their upper (1) or lower (3) edge with the one that most do. */
function alike(words: readonly Word[], edge: 1 | 3): number {
  return Math.max(...words.map((word) => words.filter((other) => isNear(word, other, edge)).length));
}

/** The word in a line that ends at `bottom`; of one that is aslant only the beginning stands over its column. */
function laid(word: Word, bottom: number): Word {
  const { turns, fontSize, text } = word;
  const [x0, , x1] = word.box;
  const right = turns % 2 === 1 ? x1 : Math.min(x1, x0 + fontSize);
  const starts = [...text].map((_, at) => x0 + ((right - x0) * at) / text.length);
  return { ...word, turns: 0, askew: 0, box: [x0, bottom - fontSize, right, bottom], starts };
}

/** A heading that is not turned stands where the turned one begins or ends, in its look. */
function stand({ box, fontSize, bold }: Word, other: Word): boolean {
  const y = middle(other);
  return (
    other.bold === bold &&
    Math.abs(other.fontSize - fontSize) < SAME_SIZE * fontSize &&
    y > box[1] &&
    y < box[3] + NEAR * fontSize
  );
}

/** Turned words beside or above a line of headings and over its columns that are none of its headings. */
export function turnedBeside(
  page: Page,
  { box, fontSize, cells }: Header,
  right: number,
  bottom: number,
): Word[] {
  const [x0, top] = box;
  const known = cells.flatMap(({ words }) => words);
  const orders = new Set(known.map(({ order }) => order));
  return page.words.filter(
    (word) =>
      word.visible &&
      isTurned(word) &&
      !orders.has(word.order) &&
      word.box[1] < bottom &&
      word.box[3] > top - FAR_ABOVE * fontSize &&
      word.box[0] > x0 &&
      word.box[2] < right &&
      /\p{L}/u.test(word.text),
  );
}
