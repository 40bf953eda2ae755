import type { Box } from '#contracts/extracted.ts';
import { compose, type Matrix, transformBox } from '../matrix.ts';
import type { QuarterTurns } from '../page.ts';
import type { Library } from './library.ts';
import type { DrawnObject } from './objects.ts';

/** PDFium writes a hyphen at the end of a line as U+0002, some builds as U+FFFE. */
const LINE_END_HYPHENS = new Set([0x02, 0xfffe]);

/** One drawn character. */
export interface Glyph {
  character: string;
  /** Its place in PDFium's text page. */
  index: number;
  box: Box;
  object: DrawnObject;
}

/** How a text object is turned and how large its characters are as seen. */
export interface TextShape {
  fontSize: number;
  turns: QuarterTurns;
}

/** The characters of the page in content order; those PDFium invents between runs are left out. */
export function readGlyphs(
  engine: Library,
  textPage: number,
  objects: DrawnObject[],
  pageToView: Matrix,
): Glyph[] {
  const { api } = engine;
  const byPointer = new Map(objects.map((object) => [object.pointer, object]));
  const glyphs: Glyph[] = [];
  const count = api.FPDFText_CountChars(textPage);
  for (let index = 0; index < count; index++) {
    const object = byPointer.get(api.FPDFText_GetTextObject(textPage, index));
    if (object) glyphs.push(glyph(engine, textPage, index, object, pageToView));
  }
  return glyphs.sort((one, other) => one.object.order - other.object.order);
}

function glyph(
  engine: Library,
  textPage: number,
  index: number,
  object: DrawnObject,
  pageToView: Matrix,
): Glyph {
  const code = engine.api.FPDFText_GetUnicode(textPage, index);
  const character = LINE_END_HYPHENS.has(code) ? '-' : String.fromCodePoint(code);
  return { character, index, object, box: transformBox(pageToView, glyphBox(engine, textPage, index)) };
}

/** The advance box where PDFium gives one; it gives none for turned text, whose ink box then serves. */
function glyphBox({ api, memory }: Library, textPage: number, index: number): Box {
  api.FPDFText_GetLooseCharBox(textPage, index, memory.slot(0));
  const [left, top, right, bottom] = memory.fourFloats();
  if (right !== left && top !== bottom) return [left, bottom, right, top];
  api.FPDFText_GetCharBox(textPage, index, memory.slot(0), memory.slot(2), memory.slot(4), memory.slot(6));
  const [inkLeft, inkRight, inkBottom, inkTop] = memory.fourDoubles();
  return [inkLeft, inkBottom, inkRight, inkTop];
}

/** Size and direction of the glyph as seen. */
export function textShape(
  engine: Library,
  textPage: number,
  { index }: Glyph,
  pageToView: Matrix,
): TextShape {
  const { api, memory } = engine;
  const size = api.FPDFText_GetFontSize(textPage, index);
  api.FPDFText_GetMatrix(textPage, index, memory.slot(0));
  const [a, b, c, d] = compose(pageToView, memory.matrix());
  const turns = (Math.round(Math.atan2(b, a) / (Math.PI / 2)) + 4) % 4;
  return { fontSize: size * Math.hypot(c, d), turns: turns as QuarterTurns };
}
