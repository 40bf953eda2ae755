import type { PdfObjects } from './pdf-objects.ts';

/**
 * True where whatever a file fills shows in the colour that its contents set: it has no pattern or gradient to fill with
 * (ISO 32000-2, 8.7) and no transfer function that changes colours (10.5). PDFium gives those one colour like any other:
 * white, a grey, or what a pattern is painted in.
 */
export const hasPlainPaints = ({ text }: PdfObjects): boolean => !OTHER_PAINTS.test(text);

/** True for a file with an ink that prints on no plate (ISO 32000-2, 8.6.6.4), whatever colour it says to be like. */
export const hasInkOfNone = ({ text }: PdfObjects): boolean => /\/Separation\s*\/None\b/.test(text);

/** Any character of a name may be written by its number. */
const spelled = (name: string): string =>
  [...name].map((letter) => `(?:${letter}|#${letter.charCodeAt(0).toString(16)})`).join('');

/** `/PatternType`, `/TR`, `/TR2`. */
const OTHER_PAINTS = new RegExp(`/(?:${spelled('PatternType')}|${spelled('TR')}2?[^A-Za-z0-9])`, 'i');
