import { height, width } from '../box.ts';
import type { Glyph, TextObject } from '../text-runs.ts';

/** A glyph of a font without a name (Type3), and how far the pen goes on behind it. */
export interface Typed {
  glyph: Glyph;
  /** Where the pen stands before and behind the glyph, in points as seen; null where the font does not say. */
  pen: readonly [start: number, end: number] | null;
}

/** How tall the box of a font's glyphs is, in ems, and what of it lies above the line. */
const USUAL_HEIGHT = 1.2;
const ASCENT = 0.95;
/** How wide a figure is at least, in ems. */
const FIGURE_WIDTH = 0.5;
const FIGURE = /^\d$/;
/** Nearer to its neighbours than this share of its width the ink of a glyph may be theirs. */
const INSET = 0.1;
/** So many different signs are never all of one height. */
const FEWEST_SIGNS = 4;
const ONE_HEIGHT = 0.98;

/**
 * Gives the texts of a font its real size: its matrix may be anything, so that its tallest glyph tells it. A font that
 * gives all its glyphs one box tells nothing by it: its figures' width and its pen do, and no outline is known.
 */
export function setRealSizes(typed: readonly Typed[]): void {
  const inked = typed.filter(({ glyph }) => glyph.character.trim());
  const tallest = most(inked.map(heightOf)) || USUAL_HEIGHT;
  const signs = new Set(inked.map(({ glyph }) => glyph.character));
  const isOne = signs.size >= FEWEST_SIGNS && inked.every((one) => heightOf(one) >= tallest * ONE_HEIGHT);
  const isUpright = typed.every(({ glyph, pen }) => glyph.object.turns === 0 && pen !== null);
  const haveOneBox = isOne && isUpright;
  const scale = Math.min(tallest / USUAL_HEIGHT, haveOneBox ? sizeByFigures(inked) : Infinity);
  for (const object of new Set(typed.map(({ glyph }) => glyph.object)))
    setSize(object, object.fontSize * scale, haveOneBox);
  if (haveOneBox) for (const one of typed) setBox(one);
}

const most = (values: readonly number[]): number => values.reduce((one, other) => Math.max(one, other), 0);

const heightOf = ({ glyph: { box, object } }: Typed): number =>
  (object.turns % 2 === 0 ? height(box) : width(box)) / object.fontSize;

function sizeByFigures(typed: readonly Typed[]): number {
  const sizes = typed.map(({ glyph, pen }) =>
    pen && FIGURE.test(glyph.character) ? (pen[1] - pen[0]) / glyph.object.fontSize : 0,
  );
  return most(sizes) / FIGURE_WIDTH || Infinity;
}

function setSize(object: TextObject, size: number, hasOneBox: boolean): void {
  object.fontSize = size;
  if (hasOneBox) object.hasOneBox = true;
}

function setBox({ glyph, pen }: Typed): void {
  const { baseline, fontSize } = glyph.object;
  const [start, end] = pen ?? [glyph.box[0], glyph.box[2]];
  const top = baseline - ASCENT * fontSize;
  glyph.box = [start, top, end, top + USUAL_HEIGHT * fontSize];
  const inset = INSET * (end - start);
  if (glyph.ink) glyph.ink = [start + inset, glyph.box[1], end - inset, glyph.box[3]];
}
