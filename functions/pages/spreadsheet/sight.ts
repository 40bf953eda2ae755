import type { Color } from '../page.ts';
import type { Ground, Look } from './sheet.ts';

/** What a person can make of a text: `faint` is read by some, and on some screens. */
export type Sight = 'seen' | 'faint' | 'unseen';

/** Points. */
const SMALLEST_SIZE = 2;
const SMALL_SIZE = 4;
/** Channels this close to their background cannot be told from it on paper or screen. */
const TOLD_APART = 16;
/** Below this ratio of luminances (WCAG 2) text is hard to read: light grey or yellow on white. */
const CLEAR_CONTRAST = 1.3;
const PAPER: Color = [255, 255, 255];
const ON_PAPER: Ground = { color: PAPER, areas: [PAPER], painted: [PAPER] };

/** How well a text of this look can be seen on its ground. */
export function sightOf({ color, ground, fontSize }: Pick<Look, 'color' | 'ground' | 'fontSize'>): Sight {
  const { areas, painted } = ground ?? ON_PAPER;
  const isHidden = ![...areas, ...painted].some((behind) => differs(color, behind));
  if (fontSize < SMALLEST_SIZE || isHidden) return 'unseen';
  const isClear = areas.every(
    (behind) => differs(color, behind) && contrast(color, behind) >= CLEAR_CONTRAST,
  );
  return isClear && fontSize >= SMALL_SIZE ? 'seen' : 'faint';
}

const differs = (one: Color, other: Color): boolean =>
  one.some((channel, index) => Math.abs(channel - (other[index] ?? 0)) > TOLD_APART);

function contrast(one: Color, other: Color): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((low, high) => low - high);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Relative luminance of an sRGB colour, 0–1 (WCAG 2). */
function luminance(color: Color): number {
  const [red = 0, green = 0, blue = 0] = color.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
