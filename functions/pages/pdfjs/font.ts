import type { Matrix } from '../matrix.ts';
import { BOLD_NAME } from '../text-modes.ts';

/** What pdf.js says of a font, as far as it decides where glyphs stand. */
export interface PdfJsFont {
  name?: string;
  bold?: boolean;
  black?: boolean;
  ascent?: number;
  descent?: number;
  fontMatrix?: Matrix;
  isType3Font?: boolean;
  bbox?: readonly number[];
}

/** A font as the page uses it; all but `bold` in ems. */
export interface FontFace {
  bold: boolean;
  ascent: number;
  descent: number;
  /** Ems in one unit of a glyph's width. */
  unit: number;
  /** How large the font really is at size 1. */
  scale: number;
  /** True where it says to be other letters than it draws. */
  isGarbled: boolean;
  /** True where its own matrix turns its letters over. */
  isFlipped: boolean;
}

/** Fonts that state no height, or one that cannot be, get that of common ones. */
const USUAL = { ascent: 0.9, descent: -0.2 };
const TALLEST = 3;

/** How tall the box of a font's glyphs is, in ems. */
const USUAL_HEIGHT = 1.2;

/** `contradicted` are the names of fonts that say to be other letters than they draw. */
export function fontFace(font: PdfJsFont, contradicted: ReadonlySet<string>): FontFace {
  const { name = '', bold, black, ascent, descent, fontMatrix } = font;
  const tall = (ascent ?? 0) - (descent ?? 0);
  const isStated = tall > 0 && tall < TALLEST;
  return {
    bold: BOLD_NAME.test(name) || bold === true || black === true,
    ascent: isStated ? (ascent ?? 0) : USUAL.ascent,
    descent: isStated ? (descent ?? 0) : USUAL.descent,
    unit: fontMatrix?.[0] ?? 0.001,
    scale: 1,
    isFlipped: (fontMatrix?.[3] ?? 1) < 0,
    isGarbled: contradicted.has(font.isType3Font ? '' : name),
    ...drawnFace(font),
  };
}

/** A Type3 font measures what its own matrix says: its size may be 1 and its letters 16 points tall. */
function drawnFace({
  isType3Font,
  fontMatrix,
  bbox = [],
}: PdfJsFont): Pick<FontFace, 'ascent' | 'descent' | 'scale'> | null {
  const [bottom = 0, top = 0] = [bbox[1], bbox[3]].map((y) => (y ?? 0) * (fontMatrix?.[3] ?? 0));
  if (!isType3Font || top <= bottom) return null;
  return { ascent: top, descent: bottom, scale: (top - bottom) / USUAL_HEIGHT };
}
