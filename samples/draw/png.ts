import { constants, crc32, deflateSync } from 'node:zlib';

/** Red, green and blue bytes, row by row. */
export interface Raster {
  width: number;
  height: number;
  rgb: Uint8Array;
}

interface IndexedRaster {
  /** Rows of palette indexes, each after the byte that names its filter (none). */
  rows: Buffer;
  palette: Buffer;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const DEPTH_8_INDEXED = [8, 3, 0, 0, 0];
const PALETTE_SIZE = 256;
/** Sixteen levels a channel: smoothed edges then fit one palette. */
const LEVEL = 17;

/**
 * A PNG whose bytes are the same on every machine: of zlib's strategies only run lengths
 * do not depend on the hash function that a build chose for its processor.
 */
export function encodePng(raster: Raster): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(raster.width, 0);
  header.writeUInt32BE(raster.height, 4);
  header.set(DEPTH_8_INDEXED, 8);
  const { rows, palette } = indexColors(raster);
  const pixels = deflateSync(rows, { strategy: constants.Z_RLE, level: 9 });
  const chunks = [chunk('IHDR', header), chunk('PLTE', palette), chunk('IDAT', pixels)];
  return Buffer.concat([SIGNATURE, ...chunks, chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

function indexColors({ width, height, rgb }: Raster): IndexedRaster {
  const indexes = new Map<number, number>();
  const rows = Buffer.alloc((width + 1) * height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const color = colorAt(rgb, pixel * 3);
    if (!indexes.has(color)) indexes.set(color, indexes.size);
    rows[pixel + 1 + Math.floor(pixel / width)] = indexes.get(color) ?? 0;
  }
  return { rows, palette: paletteOf([...indexes.keys()]) };
}

/** A pixel's colour in sixteen levels a channel, as one number. */
const colorAt = (rgb: Uint8Array, offset: number): number =>
  rgb
    .subarray(offset, offset + 3)
    .reduce((color, value) => color * 256 + Math.round(value / LEVEL) * LEVEL, 0);

function paletteOf(colors: number[]): Buffer {
  if (colors.length > PALETTE_SIZE) throw new RangeError(`${colors.length} colours do not fit a palette`);
  return Buffer.from(colors.flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255]));
}
