import { fillPaint } from './colors.ts';
import type { Library } from './library.ts';
import type { DrawnObject } from './objects.ts';

const FILLED_MODE = 0;
/** From here on render modes add the text to the clip of what follows. */
const FIRST_CLIPPING_MODE = 4;
/** The mark of what stands on a layer, as PDFium gives it: UTF-16 and a closing zero. */
const LAYER_MARK = 'O\0C\0\0\0';

/**
 * Tells text objects of a page that show in their own colour wherever nothing is drawn on them: filled, opaque,
 * on no layer, in no form, clipped by boxes alone, of a font that has a name. (A Type3 font, which has none, may
 * draw anything.)
 */
export function plainTexts(engine: Library, texts: readonly DrawnObject[]): (object: DrawnObject) => boolean {
  const { api } = engine;
  const modes = texts.map(({ pointer }) => api.FPDFTextObj_GetTextRenderMode(pointer));
  if (modes.some((mode) => mode >= FIRST_CLIPPING_MODE)) return () => false;
  const named = new Map<number, boolean>();
  const known = new Map<DrawnObject, boolean>();
  const isPlain = ({ pointer, isFree }: DrawnObject) =>
    isFree &&
    api.FPDFTextObj_GetTextRenderMode(pointer) === FILLED_MODE &&
    !api.FPDFPageObj_HasTransparency(pointer) &&
    fillPaint(engine, pointer) !== null &&
    !isOnLayer(engine, pointer) &&
    isNamed(engine, api.FPDFTextObj_GetFont(pointer), named);
  return (object) => {
    const plain = known.get(object) ?? isPlain(object);
    known.set(object, plain);
    return plain;
  };
}

function isOnLayer({ api, memory }: Library, pointer: number): boolean {
  const count = api.FPDFPageObj_CountMarks(pointer);
  for (let index = 0; index < count; index++) {
    const mark = api.FPDFPageObj_GetMark(pointer, index);
    api.FPDFPageObjMark_GetName(mark, memory.slot(1), memory.resultBytes - 4, memory.slot(0));
    if (memory.latin(memory.unsigned(0) + 4).slice(4) === LAYER_MARK) return true;
  }
  return false;
}

function isNamed({ api, memory }: Library, font: number, known: Map<number, boolean>): boolean {
  const named = known.get(font) ?? api.FPDFFont_GetBaseFontName(font, memory.slot(0), memory.resultBytes) > 1;
  known.set(font, named);
  return named;
}
