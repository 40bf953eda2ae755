import { crc32 } from 'node:zlib';

/** The pieces of a part of a PNG in their order: its length, its name, what is in it, its sum (ISO/IEC 15948, 5.3). */
export const pngChunk = (type: string, content: Buffer): Buffer[] => {
  const name = Buffer.from(type, 'latin1');
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(content, crc32(name)));
  return [length, name, content, check];
};
