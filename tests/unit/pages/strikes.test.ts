import { expect, test } from 'vitest';
import type { Raster } from '../../../functions/pages/ink.ts';
import { isStruck } from '../../../functions/pages/strikes.ts';
import type { TextObject } from '../../../functions/pages/text-runs.ts';

const [WIDTH, HEIGHT] = [200, 60];
const [PAPER, INK] = [0xffffffff, 0xff000000];

/** A picture of 200 × 60 points with a line of one point from edge to edge at a height. */
function lineAt(height: number): Raster {
  const pixels = new Uint32Array(WIDTH * HEIGHT).fill(PAPER);
  pixels.fill(INK, height * WIDTH, (height + 1) * WIDTH);
  return { left: 0, top: 0, width: WIDTH, height: HEIGHT, scale: 1, pixels };
}

const textOf = (fontSize: number): TextObject => ({
  order: 0,
  clip: [0, 0, WIDTH, HEIGHT],
  fontSize,
  turns: 0,
  baseline: 40,
  askew: 0,
  bold: false,
  color: [0, 0, 0],
  painted: true,
});

test('a line through the middle of a text strikes it', () => {
  expect(isStruck({ text: textOf(10), box: [20, 32, 80, 41] }, lineAt(37))).toBe(true);
  expect(isStruck({ text: textOf(10), box: [20, 32, 80, 41] }, lineAt(42))).toBe(false);
});

// Fonts of torn files make words of a million points; cuts across them took minutes.
test.each([
  { text: textOf(54_000), box: [-500_000, -20_000, 500_000, 20_000] as const },
  { text: textOf(54_000), box: [0, -20_000, 200, 20_000] as const },
  { text: textOf(10), box: [-500_000, 32, 500_000, 41] as const },
])('a word larger than its page is judged at once, $box', ({ text, box }) => {
  expect(isStruck({ text, box: [...box] }, lineAt(37))).toBe(false);
});
