import { modelCode } from '#pages/model-code.ts';
import type { Word } from '#pages/page.ts';
import type { Line } from '#pages/text.ts';
import type { Slot } from './columns.ts';
import type { Stretch } from './strips.ts';

/** Fewer words are a label, or the texts of two cells. */
const FEWEST_WORDS = 4;
const FEWEST_BOLD_WORDS = 2;
/** No space between words is wider, in ems: a typewriter's has 0.6. */
const WIDEST_SPACE = 0.75;
/** The spaces of one sentence differ by less than this, in ems; the white between cells does not keep to it. */
const EVEN = 0.08;
/** How far a column's edge must lie inside a word to cut it, in points. */
const INSIDE = 1;

/**
 * True for a line that is one text over the edges of columns, however it is drawn: a note between rows, or a label in bold.
 * Its words stand evenly apart, and it either begins where tables do or has words that no column could hold.
 */
export function runsAcross(line: Line, slots: readonly Slot[]): boolean {
  if (line.some(({ text }) => text.split(' ').some(modelCode))) return false;
  const tokens = line.flatMap(tokensOf);
  const fewest = line.every(({ bold }) => bold) ? FEWEST_BOLD_WORDS : FEWEST_WORDS;
  if (tokens.length < fewest || !standEvenly(tokens, line[0]?.fontSize ?? 1)) return false;
  const places = tokens.map((token) => placeOf(token, slots));
  return (
    new Set(places).size > 1 && (beginsTable(places, slots) || tokens.some((token) => isCut(token, slots)))
  );
}

/** In or before the first column, or in that of the codes. */
const beginsTable = ([first = 0]: readonly number[], slots: readonly Slot[]): boolean =>
  first <= 0 || slots[first]?.heading === 'modelCode';

/** The words of a run. */
function tokensOf({ text, starts, box }: Word): Stretch[] {
  return [...text.matchAll(/\S+/g)].map(({ 0: token, index }) => ({
    from: starts[index] ?? box[0],
    to: starts[index + token.length] ?? box[2],
  }));
}

function standEvenly(tokens: readonly Stretch[], em: number): boolean {
  const gaps = tokens.slice(1).map(({ from }, index) => (from - (tokens[index] as Stretch).to) / em);
  return Math.max(...gaps) < WIDEST_SPACE && Math.max(...gaps) - Math.min(...gaps) < EVEN;
}

/** Index of the slot the word stands in; -1 outside the table. */
const placeOf = ({ from, to }: Stretch, slots: readonly Slot[]): number =>
  slots.findIndex((slot) => isIn((from + to) / 2, slot.from, slot.to));

const isIn = (x: number, from: number, to: number): boolean => x > from && x < to;

const isCut = ({ from, to }: Stretch, slots: readonly Slot[]): boolean =>
  slots.slice(1).some((slot) => isIn(slot.from, from + INSIDE, to - INSIDE));
