import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Bitmap } from '#pages/page.ts';
import { pngOf } from '#pages/png.ts';
import { sha256 } from '#shared/hash.ts';

const bitmaps = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
  .chain(([widthPx, heightPx]) =>
    fc
      .uint8Array({ minLength: 4 * widthPx * heightPx, maxLength: 4 * widthPx * heightPx })
      .map((rgba): Bitmap => ({ widthPx, heightPx, rgba })),
  );

/** The colours of a PNG of this project: one IDAT after IHDR, Paeth in every row (PNG specification, 9.4). */
function decoded(png: Uint8Array, { widthPx, heightPx }: Bitmap): number[] {
  const bytes = Buffer.from(png);
  const idat = bytes.indexOf('IDAT');
  const rows = inflateSync(bytes.subarray(idat + 4, idat + 4 + bytes.readUInt32BE(idat - 4)));
  const colours: number[] = [];
  const at = (x: number, y: number) => (x < 0 || y < 0 ? 0 : (colours[y * widthPx * 3 + x] as number));
  for (let y = 0; y < heightPx; y++) {
    expect(rows[y * (widthPx * 3 + 1)]).toBe(4);
    for (let x = 0; x < widthPx * 3; x++) {
      const [a, b, c] = [at(x - 3, y), at(x, y - 1), at(x - 3, y - 1)];
      const guess = [a, b, c].toSorted(
        (p, q) => Math.abs(a + b - c - p) - Math.abs(a + b - c - q),
      )[0] as number;
      colours.push(((rows[y * (widthPx * 3 + 1) + 1 + x] as number) + guess) % 256);
    }
  }
  return colours;
}

describe('pngOf', () => {
  test('its pixels are those of the bitmap without alpha', async () => {
    await fc.assert(
      fc.asyncProperty(bitmaps, async (bitmap) => {
        const colours = [...bitmap.rgba].filter((_, at) => at % 4 !== 3);
        expect(decoded(await pngOf(bitmap), bitmap)).toEqual(colours);
      }),
    );
  });

  test('a part of a bitmap is as if it were all of it', async () => {
    const rgba = Uint8Array.from({ length: 4 * 6 * 5 }, (_, at) => (at * at) % 251);
    const rows = [2, 3].map((y) => rgba.subarray(4 * (6 * y + 1), 4 * (6 * y + 4)));
    const part = { widthPx: 3, heightPx: 2 };
    const whole = await pngOf({ ...part, rgba: Uint8Array.from(Buffer.concat(rows)) });
    expect(await pngOf({ widthPx: 6, heightPx: 5, rgba }, { leftPx: 1, topPx: 2, ...part })).toEqual(whole);
  });

  test('the same pixels give the same bytes on every machine', async () => {
    const rgba = Uint8Array.from({ length: 4 * 64 * 64 }, (_, at) => (at * at) % 251);
    const png = await pngOf({ widthPx: 64, heightPx: 64, rgba });
    expect(sha256(png)).toBe('055f2858d7f53e4016ede9492fd0d699a9458a68b8e6eda7db4ae157f19e1f97');
  });
});
