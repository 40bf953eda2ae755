import type { Box } from '#contracts/box.ts';
import { area, centre, holds, intersection, unionOf } from './box.ts';
import { sharedPart } from './overlaps.ts';
import type { Color, Doubt, Word } from './page.ts';
import { drawsTooMuch, type TextObject, type Token } from './text-runs.ts';

export const SMALLEST_POINTS = 2;
/** Text with less than this share of its box left by clipping and the page's edge shows no readable glyph. */
export const SHOWN_SHARE = 0.5;
/** A text that stands out less from what lies behind it is hard to read; of 255. */
export const FAINT = 28;
/** A note means a text where it lies over this part of it. */
export const NOTED = 0.3;
/** Words of like size that share this part of the smaller one are drawn one upon the other. */
const OVERPRINTED = 0.3;
const LIKE_SIZE = 2;
/** Channels this close to their background cannot be told from it on paper or screen. */
const TOLD_APART = 16;
const PAPER: Color = [255, 255, 255];

/** Something painted that text may stand on or be covered by; `color` is null where it has no one colour (a picture). */
export interface Ground {
  box: Box;
  color: Color | null;
  order: number;
}

/** What decides whether a word can be seen, beside the word itself. */
export interface Sight {
  /** The part of the page the word may paint on. */
  clip: Box;
  painted: boolean;
  grounds: readonly Ground[];
  /** How far a channel must differ from its background, of 255. */
  apart?: number;
}

/** How a word looks: seen or not, and why that is not sure. */
export interface Look {
  visible: boolean;
  doubts: readonly Doubt[];
  /** True where the same text is drawn once more in its place: it is one text. */
  isCopy?: true;
}

export const UNSEEN: Look = { visible: false, doubts: [] };
export const COPY: Look = { ...UNSEEN, isCopy: true };

/** A token's box and what its glyphs have in common. */
interface PlacedText {
  box: Box;
  text: Pick<TextObject, 'fontSize'>;
}

/** True for texts of like size in one place: a stamp, a label; a watermark is far larger. */
export const lieUpon = (one: PlacedText, other: PlacedText): boolean =>
  sharedPart(one.box, other.box) > OVERPRINTED &&
  Math.max(one.text.fontSize / other.text.fontSize, other.text.fontSize / one.text.fontSize) < LIKE_SIZE;

/** True when a reader of the page can see the word; its `order` must be set. */
function isVisible(
  word: Pick<Word, 'box' | 'color' | 'order' | 'fontSize'>,
  { clip, painted, grounds, apart = TOLD_APART }: Sight,
): boolean {
  if (!painted || word.fontSize < SMALLEST_POINTS) return false;
  if (area(intersection(word.box, clip)) < area(word.box) * SHOWN_SHARE) return false;
  const middle = centre(word.box);
  const behind = grounds.findLast(({ order, box }) => order < word.order && holds(box, middle));
  const covered = grounds.some(({ order, color, box }) => order > word.order && color && holds(box, middle));
  return !covered && (behind?.color === null || differs(word.color, behind?.color ?? PAPER, apart));
}

function differs(one: Color, other: Color, apart: number): boolean {
  return one.some((channel, index) => Math.abs(channel - (other[index] ?? 0)) > apart);
}

const MOST_GROUNDS = 20_000;

/** How tokens look as far as colours and places tell it. */
export const looksByPlace =
  (grounds: readonly Ground[]) =>
  (tokens: readonly Token[]): Look[] =>
    tokens.map((token) => ({ visible: isTokenVisible(token, grounds), doubts: [] }));

/** As `isVisible`, of a part of a run. Throws `UnreadableDocument` where more is drawn than any list has. */
export function isTokenVisible(token: Token, grounds: readonly Ground[], apart = TOLD_APART): boolean {
  if (grounds.length > MOST_GROUNDS) throw drawsTooMuch();
  const { clip, painted, color, order, fontSize } = token[0].object;
  const box = unionOf(token.map((glyph) => glyph.box));
  return isVisible({ box, color, order, fontSize }, { clip, painted, grounds, apart });
}
