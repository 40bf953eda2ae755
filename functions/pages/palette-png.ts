import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import type { Bitmap } from './page.ts';
import { pngFile } from './png.ts';

const PALETTE = 3;
const MOST = 255;
const RGBA = 4;

/** Type is grey: it keeps its edges. Colours and photographs are to be told, and no more. */
const GREYS = 40;
const STEPS = 6;
/** Channels that differ less look grey. */
const GREYISH = 24;

/** The colours in their order: greys from black to white, then a cube. */
const COLOURS: readonly (readonly [number, number, number])[] = [
  ...Array.from({ length: GREYS }, (_, at) => Math.round((at * MOST) / (GREYS - 1))).map(
    (grey) => [grey, grey, grey] as const,
  ),
  ...Array.from({ length: STEPS ** 3 }, (_, at) => {
    const step = (of: number) => ((Math.floor(at / of) % STEPS) * MOST) / (STEPS - 1);
    return [step(STEPS ** 2), step(STEPS), step(1)] as const;
  }),
];

const nearest = (red: number, green: number, blue: number): number => {
  if (Math.max(red, green, blue) - Math.min(red, green, blue) < GREYISH)
    return Math.round((((red + green + blue) / 3) * (GREYS - 1)) / MOST);
  const [r, g, b] = [red, green, blue].map((value) => Math.round((value * (STEPS - 1)) / MOST));
  return GREYS + ((r as number) * STEPS + (g as number)) * STEPS + (b as number);
};

/** Bits of a channel that are looked at. */
const BITS = 5;
const LEVELS = 2 ** BITS;
const CUT = 8 - BITS;

/** By the highest bits of red, green and blue. */
const tableOf = (): Uint8Array => {
  const full = (level: number) => (level * MOST) / (LEVELS - 1);
  return Uint8Array.from({ length: LEVELS ** 3 }, (_, at) =>
    nearest(full(at >> (2 * BITS)), full((at >> BITS) % LEVELS), full(at % LEVELS)),
  );
};
let table: Uint8Array | undefined;

/** Every row behind the name of its filter, which is none; most pixels are as the one before. */
const indexedRows = ({ widthPx, heightPx, rgba }: Bitmap): Buffer => {
  table ??= tableOf();
  const pixels = new DataView(rgba.buffer, rgba.byteOffset, rgba.byteLength);
  const rows = Buffer.alloc(heightPx * (1 + widthPx));
  let [last, index] = [0, table[0] as number];
  for (let y = 0, from = 0, to = 0; y < heightPx; y++) {
    to++;
    for (let x = 0; x < widthPx; x++, from += RGBA) {
      const here = pixels.getInt32(from, true);
      if (here !== last) index = table[placeOf(here)] as number;
      last = here;
      rows[to++] = index;
    }
  }
  return rows;
};

/** In the table; red is the pixel's lowest byte. */
const placeOf = (pixel: number): number =>
  (levelAt(pixel, 0) << (2 * BITS)) | (levelAt(pixel, 8) << BITS) | levelAt(pixel, 16);

const levelAt = (pixel: number, shift: number): number => ((pixel >> shift) & MOST) >> CUT;

/** Most of it is paper: twice the time would make it an eighth smaller. */
const EFFORT = 3;

/** An opaque PNG in 256 colours, a fraction as large as `pngOf` makes it: to be read, and not to be sold by. */
export const palettePngOf = async (bitmap: Bitmap): Promise<Uint8Array> => {
  const pixels = await promisify(deflate)(indexedRows(bitmap), { level: EFFORT });
  return pngFile(bitmap, PALETTE, pixels, Buffer.from(COLOURS.flat()));
};
