import { crc32 } from 'node:zlib';
import { pngChunk } from '../png-chunk.ts';
import { listParts } from './list-parts.ts';
import { turningAlone } from './orientation.ts';
import type { Picture } from './still-picture.ts';

/** A part of a PNG, with its length before it and its sum behind it. Source: ISO/IEC 15948, 5.3. */
interface Chunk {
  name: string;
  from: number;
  to: number;
}

const SIGNATURE_BYTES = 8;
const AROUND = 12;

const isSound = (file: Buffer, { from, to }: Chunk): boolean =>
  file.readUInt32BE(to - 4) === crc32(file.subarray(from + 4, to - 4));

/** Its parts up to the last one that is sound; where the file is whole, that is its end. */
function* chunksOf(file: Buffer): Generator<Chunk> {
  for (let at = SIGNATURE_BYTES; at + AROUND <= file.length; ) {
    const to = at + AROUND + file.readUInt32BE(at);
    const chunk = { name: file.toString('latin1', at + 4, at + 8), from: at, to };
    if (to > file.length || !isSound(file, chunk)) return;
    yield chunk;
    if (chunk.name === 'IEND') return;
    at = to;
  }
}

/** What it looks like, and what its colours mean; texts, places and further pictures that make it move are left out. */
const KEPT = new Set('IHDR PLTE tRNS IDAT IEND gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs'.split(' '));

const EXIF = 'eXIf';

/** Of Exif how to turn the picture; none for one that stands as it is. */
const turning = (file: Buffer, { from, to }: Chunk): Buffer[] => {
  const tiff = turningAlone(file.subarray(from + 8, to - 4));
  return tiff ? pngChunk(EXIF, tiff) : [];
};

const keptOf = (file: Buffer, chunk: Chunk): Buffer[] => {
  if (chunk.name === EXIF) return turning(file, chunk);
  return KEPT.has(chunk.name) ? [file.subarray(chunk.from, chunk.to)] : [];
};

/** A whole PNG that stands still, without what it tells beside; null for one that is cut off or damaged. */
export const readPng = (file: Buffer): Picture | null => {
  const chunks = listParts(chunksOf(file));
  const has = (name: string) => chunks.some((chunk) => chunk.name === name);
  if (chunks[0]?.name !== 'IHDR' || !has('IDAT') || !has('IEND')) return null;
  return {
    widthPx: file.readUInt32BE(SIGNATURE_BYTES + 8),
    heightPx: file.readUInt32BE(SIGNATURE_BYTES + 12),
    bytes: Buffer.concat([
      file.subarray(0, SIGNATURE_BYTES),
      ...chunks.flatMap((chunk) => keptOf(file, chunk)),
    ]),
  };
};
