import { promisify } from 'node:util';
import { constants, crc32, deflate } from 'node:zlib';
import type { Bitmap } from '#pages/page.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const TRUECOLOUR = 2;
const BYTES = 3;

type Filter = (here: number, left: number, above: number, aboveLeft: number) => number;

/** PNG's row filters by their number; the average filter (3) is left out, pictures do not gain by it. */
const FILTERS: readonly (readonly [number, Filter])[] = [
  [1, (here, left) => here - left],
  [2, (here, _left, above) => here - above],
  [4, (here, left, above, aboveLeft) => here - paeth(left, above, aboveLeft)],
];

/**
 * An opaque PNG of the bitmap; alpha is dropped. Run-length deflate looks nothing up by hash, so the same
 * pixels give the same bytes on every processor and every zlib: pictures are named by the hash of their bytes.
 */
export async function pngOf(bitmap: Bitmap): Promise<Uint8Array> {
  const pixels = await promisify(deflate)(filteredRows(bitmap), { strategy: constants.Z_RLE, level: 9 });
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header(bitmap)),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function header({ widthPx, heightPx }: Bitmap): Buffer {
  const bytes = Buffer.alloc(13);
  bytes.writeUInt32BE(widthPx, 0);
  bytes.writeUInt32BE(heightPx, 4);
  bytes.set([8, TRUECOLOUR], 8);
  return bytes;
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const frame = Buffer.alloc(8 + body.length);
  frame.writeUInt32BE(content.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), 4 + body.length);
  return frame;
}

function filteredRows({ widthPx, heightPx, rgba }: Bitmap): Buffer {
  const rowBytes = widthPx * BYTES;
  const rows = Buffer.alloc(heightPx * (rowBytes + 1));
  let above = new Uint8Array(rowBytes);
  for (let y = 0; y < heightPx; y++) {
    const row = opaqueRow(rgba.subarray(y * widthPx * 4, (y + 1) * widthPx * 4), rowBytes);
    rows.set(
      smallest(FILTERS.map(([type, filter]) => filtered(type, filter, row, above))),
      y * (rowBytes + 1),
    );
    above = row;
  }
  return rows;
}

function opaqueRow(rgba: Uint8Array, rowBytes: number): Uint8Array<ArrayBuffer> {
  const row = new Uint8Array(rowBytes);
  for (let from = 0, to = 0; to < rowBytes; from += 4, to += BYTES)
    row.set(rgba.subarray(from, from + BYTES), to);
  return row;
}

function filtered(type: number, filter: Filter, row: Uint8Array, above: Uint8Array): Uint8Array {
  const result = new Uint8Array(row.length + 1);
  result[0] = type;
  for (let at = 0; at < row.length; at++) {
    const left = at < BYTES ? 0 : (row[at - BYTES] as number);
    const aboveLeft = at < BYTES ? 0 : (above[at - BYTES] as number);
    result[at + 1] = filter(row[at] as number, left, above[at] as number, aboveLeft);
  }
  return result;
}

/** The usual guess at what compresses best: the least sum of differences, each at most half a byte away. */
function smallest(candidates: readonly Uint8Array[]): Uint8Array {
  const sums = candidates.map((row) => row.reduce((sum, byte) => sum + Math.min(byte, 256 - byte), 0));
  return candidates[sums.indexOf(Math.min(...sums))] as Uint8Array;
}

function paeth(left: number, above: number, aboveLeft: number): number {
  const guess = left + above - aboveLeft;
  const [toLeft, toAbove, toAboveLeft] = [left, above, aboveLeft].map((byte) => Math.abs(guess - byte)) as [
    number,
    number,
    number,
  ];
  if (toLeft <= toAbove && toLeft <= toAboveLeft) return left;
  return toAbove <= toAboveLeft ? above : aboveLeft;
}
