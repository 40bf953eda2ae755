import type { Box } from '#contracts/box.ts';
import type { Drawings } from '../drawings.ts';
import { IDENTITY, type Matrix } from '../matrix.ts';
import type { Color, PlacedImage } from '../page.ts';
import type { Glyph, TextObject } from '../text-runs.ts';
import type { Blending, Coat, Pigment } from './coats.ts';
import type { FontFace } from './font.ts';
import type { Palette } from './pigments.ts';

/** What `q` saves and `Q` brings back (ISO 32000-2, 8.4), as far as it decides what a page shows and where. */
export interface GraphicsState extends Blending {
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
  /** Points of the space that operators draw in. */
  lineWidth: number;
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
  /** The last glyph of a letter in a place, and those that a later one lies upon. */
  places: Map<string, Glyph>;
  overdrawn: Set<Glyph>;
  drawings: Drawings;
  /** All that is painted and no text. */
  coats: Coat[];
  /** What the mask is made of that is drawn or was drawn last. */
  mask: Coat[];
  images: PlacedImage[];
  /** How texts are painted. */
  inks: Map<TextObject, Pigment & Blending>;
  /** Lines aslant: what they cross may be struck out. */
  slanted: Box[];
  /** Of the marked contents that are open, which show. */
  layers: boolean[];
  source: Source;
}

/** What a page's operators name and do not hold. */
export interface Source {
  fontOf(name: string): FontFace | null;
  palette: Palette;
  /** Whether what is marked so stands on a layer that is on, or on none. */
  isOn(properties: unknown): boolean;
  /** Whether a colour may be that of an ink that prints nothing. */
  mayBeNone(color: Color): boolean;
}

/** Adds what is painted to the page, or to the mask that is being drawn. */
export function addCoat(canvas: Canvas, coat: Omit<Coat, keyof Blending>): void {
  const { masks, mode, mask } = canvas.state;
  if (masks) canvas.mask.push({ ...coat, mode, mask: null });
  else canvas.coats.push({ ...coat, mode, mask });
}

export const isHidden = ({ layers }: Canvas): boolean => layers.includes(false);

/** An empty page; `toView` leads from its own space to the page as seen. */
export function emptyCanvas(toView: Matrix, clip: Box, source: Source): Canvas {
  return {
    state: { ...INITIAL, toView, clip },
    saved: [],
    clips: false,
    order: 0,
    glyphs: [],
    places: new Map(),
    overdrawn: new Set(),
    drawings: { fills: [], rules: [] },
    coats: [],
    mask: [],
    images: [],
    inks: new Map(),
    slanted: [],
    layers: [],
    source,
  };
}

const BLACK: Pigment = { colors: [[0, 0, 0]], alpha: 255 };

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
  lineWidth: 1,
  mode: 'source-over',
  mask: null,
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
