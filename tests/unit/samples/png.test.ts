import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { blankRaster, fillPolygon } from '#samples/draw/painter.ts';
import { encodePng, type Raster } from '#samples/draw/png.ts';

const SQUARE = [
  [1, 1],
  [3, 1],
  [3, 2.5],
  [1, 2.5],
] as const;

const whole = (raster: Raster) => [...raster.rgb].filter((_, index) => index % 3 === 0);

test('a polygon covers whole pixels wholly and edge pixels in part', () => {
  const raster = blankRaster(4, 3, [0, 0, 0]);
  fillPolygon(raster, SQUARE, [200, 0, 0]);
  expect(whole(raster)).toEqual([0, 0, 0, 0, 0, 200, 200, 0, 0, 100, 100, 0]);
});

test('a PNG holds its size, a palette and a row of indexes after each filter byte', () => {
  const raster = blankRaster(2, 2, [255, 255, 255]);
  raster.rgb.set([0, 0, 0], 9);
  const png = encodePng(raster);
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2, 2]);
  expect([...chunkOf(png, 'PLTE')]).toEqual([255, 255, 255, 0, 0, 0]);
  expect([...inflateSync(chunkOf(png, 'IDAT'))]).toEqual([0, 0, 0, 0, 0, 1]);
});

function chunkOf(png: Buffer, type: string): Buffer {
  const start = png.indexOf(type, 0, 'latin1') + 4;
  return png.subarray(start, start + png.readUInt32BE(start - 8));
}

test('more colours than a palette holds are refused', () => {
  const raster = blankRaster(257, 1, [0, 0, 0]);
  for (let pixel = 0; pixel < 256; pixel++)
    raster.rgb.set([(pixel % 16) * 17, Math.floor(pixel / 16) * 17, 255], pixel * 3);
  expect(() => encodePng(raster)).toThrow(RangeError);
});
