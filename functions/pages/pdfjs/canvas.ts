import type { Box } from '#contracts/box.ts';
import type { Drawings, Paint } from '../drawings.ts';
import { IDENTITY, type Matrix } from '../matrix.ts';
import type { PlacedImage } from '../page.ts';
import type { Glyph } from '../text-runs.ts';
import type { Ground } from '../visibility.ts';
import type { FontFace } from './font.ts';

/** A paint before its opacity is known; the colour is null for a pattern, which has no one colour. */
export interface Pigment {
  color: Paint['color'] | null;
  /** 0–255. */
  alpha: number;
}

/** What `q` saves and `Q` brings back (ISO 32000-2, 8.4), as far as it decides what a page shows and where. */
export interface GraphicsState {
  /** From the space that operators draw in to the page as seen. */
  toView: Matrix;
  clip: Box;
  fill: Pigment;
  stroke: Pigment;
  font: FontFace | null;
  fontSize: number;
  characterSpacing: number;
  wordSpacing: number;
  /** 1 is the font's own width. */
  horizontalScale: number;
  leading: number;
  rise: number;
  renderMode: number;
  textMatrix: Matrix;
  lineMatrix: Matrix;
  /** A blend mode or a soft mask is set: what it makes of what is drawn only a drawn page tells. */
  isUnclear: boolean;
  /** Inside a soft mask: what is drawn there lets other things through and shows nothing itself. */
  masks: boolean;
}

/** What the operators of a page have drawn so far, and how they draw now. */
export interface Canvas {
  state: GraphicsState;
  saved: GraphicsState[];
  /** The next path becomes the clip. */
  clips: boolean;
  /** Painting order of what comes next. */
  order: number;
  glyphs: Glyph[];
  drawings: Drawings;
  /** Pictures and shadings: grounds without one colour. */
  pictures: Ground[];
  images: PlacedImage[];
  /** What may hide or show the text on it, or that under it. */
  unclear: Unclear[];
  /** Of the marked contents that are open, which stand on a layer. */
  layers: boolean[];
  fontOf(name: string): FontFace | null;
}

/** Something drawn of which the engine cannot tell how it looks. */
export interface Unclear {
  box: Box;
  order: number;
  /** True where text upon it is in doubt too, and not only what it may cover. */
  isBehind: boolean;
}

/** Whether what is drawn now looks as its colours say. */
export const looksUnclear = ({ state, layers }: Canvas): boolean => state.isUnclear || layers.includes(true);

/** An empty page; `toView` leads from its own space to the page as seen. */
export function emptyCanvas(toView: Matrix, clip: Box, fontOf: Canvas['fontOf']): Canvas {
  return {
    state: { ...INITIAL, toView, clip },
    saved: [],
    clips: false,
    order: 0,
    glyphs: [],
    drawings: { fills: [], rules: [] },
    pictures: [],
    images: [],
    unclear: [],
    layers: [],
    fontOf,
  };
}

const BLACK: Pigment = { color: [0, 0, 0], alpha: 255 };

const INITIAL: Omit<GraphicsState, 'toView' | 'clip'> = {
  fill: BLACK,
  stroke: BLACK,
  font: null,
  fontSize: 0,
  characterSpacing: 0,
  wordSpacing: 0,
  horizontalScale: 1,
  leading: 0,
  rise: 0,
  renderMode: 0,
  textMatrix: IDENTITY,
  lineMatrix: IDENTITY,
  isUnclear: false,
  masks: false,
};

export function save(canvas: Canvas): void {
  canvas.saved.push({ ...canvas.state });
}

/** Real files restore once too often; that changes nothing. */
export function restore(canvas: Canvas): void {
  canvas.state = canvas.saved.pop() ?? canvas.state;
}

export function change(canvas: Canvas, changes: Partial<GraphicsState>): void {
  canvas.state = { ...canvas.state, ...changes };
}
