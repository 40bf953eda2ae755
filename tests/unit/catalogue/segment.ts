import type { Segment } from '#functions/catalogue/segments.ts';

/** A piece of text as a page places it: 8 points high, 4 points a letter, where not said otherwise. */
export function segment(text: string, x: number, y: number, look: Partial<Segment> = {}): Segment {
  const fontSize = look.fontSize ?? 8;
  return { text, fontSize, bold: false, box: [x, y, x + text.length * 4, y + fontSize], ...look };
}
