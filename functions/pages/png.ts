import { promisify } from 'node:util';
import { constants, crc32, deflate } from 'node:zlib';
import type { Bitmap } from './page.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const BITS = 8;
const TRUECOLOUR = 2;
/** A pixel's bytes here and in the bitmap, which has alpha. */
const RGB = 3;
const RGBA = 4;
/** Predicts each byte from its left, upper and upper left neighbours: the one filter that suits photographs. */
const PAETH = 4;

/**
 * An opaque PNG of the bitmap; alpha is dropped. Run-length deflate looks nothing up by hash, so the same
 * pixels give the same bytes on every processor and every zlib: pictures are named by the hash of their bytes.
 */
export async function pngOf(bitmap: Bitmap): Promise<Uint8Array> {
  const pixels = await promisify(deflate)(filteredRows(bitmap), { strategy: constants.Z_RLE });
  const end = chunk('IEND', Buffer.alloc(0));
  return Buffer.concat([SIGNATURE, chunk('IHDR', header(bitmap)), chunk('IDAT', pixels), end]);
}

function header({ widthPx, heightPx }: Bitmap): Buffer {
  const bytes = Buffer.alloc(13);
  bytes.writeUInt32BE(widthPx, 0);
  bytes.writeUInt32BE(heightPx, 4);
  bytes.set([BITS, TRUECOLOUR], 8);
  return bytes;
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

function filteredRows(bitmap: Bitmap): Buffer {
  const rowBytes = 1 + bitmap.widthPx * RGB;
  const rows = Buffer.alloc(bitmap.heightPx * rowBytes);
  let above = new Uint8Array(RGB + bitmap.widthPx * RGB);
  for (let y = 0; y < bitmap.heightPx; y++) {
    const row = paddedRow(bitmap, y);
    rows[y * rowBytes] = PAETH;
    writeDifferences(rows.subarray(y * rowBytes + 1, (y + 1) * rowBytes), row, above);
    above = row;
  }
  return rows;
}

/** One row's colours behind a black pixel: the neighbour that the first pixel lacks. */
function paddedRow({ widthPx, rgba }: Bitmap, y: number): Uint8Array<ArrayBuffer> {
  const row = new Uint8Array(RGB + widthPx * RGB);
  let from = y * widthPx * RGBA;
  for (let to = RGB; to < row.length; from += RGBA, to += RGB) {
    row[to] = rgba[from] as number;
    row[to + 1] = rgba[from + 1] as number;
    row[to + 2] = rgba[from + 2] as number;
  }
  return row;
}

function writeDifferences(into: Uint8Array, row: Uint8Array, above: Uint8Array): void {
  for (let at = 0; at < into.length; at++) {
    const value = row[at + RGB] as number;
    const left = row[at] as number;
    const over = above[at + RGB] as number;
    // On white paper, most of a cut picture, all neighbours are alike.
    into[at] =
      left === over && over === above[at] ? value - left : value - predicted(left, over, above[at] as number);
  }
}

/** The neighbour nearest to left + above − upper left, in this order where two are as near. */
function predicted(left: number, above: number, aboveLeft: number): number {
  const toLeft = Math.abs(above - aboveLeft);
  const toAbove = Math.abs(left - aboveLeft);
  const toAboveLeft = Math.abs(left + above - 2 * aboveLeft);
  if (toLeft <= toAbove && toLeft <= toAboveLeft) return left;
  return toAbove <= toAboveLeft ? above : aboveLeft;
}
