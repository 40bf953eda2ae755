import type { PDFPageProxy } from 'pdfjs-dist';
import type { Box } from '#contracts/box.ts';
import type { Color } from '../page.ts';
import type { Pigment } from './coats.ts';

/** A colour as pdf.js writes it: `#rrggbb`. */
export const colorOf = (hex: string): Color =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Color;

/** The colours of pictures, gradients and patterns; opaque but where a picture says otherwise. */
export interface Palette {
  /** Of a picture by its name, or of what stands in the contents. */
  ofPicture(picture: unknown): Pigment;
  ofShading(name: string): Pigment;
  /** Of what follows `setFillColorN`. */
  ofPattern(kind: unknown, ...pattern: unknown[]): Pigment;
}

const UNKNOWN: Pigment = { colors: null, alpha: 255 };

/** What pdf.js has decoded of a page, asked for by the names that its operators use. */
export function paletteOf(
  { objs, commonObjs }: PDFPageProxy,
  numbers: Readonly<Record<string, number>>,
): Palette {
  const named = (name: string): unknown =>
    [objs, commonObjs].find((some) => some.has(name))?.get(name) ?? null;
  const known = new Map<unknown, Pigment>();
  const once = (key: unknown, find: () => Pigment): Pigment => {
    const found = known.get(key) ?? find();
    known.set(key, found);
    return found;
  };
  const palette: Palette = {
    ofPicture: (picture) =>
      once(picture, () => pictureColors(typeof picture === 'string' ? named(picture) : picture)),
    ofShading: (name) => once(name, () => shadingColors(named(name))),
    ofPattern: (kind, ...pattern) =>
      kind === 'Shading' ? palette.ofShading(String(pattern[0])) : tilingColors(pattern, numbers),
  };
  return palette;
}

/** Waits for the pictures that a page's operators name. */
export async function decodedPictures(
  { objs, commonObjs }: PDFPageProxy,
  names: Iterable<string>,
): Promise<void> {
  const some = (name: string) => (name.startsWith('g_') ? commonObjs : objs);
  await Promise.all([...names].map((name) => new Promise((done) => void some(name).get(name, done))));
}

/** A picture as pdf.js decodes it; `kind` is the number of bytes of a pixel but for the first, which has eight pixels a byte. */
interface Picture {
  width: number;
  height: number;
  kind: number;
  data: Uint8Array | Uint8ClampedArray;
}

const BYTES_OF_KIND: Readonly<Record<number, number>> = { 2: 3, 3: 4 };
/** So many pixels of a picture tell its colours, and so many colours are told apart. */
const MOST_PIXELS = 20_000;
const MOST_COLORS = 24;
/** Colours so near to each other are one. */
const STEP = 12;

function pictureColors(picture: unknown): Pigment {
  const { width = 0, height = 0, kind = 0, data } = (picture ?? {}) as Partial<Picture>;
  const bytes = BYTES_OF_KIND[kind];
  if (!data || bytes === undefined) return UNKNOWN;
  const stride = Math.max(1, Math.ceil((width * height) / MOST_PIXELS));
  const colors = new Map<string, Color>();
  const alphas = new Set<number>();
  for (let pixel = 0; pixel < width * height; pixel += stride) {
    const [red = 0, green = 0, blue = 0, alpha = 255] = data.subarray(pixel * bytes, (pixel + 1) * bytes);
    alphas.add(alpha);
    colors.set([red, green, blue].map((channel) => Math.round(channel / STEP)).join(), [red, green, blue]);
    if (colors.size > MOST_COLORS) return UNKNOWN;
  }
  const [only = 255] = alphas;
  return alphas.size > 1 ? UNKNOWN : { colors: [...colors.values()], alpha: only };
}

/** Places and colours of a gradient between two points. */
type Stops = readonly (readonly [at: number, color: string])[];

/** Between two colours of a gradient so many more are looked at. */
const BETWEEN = [0, 0.25, 0.5, 0.75, 1];

/** Where a gradient has ended pdf.js paints with no colour. */
function shadingColors(shading: unknown): Pigment {
  const [kind, , bbox, stops] = (shading ?? []) as [string?, string?, (Box | null)?, Stops?];
  if (kind !== 'RadialAxial' || !stops) return UNKNOWN;
  const opaque = stops
    .filter(([, color]) => /^#[0-9a-f]{6}$/i.test(color))
    .map(([, color]) => colorOf(color));
  const colors = opaque.flatMap((color, at) =>
    BETWEEN.map((share) => between(color, opaque[at + 1] ?? color, share)),
  );
  return { colors, alpha: 255, isSparse: bbox !== null || opaque.length < stops.length };
}

const between = (one: Color, other: Color, share: number): Color =>
  one.map((channel, at) => Math.round(channel + ((other[at] ?? 0) - channel) * share)) as unknown as Color;

interface OperatorList {
  fnArray: readonly number[];
  argsArray: readonly (readonly unknown[] | null)[];
}

/** Operators of a tile that change no colour that is told by the others. */
const OF_TILES = ['setFillRGBColor', 'constructPath', 'save', 'restore', 'transform'];
const FILL = 22;
const UNCOLOURED = 2;

/** A tile of figures in plain colours; one that its first figure does not fill lets the ground through. */
function tilingColors(pattern: readonly unknown[], numbers: Readonly<Record<string, number>>): Pigment {
  const [color, list, , bbox, xStep, yStep, paintType] = pattern as [
    string | null,
    OperatorList,
    unknown,
    Box,
    number,
    number,
    number,
  ];
  const isPlain = list.fnArray.every((number) => OF_TILES.some((name) => numbers[name] === number));
  if (!isPlain) return UNKNOWN;
  const argumentsOf = (name: string) =>
    list.argsArray.filter((_, at) => list.fnArray[at] === numbers[name]) as [unknown, ...unknown[]][];
  const paths = argumentsOf('constructPath');
  const own = argumentsOf('setFillRGBColor').map(([hex]) => colorOf(String(hex)));
  const isOwn = paintType !== UNCOLOURED || color === null;
  const [first] = paths;
  const isFilled = first?.[0] === FILL && fillsTile(first[2] as Box, bbox, xStep, yStep);
  if (isOwn && own.length === 0) return UNKNOWN;
  return { colors: isOwn ? own : [colorOf(color as string)], alpha: 255, isSparse: !isFilled };
}

const fillsTile = (painted: Box, [x0, y0, x1, y1]: Box, xStep: number, yStep: number): boolean =>
  painted[0] <= x0 &&
  painted[1] <= y0 &&
  painted[2] >= x1 &&
  painted[3] >= y1 &&
  x1 - x0 >= Math.abs(xStep) &&
  y1 - y0 >= Math.abs(yStep);
