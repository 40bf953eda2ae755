import { compose, IDENTITY, type Matrix, transform, transformBox } from '../matrix.ts';
import type { Color } from '../page.ts';
import { INVISIBLE_MODES, STROKED_MODE } from '../text-modes.ts';
import { ACROSS, directionOf, type Glyph, type TextObject } from '../text-runs.ts';
import { type Canvas, change, type GraphicsState, looksUnclear } from './canvas.ts';
import type { FontFace } from './font.ts';
import type { Operators } from './operators.ts';

/** A glyph as pdf.js hands it out. */
interface ShownGlyph {
  unicode: string;
  width: number;
  isSpace: boolean;
}

/** Text that lets more than this through, of 255, may be hard to read. */
const FAINT_ALPHA = 80;

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
  change(canvas, { font: canvas.fontOf(name), fontSize });
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
  if (isDrawnAgain(canvas.glyphs, glyphs)) {
    if (!object.painted) return;
    canvas.glyphs.splice(-glyphs.length);
  }
  canvas.glyphs.push(...glyphs);
}

function textObject(canvas: Canvas, font: FontFace): TextObject {
  const { clip, fontSize, horizontalScale, renderMode, fill, stroke } = canvas.state;
  const toView = compose(canvas.state.toView, canvas.state.textMatrix);
  const [a, b, c, d] = toView;
  const sign = Math.sign(fontSize * horizontalScale) || 1;
  const direction = directionOf(sign * a, sign * b);
  const { color, alpha } = renderMode === STROKED_MODE ? stroke : fill;
  return {
    order: canvas.order++,
    clip,
    fontSize: Math.abs(fontSize) * Math.hypot(c, d) * font.scale,
    ...direction,
    baseline: ACROSS[direction.turns](transform(toView, [0, canvas.state.rise])),
    bold: font.bold,
    color: color ?? BLACK,
    painted: !INVISIBLE_MODES.has(renderMode) && alpha > 0,
    ...(font.isGarbled && { isGarbled: true }),
    isUnclear: looksUnclear(canvas) || color === null || alpha < FAINT_ALPHA,
  };
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

/** Producers without a bold font draw the same text twice, of which the second lies on top; PDFium leaves it out by itself. */
function isDrawnAgain(drawn: readonly Glyph[], glyphs: readonly Glyph[]): boolean {
  const before = drawn.slice(drawn.length - glyphs.length);
  return (
    glyphs.length > 0 &&
    before.length === glyphs.length &&
    before.every((one, at) => isShadow(one, glyphs[at] as Glyph))
  );
}

function isShadow(one: Glyph, other: Glyph): boolean {
  const most = SHADOW * other.object.fontSize;
  return (
    one.character === other.character &&
    Math.abs(one.box[0] - other.box[0]) < most &&
    Math.abs(one.box[1] - other.box[1]) < most
  );
}
