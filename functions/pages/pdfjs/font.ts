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
}

/** A font as the page uses it; all but `bold` in ems. */
export interface FontFace {
  bold: boolean;
  ascent: number;
  descent: number;
  /** Ems in one unit of a glyph's width. */
  unit: number;
}

/** Fonts that state no height, or one that cannot be, get that of common ones. */
const USUAL = { ascent: 0.9, descent: -0.2 };
const TALLEST = 3;

export function fontFace({ name = '', bold, black, ascent, descent, fontMatrix }: PdfJsFont): FontFace {
  const tall = (ascent ?? 0) - (descent ?? 0);
  const isStated = tall > 0 && tall < TALLEST;
  return {
    bold: BOLD_NAME.test(name) || bold === true || black === true,
    ascent: isStated ? (ascent ?? 0) : USUAL.ascent,
    descent: isStated ? (descent ?? 0) : USUAL.descent,
    unit: fontMatrix?.[0] ?? 0.001,
  };
}
