import type { Box } from '#contracts/box.ts';
import { holdsBox } from '../box.ts';
import { contrast, pixelOf } from '../ink.ts';
import type { Color } from '../page.ts';

/** What is painted with: of a gradient, a pattern or a picture all the colours it has; null where nobody knows them. */
export interface Pigment {
  colors: readonly Color[] | null;
  /** 0–255. */
  alpha: number;
  /** True where it leaves parts of what it fills free. */
  isSparse?: boolean;
}

/** How what is painted goes into what is there: by a canvas' name of the blend mode, through a mask (ISO 32000-2, 11.3.5, 11.5). */
export interface Blending {
  mode: string;
  /** What the mask is made of; null where there is none. */
  mask: readonly Coat[] | null;
}

/** Something painted on a part of the page. */
export interface Coat extends Pigment, Blending {
  /** Place in painting order. */
  order: number;
  box: Box;
  /** False where it may leave parts of its box free. */
  isWhole: boolean;
}

/** What shows in a place with a text and without it. */
interface Pair {
  text: Color;
  bare: Color;
}

/** Blending has nothing to act on where nothing is painted. */
const PAPER: Color = [255, 255, 255];
const BLACK: Color = [0, 0, 0];

/** Separable blend modes (ISO 32000-2, table 134) of channels, 0–255. */
const MODES: Readonly<Record<string, (below: number, own: number) => number>> = {
  'source-over': (_, own) => own,
  multiply: (below, own) => (below * own) / 255,
  screen: (below, own) => below + own - (below * own) / 255,
  darken: Math.min,
  lighten: Math.max,
  difference: (below, own) => Math.abs(below - own),
  exclusion: (below, own) => below + own - (2 * below * own) / 255,
};

/** More colours in one place are a photograph's: nobody can tell what of them lies where. */
const MOST_PAIRS = 512;

/** More of them in one place are no list's. */
const MOST_COATS = 500;

/** The least and the greatest contrast, 0–255, that a text may have in a place with what it is painted on. */
export interface Contrasts {
  least: number;
  most: number;
}

/** How a text shows in a place on which coats lie, in painting order; null where nobody knows. */
export function contrastsIn(place: Box, coats: readonly Coat[], text: Coat): Contrasts | null {
  if (coats.length > MOST_COATS) return null;
  const under = coats.filter(({ order }) => order < text.order);
  const over = coats.filter(({ order }) => order > text.order);
  const solid = under.findLastIndex((coat) => isSolid(coat) && covers(coat, place));
  const pairs = painted(
    place,
    [...under.slice(Math.max(0, solid)), text, ...over],
    [{ text: PAPER, bare: PAPER }],
    text,
  );
  const found = pairs?.map((pair) => contrast(pixelOf(pair.text), pixelOf(pair.bare)));
  return found ? { least: Math.min(...found), most: Math.max(...found) } : null;
}

/** What coats make of a place, one upon the other; `text` is painted on one of each pair alone. */
function painted(place: Box, coats: readonly Coat[], bare: Pair[], text?: Coat): Pair[] | null {
  let pairs = bare;
  for (const coat of coats) {
    const [blend, alpha] = [MODES[coat.mode], opacityIn(place, coat)];
    if (!coat.colors || !blend || alpha === null) return null;
    const mixed = coat.colors.flatMap((color) => {
      const mix = (below: Color) => mixedInto(below, color, alpha, blend);
      return pairs.map((pair) => ({
        text: mix(pair.text),
        bare: coat === text ? pair.bare : mix(pair.bare),
      }));
    });
    pairs = distinct(covers(coat, place, text) ? mixed : [...mixed, ...pairs]);
    if (pairs.length > MOST_PAIRS) return null;
  }
  return pairs;
}

/** Nothing of what lies under it shows. */
export const isSolid = ({ alpha, mode, mask }: Coat): boolean =>
  alpha === 255 && mode === 'source-over' && mask === null;

const covers = (coat: Coat, place: Box, text?: Coat): boolean =>
  !coat.isSparse && (coat === text || (coat.isWhole && holdsBox(coat.box, place)));

function mixedInto(
  below: Color,
  own: Color,
  alpha: number,
  blend: (below: number, own: number) => number,
): Color {
  if (alpha === 0) return below;
  const channel = (at: 0 | 1 | 2) => {
    const blended = below === PAPER ? own[at] : blend(below[at], own[at]);
    return Math.round(below[at] + (blended - below[at]) * alpha);
  };
  return [channel(0), channel(1), channel(2)];
}

/** Black in a mask lets nothing through, white all; null where nobody knows what of it lies in a place. */
function opacityIn(place: Box, { alpha, mask }: Coat): number | null {
  if (mask === null) return alpha / 255;
  const pairs = painted(place, mask, [{ text: BLACK, bare: BLACK }]);
  const bright = new Set(pairs?.map(({ bare }) => contrast(pixelOf(bare), 0)));
  const [only = 0] = bright;
  return bright.size === 1 ? (alpha * only) / (255 * 255) : null;
}

/** Bare paper and paper painted white are two. */
function distinct(pairs: readonly Pair[]): Pair[] {
  const keyOf = ({ text, bare }: Pair) => `${text === PAPER} ${text} ${bare === PAPER} ${bare}`;
  return [...new Map(pairs.map((pair) => [keyOf(pair), pair])).values()];
}
