import { describe, expect, test } from 'vitest';
import { cropToContent } from '#functions/catalogue/crop.ts';
import type { Bitmap } from '#pages/page.ts';

/** One letter a pixel: "#" black, "~" the last shade of a shadow, "." white. */
const SHADES: Record<string, number> = { '#': 0, '~': 252, '.': 255 };

function drawn(...rows: string[]): Bitmap {
  const shades = rows.flatMap((row) => [...row].map((pixel) => SHADES[pixel] as number));
  const rgba = Uint8Array.from(shades.flatMap((shade) => [shade, shade, shade, 255]));
  return { widthPx: rows[0]?.length ?? 0, heightPx: rows.length, rgba };
}

describe('cropToContent', () => {
  test('white on all sides is cut away', () => {
    expect(cropToContent(drawn('.....', '..#..', '.#.#.', '.....'), 1)).toEqual(drawn('.#.', '#.#'));
  });

  test('the last shades of a shadow are no content', () => {
    expect(cropToContent(drawn('~~~', '~#~', '~~~'), 1)).toEqual(drawn('#'));
  });

  test('a white picture has no content', () => {
    expect(cropToContent(drawn('..', '~.'), 1)).toBeNull();
  });

  test('some of its white stays where the longer side would be too short, never more than there is', () => {
    const off = drawn('......', '.##...', '......');
    expect(cropToContent(off, 4)).toEqual(drawn('....', '.##.', '....'));
    expect(cropToContent(off, 50)).toEqual(off);
  });
});
