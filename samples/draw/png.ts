import { constants, crc32, deflateSync } from 'node:zlib';

/** Red, green and blue bytes, row by row. */
export interface Raster {
  width: number;
  height: number;
  rgb: Uint8Array;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const DEPTH_8_RGB = [8, 2, 0, 0, 0];
const FILTER_UP = 2;

/**
 * A PNG whose bytes are the same on every machine: of zlib's strategies only run lengths
 * do not depend on the hash function that a build chose for its processor.
 */
export function encodePng(raster: Raster): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(raster.width, 0);
  header.writeUInt32BE(raster.height, 4);
  header.set(DEPTH_8_RGB, 8);
  const pixels = deflateSync(filterUp(raster), { strategy: constants.Z_RLE, level: 9 });
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** Every row as its difference to the row above: plain areas become runs of zeros. */
function filterUp({ width, height, rgb }: Raster): Buffer {
  const stride = width * 3;
  const filtered = Buffer.alloc((stride + 1) * height);
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1);
    filtered[start] = FILTER_UP;
    for (let x = 0; x < stride; x++)
      filtered[start + 1 + x] = (rgb[y * stride + x] ?? 0) - (y > 0 ? (rgb[(y - 1) * stride + x] ?? 0) : 0);
  }
  return filtered;
}
