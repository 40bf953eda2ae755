import { promisify } from 'node:util';
import { constants, deflate } from 'node:zlib';
import { pngChunk } from '#shared/png-chunk.ts';
import type { Bitmap } from './page.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const BITS = 8;
const TRUECOLOUR = 2;
/** A pixel's bytes here and in the bitmap, which has alpha. */
const RGB = 3;
const RGBA = 4;
/** A pixel's colours as one number, red lowest; beyond the edges all is black. */
const COLOUR = 0xffffff;
const BYTE = 0xff;
/** Predicts each byte from its left, upper and upper left neighbours: the one filter that suits photographs. */
const PAETH = 4;

/** A part of a bitmap, in its pixels. */
export interface BitmapPart {
  leftPx: number;
  topPx: number;
  widthPx: number;
  heightPx: number;
}

/** Bytes that the compressor gives at once: most pictures are one piece. */
const PIECE = 256 * 1024;

/**
 * An opaque PNG of the bitmap, or of a part of it; alpha is dropped. Run-length deflate looks nothing up by hash, so the
 * same pixels give the same bytes on every processor and every zlib: pictures are named by the hash of their bytes.
 */
export async function pngOf(bitmap: Bitmap, part = wholeOf(bitmap)): Promise<Uint8Array> {
  const options = { strategy: constants.Z_RLE, chunkSize: PIECE };
  const pixels = await promisify(deflate)(filteredRows(bitmap, part), options);
  return pngFile(part, TRUECOLOUR, pixels);
}

const wholeOf = ({ widthPx, heightPx }: Bitmap): BitmapPart => ({
  ...{ leftPx: 0, topPx: 0 },
  ...{ widthPx, heightPx },
});

/** The file of a picture of 8 bits a channel, or a pixel where there is a palette (ISO/IEC 15948, 11.2). */
export function pngFile(
  { widthPx, heightPx }: Pick<Bitmap, 'widthPx' | 'heightPx'>,
  colours: number,
  pixels: Buffer,
  palette?: Buffer,
): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header.set([BITS, colours], 8);
  return Buffer.concat([
    SIGNATURE,
    ...pngChunk('IHDR', header),
    ...(palette ? pngChunk('PLTE', palette) : []),
    ...pngChunk('IDAT', pixels),
    ...pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Every row behind its filter's name; where a pixel and its neighbours are one colour, as on paper, all differences are nought. */
function filteredRows({ widthPx: stride, rgba }: Bitmap, part: BitmapPart): Buffer {
  const pixels = new DataView(rgba.buffer, rgba.byteOffset, rgba.byteLength);
  const rows = Buffer.alloc(part.heightPx * (1 + part.widthPx * RGB));
  const colourAt = (at: number): number => pixels.getUint32(at * RGBA, true) & COLOUR;
  for (let y = 0, to = 0; y < part.heightPx; y++) {
    rows[to++] = PAETH;
    let left = 0;
    let aboveLeft = 0;
    const from = (part.topPx + y) * stride + part.leftPx;
    for (let at = from; at < from + part.widthPx; at++, to += RGB) {
      const here = colourAt(at);
      const above = y === 0 ? 0 : colourAt(at - stride);
      if (here !== left || here !== above || here !== aboveLeft) {
        rows[to] = difference(here, left, above, aboveLeft);
        rows[to + 1] = difference(here >> 8, left >> 8, above >> 8, aboveLeft >> 8);
        rows[to + 2] = difference(here >> 16, left >> 16, above >> 16, aboveLeft >> 16);
      }
      left = here;
      aboveLeft = above;
    }
  }
  return rows;
}

/** Of the lowest bytes: this one less what its neighbours foretell. */
const difference = (here: number, left: number, above: number, aboveLeft: number): number =>
  (here & BYTE) - predicted(left & BYTE, above & BYTE, aboveLeft & BYTE);

/** The neighbour nearest to left + above − upper left, in this order where two are as near. */
function predicted(left: number, above: number, aboveLeft: number): number {
  const toLeft = Math.abs(above - aboveLeft);
  const toAbove = Math.abs(left - aboveLeft);
  const toAboveLeft = Math.abs(left + above - 2 * aboveLeft);
  if (toLeft <= toAbove && toLeft <= toAboveLeft) return left;
  return toAbove <= toAboveLeft ? above : aboveLeft;
}
