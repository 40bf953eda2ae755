import { describe, expect, test } from 'vitest';
import { contentOf } from '#functions/catalogue/crop.ts';
import type { Bitmap } from '#pages/page.ts';

/** One letter a pixel: "#" black, "~" the last shade of a shadow, "." white. */
const SHADES: Record<string, number> = { '#': 0, '~': 252, '.': 255 };

function drawn(...rows: string[]): Bitmap {
  const shades = rows.flatMap((row) => [...row].map((pixel) => SHADES[pixel] as number));
  const rgba = Uint8Array.from(shades.flatMap((shade) => [shade, shade, shade, 255]));
  return { widthPx: rows[0]?.length ?? 0, heightPx: rows.length, rgba };
}

/** From the left and the top. */
const part = (leftPx: number, topPx: number, widthPx: number, heightPx: number) => ({
  ...{ leftPx, topPx },
  ...{ widthPx, heightPx },
});

describe('contentOf', () => {
  test('white on all sides is cut away', () => {
    expect(contentOf(drawn('.....', '..#..', '.#.#.', '.....'), 1)).toEqual(part(1, 1, 3, 2));
    expect(contentOf(drawn('...#', '#...', '....'), 1)).toEqual(part(0, 0, 4, 2));
  });

  test('the last shades of a shadow are no content', () => {
    expect(contentOf(drawn('~~~', '~#~', '~~~'), 1)).toEqual(part(1, 1, 1, 1));
  });

  test('a white picture has no content', () => {
    expect(contentOf(drawn('..', '~.'), 1)).toBeNull();
  });

  test('some of its white stays where the longer side would be too short, never more than there is', () => {
    const off = drawn('......', '.##...', '......');
    expect(contentOf(off, 4)).toEqual(part(0, 0, 4, 3));
    expect(contentOf(off, 50)).toEqual(part(0, 0, 6, 3));
  });
});
