import { contrast } from './ink.ts';

/**
 * Above the baseline, in ems: a broad line that leaves letters free below and above these heights is drawn through them;
 * one that covers them to an end marks them, or underlines them.
 */
export const BAR_WITHIN = [0.03, 0.66] as const;
/** Colours less apart than this are those of one bar, or of one ground. */
const ALIKE = 18;
/** A bar that stands out less from its ground is a tint. */
const STANDS_OUT = 36;
/** A pixel at a bar's edge has a part of both colours. */
const MIXED = 1;

/** Colours on a cut across a text, by their pixel; undefined outside of the picture. */
type Cut = (at: number) => number | undefined;

/** Whether a cut across a text goes over one broad line with the same ground above and below, both between these pixels. */
export function crossesBar(cut: Cut, low: number, high: number): boolean {
  const middle = Math.floor((low + high) / 2);
  const [bar, one, other] = [cut(middle), beyond(cut, middle, low - 1), beyond(cut, middle, high)];
  if (bar === undefined || one === undefined || other === undefined) return false;
  return contrast(one, other) < ALIKE && [one, other].every((ground) => contrast(ground, bar) >= STANDS_OUT);
}

/** The ground behind the edge that lies between two pixels; undefined where none does. */
function beyond(cut: Cut, from: number, to: number): number | undefined {
  const step = Math.sign(to - from);
  const own = cut(from) as number;
  for (let at = from; at !== to + step; at += step) {
    const color = cut(at);
    if (color === undefined) return undefined;
    if (contrast(color, own) >= ALIKE) return cut(at + MIXED * step);
  }
  return undefined;
}
