import type { Color } from './page.ts';
import type { PdfObjects } from './pdf-objects.ts';

/**
 * True where whatever a file fills shows in the colour that its contents set: it has no pattern or gradient to fill with
 * (ISO 32000-2, 8.7) and no transfer function that changes colours (10.5). PDFium gives those one colour like any other:
 * white, a grey, or what a pattern is painted in.
 */
export const hasPlainPaints = ({ text }: PdfObjects): boolean => !OTHER_PAINTS.test(text);

/**
 * True where what PDFium calls white is white: it calls so whatever it fills with no colour at all, which inks that print
 * on no plate and colours outside of their palette are (ISO 32000-2, 8.6.6).
 */
export const hasPlainWhite = ({ text }: PdfObjects): boolean => !OTHER_COLOR_SPACES.test(text);

/**
 * Tells whether a colour may be that of inks which print on no plate (ISO 32000-2, 8.6.6.4 and 8.6.6.5): it lies between
 * those that they say to be like, from none of the ink to all. Every colour may where a file does not say it plainly.
 */
export function inksOfNone({ text }: PdfObjects): (color: Color) => boolean {
  const inks = text.match(NO_PLATE) ?? [];
  const ramps = [...text.matchAll(NONE_LIKE)].map(
    ([, from = '', to = '']) => [rgbOf(from), rgbOf(to)] as const,
  );
  const areTold = ramps.length === inks.length && ramps.flat().every(isColor);
  return (color) => !areTold || ramps.some(([from, to]) => liesBetween(from, to, color));
}

const NONE_LIKE =
  /\/Separation\s*\/None\s*\/DeviceRGB\s*<<[^<>]{0,200}\/C0\s*\[([^\]]{0,40})\]\s*\/C1\s*\[([^\]]{0,40})\]/g;
const rgbOf = (numbers: string): Color =>
  numbers
    .trim()
    .split(/\s+/)
    .map((share) => Math.round(Number(share) * 255)) as unknown as Color;
const isColor = (channels: readonly number[]): boolean =>
  channels.length === 3 && channels.every(Number.isFinite);

/** Of 255. */
const ROUNDING = 3;
/** Nobody sets an ink in order to use none of it. */
const LEAST_INK = 0.02;

function liesBetween(from: Color, to: Color, color: Color): boolean {
  const long = Math.hypot(to[0] - from[0], to[1] - from[1], to[2] - from[2]);
  const along = from.reduce(
    (sum, start, at) => sum + ((to[at] ?? 0) - start) * ((color[at] ?? 0) - start),
    0,
  );
  const share = long === 0 ? 1 : Math.min(1, along / (long * long));
  if (share < LEAST_INK) return false;
  return from.every(
    (start, at) => Math.abs(start + ((to[at] ?? 0) - start) * share - (color[at] ?? 0)) < ROUNDING,
  );
}

/** Any character of a name may be written by its number. */
const spelled = (name: string): string =>
  [...name].map((letter) => `(?:${letter}|#${letter.charCodeAt(0).toString(16)})`).join('');

/** `/PatternType`, `/TR`, `/TR2`. */
const OTHER_PAINTS = new RegExp(`/(?:${spelled('PatternType')}|${spelled('TR')}2?[^A-Za-z0-9])`, 'i');

/** Inks and palettes; the name of these may be short where it begins an array. */
const OTHER_COLOR_SPACES = new RegExp(
  `/(?:${spelled('Separation')}|${spelled('DeviceN')}|${spelled('Indexed')})|\\[\\s*/${spelled('I')}[\\s/]`,
  'i',
);

/** One ink, or several of which none has a plate. */
const NO_PLATE = new RegExp(
  `/(?:${spelled('Separation')}\\s*/${spelled('None')}|${spelled('DeviceN')}\\s*\\[\\s*(?:/${spelled('None')}\\s*)+\\])`,
  'gi',
);
