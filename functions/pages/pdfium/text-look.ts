import type { Color } from '../page.ts';
import { BOLD_NAME, INVISIBLE_MODES, STROKED_MODE } from '../text-modes.ts';
import type { TextObject } from '../text-runs.ts';
import { fillPaint, strokePaint } from './colors.ts';
import type { Library } from './library.ts';

const BLACK: Color = [0, 0, 0];
const FORCE_BOLD_FLAG = 1 << 18;

type TextLook = Pick<TextObject, 'bold' | 'color' | 'painted'>;

/** How a text object looks, given its pointer. */
export function textLooks(engine: Library): (pointer: number) => TextLook {
  const boldFonts = new Map<number, boolean>();
  return (pointer) => {
    const mode = engine.api.FPDFTextObj_GetTextRenderMode(pointer);
    const paint = mode === STROKED_MODE ? strokePaint(engine, pointer) : fillPaint(engine, pointer);
    const font = engine.api.FPDFTextObj_GetFont(pointer);
    const bold = boldFonts.get(font) ?? isBold(engine, font);
    boldFonts.set(font, bold);
    const painted = !INVISIBLE_MODES.has(mode) && paint?.alpha !== 0;
    return { bold, color: paint?.color ?? BLACK, painted };
  };
}

function isBold({ api, memory }: Library, font: number): boolean {
  const length = api.FPDFFont_GetBaseFontName(font, memory.slot(0), memory.resultBytes);
  const name = memory.latin(Math.min(length, memory.resultBytes));
  return BOLD_NAME.test(name) || (api.FPDFFont_GetFlags(font) & FORCE_BOLD_FLAG) !== 0;
}
