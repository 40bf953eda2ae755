import type { Box } from '#contracts/box.ts';
import { compose, type Matrix, transform, transformCorners } from '../matrix.ts';
import {
  ACROSS,
  directionOf,
  drawsTooMuch,
  type Glyph,
  isBlank,
  isMirrored,
  MOST_GLYPHS,
  type TextObject,
} from '../text-runs.ts';
import { withoutSpacing } from './letter-spacing.ts';
import type { Library } from './library.ts';
import { setRealSizes, type Typed } from './nameless-fonts.ts';
import type { DrawnObject } from './objects.ts';
import { type FontLook, textLooks } from './text-look.ts';

/** PDFium writes a hyphen at the end of a line as U+0002, some builds as U+FFFE. */
const LINE_END_HYPHENS = new Set([0x02, 0xfffe]);

/** A loaded page and its text, as PDFium hands them out. */
interface TextPage {
  engine: Library;
  textPage: number;
  pageToView: Matrix;
  contradicted: ReadonlySet<string>;
}

/** The characters of a loaded page in content order; those PDFium invents between runs are left out. */
export function readGlyphs(
  engine: Library,
  page: number,
  objects: readonly DrawnObject[],
  { toView: pageToView, contradicted }: { toView: Matrix; contradicted: ReadonlySet<string> },
): Glyph[] {
  forgetSpokenTexts(engine, objects);
  const textPage = engine.api.FPDFText_LoadPage(page);
  try {
    return inOrder(glyphsOf({ engine, textPage, pageToView, contradicted }, objects));
  } finally {
    engine.api.FPDFText_ClosePage(textPage);
  }
}

/** The glyphs in painting order; mostly they come so. */
function inOrder(glyphs: Glyph[]): Glyph[] {
  let last = -1;
  for (const { object } of glyphs) {
    if (object.order < last) return glyphs.sort((one, other) => one.object.order - other.object.order);
    last = object.order;
  }
  return glyphs;
}

/** What programs that read aloud say in place of the letters drawn: PDFium gives it for the text, whatever is drawn. */
const SPOKEN = 'ActualText';

function forgetSpokenTexts({ api }: Library, objects: readonly DrawnObject[]): void {
  const known = new Set<number>();
  for (const { kind, pointer } of objects) {
    const count = kind === 'text' ? api.FPDFPageObj_CountMarks(pointer) : 0;
    for (let at = 0; at < count; at++) {
      const mark = api.FPDFPageObj_GetMark(pointer, at);
      if (!known.has(mark)) api.FPDFPageObjMark_RemoveParam(pointer, mark, SPOKEN);
      known.add(mark);
    }
  }
}

function glyphsOf(page: TextPage, objects: readonly DrawnObject[]): Glyph[] {
  const { api } = page.engine;
  const { objectOf, nameless } = textObjects(page, objects);
  const glyphs: Glyph[] = [];
  const typed = new Map<FontLook, Typed[]>();
  const invented = new Set<Glyph>();
  const count = api.FPDFText_CountChars(page.textPage);
  if (count > MOST_GLYPHS) throw drawsTooMuch();
  for (let index = 0; index < count; index++) {
    const object = objectOf(api.FPDFText_GetTextObject(page.textPage, index), index);
    if (!object) continue;
    const made = glyph(page, index, object);
    const font = nameless.get(object);
    if (font)
      typed
        .set(font, typed.get(font) ?? [])
        .get(font)
        ?.push({ glyph: made, pen: penOf(page, index, font) });
    glyphs.push(made);
    if (isBlank(made.character) && api.FPDFText_IsGenerated(page.textPage, index) === 1) invented.add(made);
  }
  for (const own of typed.values()) setRealSizes(own);
  return withoutSpacing(glyphs, invented);
}

function textObjects(page: TextPage, objects: readonly DrawnObject[]) {
  const drawn = new Map(objects.map((object) => [object.pointer, object]));
  const made = new Map<number, TextObject>();
  const nameless = new Map<TextObject, FontLook>();
  const lookOf = textLooks(page.engine, page.contradicted);
  const objectOf = (pointer: number, index: number): TextObject | null => {
    const known = made.get(pointer);
    const object = drawn.get(pointer);
    if (known || !object) return known ?? null;
    const { order, clip } = object;
    const { font, ...look } = lookOf(pointer);
    const { isMirrored, ...shape } = textShape(page, index);
    // The matrix of a font without name may turn its letters over once more.
    const text = { order, clip, ...shape, ...look, ...(isMirrored && !font.isNameless && { isMirrored }) };
    made.set(pointer, text);
    if (font.isNameless) nameless.set(text, font);
    return text;
  };
  return { objectOf, nameless };
}

/** Slots of the box of a glyph's outline, four 64-bit floats, and of that of its advance, four of 32 bits. */
const [OUTLINE, ADVANCE] = [0, 8];

function glyph(page: TextPage, index: number, object: TextObject): Glyph {
  const { api, memory } = page.engine;
  const code = api.FPDFText_GetUnicode(page.textPage, index);
  const character = LINE_END_HYPHENS.has(code) ? '-' : String.fromCodePoint(code);
  const first = memory.slot(OUTLINE);
  api.FPDFText_GetCharBox(page.textPage, index, first, first + 8, first + 16, first + 24);
  api.FPDFText_GetLooseCharBox(page.textPage, index, memory.slot(ADVANCE));
  const { doubles, floats } = memory.results();
  const left = doubles[0] as number;
  const right = doubles[1] as number;
  const bottom = doubles[2] as number;
  const top = doubles[3] as number;
  const outline = transformCorners(page.pageToView, left, bottom, right, top);
  const box = advanceBox(page, floats) ?? outline;
  const hasInk = left !== right && bottom !== top;
  return hasInk ? { character, object, box, ink: outline } : { character, object, box };
}

/** Null for turned text, of which PDFium gives none. */
function advanceBox({ pageToView }: TextPage, floats: Float32Array): Box | null {
  const left = floats[ADVANCE] as number;
  const top = floats[ADVANCE + 1] as number;
  const right = floats[ADVANCE + 2] as number;
  const bottom = floats[ADVANCE + 3] as number;
  const isSome = left !== right && top !== bottom;
  return isSome ? transformCorners(pageToView, left, bottom, right, top) : null;
}

/** Where the pen stands before and behind an upright glyph. */
function penOf(
  { engine: { api, memory }, textPage, pageToView }: TextPage,
  index: number,
  font: FontLook,
): Typed['pen'] {
  const size = api.FPDFText_GetFontSize(textPage, index);
  api.FPDFText_GetMatrix(textPage, index, memory.slot(0));
  const [a] = compose(pageToView, memory.matrix());
  const code = api.FPDFText_GetUnicode(textPage, index);
  if (!api.FPDFFont_GetGlyphWidth(font.pointer, code, size, memory.slot(0))) return null;
  const advance = memory.float(0) * a;
  api.FPDFText_GetCharOrigin(textPage, index, memory.slot(0), memory.slot(2));
  const [start] = transform(pageToView, [memory.double(0), memory.double(1)]);
  return advance > 0 ? [start, start + advance] : null;
}

/** Size and direction of the glyph as seen. */
function textShape({ engine: { api, memory }, textPage, pageToView }: TextPage, index: number) {
  const size = api.FPDFText_GetFontSize(textPage, index);
  api.FPDFText_GetMatrix(textPage, index, memory.slot(0));
  const toView = compose(pageToView, memory.matrix());
  const [a, b, c, d, x, y] = toView;
  const sign = Math.sign(size) || 1;
  const direction = directionOf(sign * a, sign * b);
  const baseline = ACROSS[direction.turns]([x, y]);
  return {
    fontSize: Math.abs(size) * Math.hypot(c, d),
    ...direction,
    baseline,
    isMirrored: isMirrored(toView),
  };
}
