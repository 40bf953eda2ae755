import type { Color } from '../page.ts';
import { BOLD_NAME, CLIP_MODE, INVISIBLE_MODES, STROKED_MODE } from '../text-modes.ts';
import type { TextObject } from '../text-runs.ts';
import { fillPaint, strokePaint } from './colors.ts';
import type { Library } from './library.ts';

const BLACK: Color = [0, 0, 0];
const FORCE_BOLD_FLAG = 1 << 18;
/** PDFium cuts names off; ISO 32000 allows half as many bytes. */
const LONGEST_NAME = 255;

type TextLook = Pick<TextObject, 'bold' | 'color' | 'painted' | 'isClip' | 'isGarbled'>;

/** What of a text object's look its font decides. */
export interface FontLook {
  pointer: number;
  bold: boolean;
  /** A Type3 font has no name, and its size says nothing: its own matrix may be anything. */
  isNameless: boolean;
  isGarbled: boolean;
}

/**
 * How a text object looks, and the font it is set in, given its pointer; `contradicted` are the names of fonts that say
 * to be other letters than they draw.
 */
export function textLooks(
  engine: Library,
  contradicted: ReadonlySet<string>,
): (pointer: number) => TextLook & { font: FontLook } {
  const fonts = new Map<number, FontLook>();
  const cut = new Set([...contradicted].map((name) => name.slice(0, LONGEST_NAME)));
  return (pointer) => {
    const mode = engine.api.FPDFTextObj_GetTextRenderMode(pointer);
    const paint = mode === STROKED_MODE ? strokePaint(engine, pointer) : fillPaint(engine, pointer);
    const own = engine.api.FPDFTextObj_GetFont(pointer);
    const font = fonts.get(own) ?? fontLook(engine, own, cut);
    fonts.set(own, font);
    const painted = !INVISIBLE_MODES.has(mode) && paint?.alpha !== 0;
    const { bold, isGarbled } = font;
    return {
      ...{ bold, color: paint?.color ?? BLACK, painted, font },
      ...(mode === CLIP_MODE && { isClip: true }),
      ...(isGarbled && { isGarbled }),
    };
  };
}

function fontLook({ api, memory }: Library, font: number, contradicted: ReadonlySet<string>): FontLook {
  const length = api.FPDFFont_GetBaseFontName(font, memory.slot(0), memory.resultBytes);
  const name = memory.latin(Math.min(length, memory.resultBytes)).replace('\0', '');
  const bold = BOLD_NAME.test(name) || (api.FPDFFont_GetFlags(font) & FORCE_BOLD_FLAG) !== 0;
  return { pointer: font, bold, isNameless: name === '', isGarbled: contradicted.has(name) };
}
