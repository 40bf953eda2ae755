/** Photographs as cameras write them: what they show is grey, and what they tell is known. */

import { deflateSync } from 'node:zlib';
import { pngFile } from '#pages/png.ts';

const segment = (marker: number, content: Buffer | string): Buffer => {
  const body = Buffer.from(content as string, 'latin1');
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};

/** One code of one bit each, so that eight by eight pixels of grey are two bits of nought. */
const ONE_CODE = [1, ...Array(15).fill(0), 0];

/** What a phone writes of itself: how it was held, and where it stood. */
const exifOf = (orientation: number, place: string): Buffer => {
  const tiff = Buffer.from(
    '49492a000800000002001201030001000000ff00000025880400010000002600000000000000',
    'hex',
  );
  tiff.writeUInt16LE(orientation, 18);
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from(place)]);
};

export const PLACE = 'N 68 58 E 33 05';

interface Taken {
  widthPx?: number;
  heightPx?: number;
  orientation?: number;
  place?: string;
  /** What the camera writes behind its end, such as a film of the moment. */
  behind?: Buffer;
}

/** A JPEG that any browser shows. */
export const photograph = ({
  widthPx = 640,
  heightPx = 480,
  orientation = 1,
  place = PLACE,
  behind = Buffer.alloc(0),
}: Taken = {}): Buffer => {
  const size = Buffer.from([8, heightPx >> 8, heightPx & 255, widthPx >> 8, widthPx & 255, 1, 1, 0x11, 0]);
  const blocks = Math.ceil(widthPx / 8) * Math.ceil(heightPx / 8);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\0\0'),
    segment(0xe1, exifOf(orientation, place)),
    segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x>${place}</x>`)),
    segment(0xed, Buffer.from(`Photoshop 3.0\0${place}`)),
    segment(0xfe, Buffer.from(`taken at ${place}`)),
    segment(0xdb, Buffer.from([0, ...Array(64).fill(1)])),
    segment(0xc0, size),
    segment(0xc4, Buffer.from([0x00, ...ONE_CODE])),
    segment(0xc4, Buffer.from([0x10, ...ONE_CODE])),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.alloc(Math.ceil(blocks / 4)),
    Buffer.from([0xff, 0xd9]),
    behind,
  ]);
};

/** A PNG of one colour. */
export const drawing = (widthPx: number, heightPx: number): Buffer =>
  Buffer.from(pngFile({ widthPx, heightPx }, 0, deflateSync(Buffer.alloc(heightPx * (widthPx + 1)))));
