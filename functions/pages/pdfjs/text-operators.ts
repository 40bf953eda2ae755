import { compose, IDENTITY, type Matrix, transform, transformBox } from '../matrix.ts';
import type { Color } from '../page.ts';
import { INVISIBLE_MODES, STROKED_MODE } from '../text-modes.ts';
import { ACROSS, directionOf, type Glyph, isMirrored, type TextObject } from '../text-runs.ts';
import { type Canvas, change, type GraphicsState, isHidden } from './canvas.ts';
import type { FontFace } from './font.ts';
import type { Operators } from './operators.ts';

/** A glyph as pdf.js hands it out. */
interface ShownGlyph {
  unicode: string;
  width: number;
  isSpace: boolean;
}

const BLACK: Color = [0, 0, 0];
/** A number between glyphs moves the next one back by so many thousandths of the font size. */
const KERNING_UNITS = 1000;

/** Text operators (ISO 32000-2, 9.3 and 9.4), by pdf.js's names for them. */
export const TEXT_OPERATORS: Operators = {
  beginText: (canvas) => change(canvas, { textMatrix: IDENTITY, lineMatrix: IDENTITY }),
  setCharSpacing: (canvas, characterSpacing: number) => change(canvas, { characterSpacing }),
  setWordSpacing: (canvas, wordSpacing: number) => change(canvas, { wordSpacing }),
  setHScale: (canvas, percent: number) => change(canvas, { horizontalScale: percent / 100 }),
  setLeading: (canvas, leading: number) => change(canvas, { leading }),
  setTextRise: (canvas, rise: number) => change(canvas, { rise }),
  setTextRenderingMode: (canvas, renderMode: number) => change(canvas, { renderMode }),
  setFont,
  setTextMatrix: (canvas, matrix: Matrix) => change(canvas, { textMatrix: matrix, lineMatrix: matrix }),
  moveText,
  setLeadingMoveText: (canvas, x: number, y: number) => {
    change(canvas, { leading: -y });
    moveText(canvas, x, y);
  },
  nextLine: (canvas) => moveText(canvas, 0, -canvas.state.leading),
  showText,
};

export function setFont(canvas: Canvas, name: string, fontSize: number): void {
  change(canvas, { font: canvas.source.fontOf(name), fontSize });
}

function moveText(canvas: Canvas, x: number, y: number): void {
  const moved = compose(canvas.state.lineMatrix, [1, 0, 0, 1, x, y]);
  change(canvas, { textMatrix: moved, lineMatrix: moved });
}

function showText(canvas: Canvas, shown: readonly (ShownGlyph | number)[]): void {
  const { font, masks } = canvas.state;
  if (!font) return;
  const object = textObject(canvas, font);
  const glyphs: Glyph[] = [];
  for (const one of shown) {
    if (typeof one !== 'number') glyphs.push(glyphAt(canvas.state, font, one, object));
    advance(canvas, typeof one === 'number' ? kerning(canvas.state, one) : step(canvas.state, font, one));
  }
  if (masks) return;
  const again = drawnBefore(canvas, glyphs);
  if (again && !object.painted) return;
  for (const glyph of again ?? []) canvas.overdrawn.add(glyph);
  canvas.glyphs.push(...glyphs);
  for (const glyph of glyphs) canvas.places.set(placeOf(glyph), glyph);
}

function textObject(canvas: Canvas, font: FontFace): TextObject {
  const { clip, fontSize, horizontalScale, renderMode, fill, stroke, mode, mask } = canvas.state;
  const toView = compose(canvas.state.toView, canvas.state.textMatrix);
  const [a, b, c, d] = toView;
  const sign = Math.sign(fontSize * horizontalScale) || 1;
  const direction = directionOf(sign * a, sign * b);
  const ink = renderMode === STROKED_MODE ? stroke : fill;
  const object: TextObject = {
    order: canvas.order++,
    clip,
    fontSize: Math.abs(fontSize) * Math.hypot(c, d) * font.scale,
    ...direction,
    baseline: ACROSS[direction.turns](transform(toView, [0, canvas.state.rise])),
    bold: font.bold,
    color: ink.colors?.[0] ?? BLACK,
    painted: !INVISIBLE_MODES.has(renderMode) && ink.alpha > 0 && !isHidden(canvas),
    ...(font.isGarbled && { isGarbled: true }),
    ...(isMirrored(toView) !== (horizontalScale < 0 !== font.isFlipped) && { isMirrored: true }),
  };
  canvas.inks.set(object, { ...ink, mode, mask });
  return object;
}

function glyphAt(
  state: GraphicsState,
  font: FontFace,
  { unicode, width }: ShownGlyph,
  object: TextObject,
): Glyph {
  const { fontSize, horizontalScale, rise } = state;
  const right = width * font.unit * fontSize * horizontalScale;
  const box = [0, font.descent * fontSize + rise, right, font.ascent * fontSize + rise] as const;
  return {
    character: unicode,
    box: transformBox(compose(state.toView, state.textMatrix), [...box]),
    object,
  };
}

function step(state: GraphicsState, font: FontFace, { width, isSpace }: ShownGlyph): number {
  const spacing = state.characterSpacing + (isSpace ? state.wordSpacing : 0);
  return (width * font.unit * state.fontSize + spacing) * state.horizontalScale;
}

const kerning = ({ fontSize, horizontalScale }: GraphicsState, units: number): number =>
  (-units / KERNING_UNITS) * fontSize * horizontalScale;

function advance(canvas: Canvas, along: number): void {
  canvas.state.textMatrix = compose(canvas.state.textMatrix, [1, 0, 0, 1, along, 0]);
}

/** How far apart a text and its shadow stand that together make it look bold, in ems. */
const SHADOW = 0.1;

/**
 * What was drawn of the same glyphs in the same places; null where not all of them were. Producers without a bold font
 * draw the same text twice, of which the second lies on top; PDFium leaves it out by itself.
 */
function drawnBefore({ places }: Canvas, glyphs: readonly Glyph[]): Glyph[] | null {
  const found: Glyph[] = [];
  for (const glyph of glyphs) {
    const near = BESIDE.flatMap((x) => BESIDE.flatMap((y) => places.get(placeOf(glyph, x, y)) ?? []));
    const same = near.find((other) => isShadow(other, glyph));
    if (!same) return null;
    found.push(same);
  }
  return found;
}

/** Points around a place that a shadow may stand in. */
const BESIDE = [0, -1, 1];

const placeOf = ({ character, box }: Glyph, x = 0, y = 0): string =>
  `${character} ${Math.round(box[0]) + x} ${Math.round(box[1]) + y}`;

function isShadow(one: Glyph, other: Glyph): boolean {
  const most = SHADOW * other.object.fontSize;
  return Math.abs(one.box[0] - other.box[0]) < most && Math.abs(one.box[1] - other.box[1]) < most;
}
