import type { Box } from '#contracts/box.ts';
import type { Color } from './page.ts';
import type { Token } from './text-runs.ts';

/** A part of a page as drawn: one number a pixel, 0x??RRGGBB, row by row. */
export interface Raster {
  /** Of the page's pixels, the first that it shows. */
  left: number;
  top: number;
  width: number;
  height: number;
  /** Pixels a point. */
  scale: number;
  pixels: Uint32Array;
}

/** Whole pixels of a raster; the last ones are outside. */
interface Area {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** What a token changes on the page. */
export interface Ink {
  /** The greatest contrast of its glyphs with what lies behind, 0–255. */
  contrast: number;
  /** False where a glyph does not show, or ends before its outline does. */
  whole: boolean;
}

/** Contrasts of this much and less are rounding. */
export const NO_CONTRAST = 4;
/** A glyph that ends this share of its size before its outline, and a pixel, is cut. */
const CUT_SHARE = 0.34;
/** A grey and a colour of like brightness differ, but less than their channels do. */
const SHARE_OF_COLOUR = 1 / 3;

/** The byte of a pixel above its colour may hold anything. */
const COLOR = 0xffffff;

/** How far two colours are apart for an eye, 0–255: by their brightness above all. */
export function contrast(one: number, other: number): number {
  const red = ((one >> 16) & 255) - ((other >> 16) & 255);
  const green = ((one >> 8) & 255) - ((other >> 8) & 255);
  const blue = (one & 255) - (other & 255);
  const byLight = Math.abs(0.3 * red + 0.59 * green + 0.11 * blue);
  return Math.max(byLight, Math.max(Math.abs(red), Math.abs(green), Math.abs(blue)) * SHARE_OF_COLOUR);
}

/** How bright a colour is for an eye, 0–255. */
export const brightness = (color: number): number =>
  0.3 * ((color >> 16) & 255) + 0.59 * ((color >> 8) & 255) + 0.11 * (color & 255);

export const pixelOf = (color: Color): number => (color[0] << 16) | (color[1] << 8) | color[2];

/** The pixels of a raster that a box touches. */
export function areaOf({ left, top, width, height, scale }: Raster, [x0, y0, x1, y1]: Box): Area {
  return {
    x0: Math.max(0, Math.floor(x0 * scale) - left),
    y0: Math.max(0, Math.floor(y0 * scale) - top),
    x1: Math.min(width, Math.ceil(x1 * scale) - left),
    y1: Math.min(height, Math.ceil(y1 * scale) - top),
  };
}

/** The one colour of an area; null where it has several, or no pixel. */
export function onlyColor({ pixels, width }: Raster, { x0, y0, x1, y1 }: Area): number | null {
  if (x1 <= x0 || y1 <= y0) return null;
  const color = (pixels[y0 * width + x0] as number) & COLOR;
  for (let y = y0; y < y1; y++)
    for (let at = y * width + x0; at < y * width + x1; at++)
      if (((pixels[at] as number) & COLOR) !== color) return null;
  return color;
}

/** The least contrast of a colour with the pixels of an area. */
export function leastContrast({ pixels, width }: Raster, { x0, y0, x1, y1 }: Area, color: number): number {
  let least = 255;
  let before = -1;
  for (let y = y0; y < y1; y++)
    for (let at = y * width + x0; at < y * width + x1; at++) {
      const pixel = pixels[at] as number;
      if (pixel === before) continue;
      least = Math.min(least, contrast(pixel, color));
      before = pixel;
    }
  return least;
}

/** True for two pictures of one part of the page that are alike. */
export function areSame({ pixels, width, height }: Raster, other: Raster): boolean {
  for (let at = 0; at < width * height; at++)
    if ((((pixels[at] as number) ^ (other.pixels[at] as number)) & COLOR) !== 0) return false;
  return true;
}

/** The share of an area's pixels that differ between two pictures of one part of the page. */
export function shareChanged(one: Raster, other: Raster, { x0, y0, x1, y1 }: Area): number {
  let changed = 0;
  for (let y = y0; y < y1; y++)
    for (let at = y * one.width + x0; at < y * one.width + x1; at++)
      if (contrast(one.pixels[at] as number, other.pixels[at] as number) > NO_CONTRAST) changed++;
  return changed / Math.max(1, (x1 - x0) * (y1 - y0));
}

/** What of a token a picture shows that another one, otherwise the same, does not; without known outlines each glyph has to show. */
export function inkOf(token: Token, drawn: Raster, without: Raster, hasOutlines = true): Ink {
  const inks = token.flatMap(({ ink }) => (ink ? [glyphInk(ink, drawn, without)] : []));
  return {
    contrast: Math.max(0, ...inks.map((one) => one.contrast)),
    whole: inks.every((one) => (one.whole || !hasOutlines) && one.contrast > NO_CONTRAST),
  };
}

function glyphInk(box: Box, drawn: Raster, without: Raster): Ink {
  const { x0, y0, x1, y1 } = areaOf(drawn, box);
  const { width, pixels, left, top, scale } = drawn;
  const shown: Box = [Infinity, Infinity, -Infinity, -Infinity];
  let most = 0;
  for (let y = y0; y < y1; y++)
    for (let x = x0; x < x1; x++) {
      const at = y * width + x;
      const one = pixels[at] as number;
      const other = without.pixels[at] as number;
      if (((one ^ other) & COLOR) === 0) continue;
      const found = contrast(one, other);
      most = Math.max(most, found);
      if (found <= NO_CONTRAST) continue;
      shown[0] = Math.min(shown[0], x);
      shown[1] = Math.min(shown[1], y);
      shown[2] = Math.max(shown[2], x + 1);
      shown[3] = Math.max(shown[3], y + 1);
    }
  const outline = box.map((edge, side) => edge * scale - (side % 2 === 0 ? left : top)) as Box;
  return { contrast: most, whole: reaches(shown, outline) };
}

/** Whether the pixels of a glyph go as far as its outline on all sides. */
function reaches(shown: Box, outline: Box): boolean {
  const missing = (side: 0 | 1, end: 2 | 3) => {
    const allowed = 1 + CUT_SHARE * (outline[end] - outline[side]);
    return shown[side] - outline[side] > allowed || outline[end] - shown[end] > allowed;
  };
  return !missing(0, 2) && !missing(1, 3);
}
