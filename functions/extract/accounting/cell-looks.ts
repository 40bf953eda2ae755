import { TRACK_LENGTHS } from '#reference/lexicon/tracks.ts';
import type { Product, TextColumn } from './consistency.ts';

/** What the cells of a column look like, whatever supplier, year or language. */
export interface Look {
  column: TextColumn;
  /** What a person would expect to stand there. */
  expected: string;
  fits(text: string, product: Product): boolean;
}

/** A screen's size and words: "7.2 in. Digital Display", "10.25-in Touchscreen"; each year has new sizes. */
const SIZED_SCREEN = /^\d{1,2}([.,]\d+)?[\s-]?(in\b|inch|"|”|''|tuum|tum|дюйм)[^\d]*$/iu;
/** Of an engine one displacement is printed, with three digits or four. */
const DISPLACEMENT = /(?<!\d)\d{3,4}(?!\d)/g;
const LENGTH_IN_MM = /(?<!\d)\d[ .]?\d{3}\s?(mm|мм)/u;
const WIDTH = /\b\d{2,3}\s?(mm|in\b|"|”)/gu;
/** "RE 3700": Lynx sold models by the length of their track. */
const CLASS_OF_LENGTH = new RegExp(
  `(?<= )(${TRACK_LENGTHS.map(({ millimetres }) => millimetres).join('|')})(?!\\d|\\s?mm)`,
  'u',
);
const MEASURE = /\d{4}|\d\s?(in\b|mm\b)/u;
/** A number and its unit: "3 700 mm", "146in", "154\"", "20". */
const MEASURES = /\d[ .]?\d{3}(?!\d)|\d+(?:[.,]\d+)?|in\b\.?|inch|mm|мм|tuumaa|tum|["”″]|''|[\s,/()×x+-]/giu;
const INCHES = /(?<![\d.,])\d{2,3}(?=\s?(?:in\b|inch|"|”|''|tum))/giu;
const MILLIMETRES = /(?<![\d.,])\d[ .]?\d{3}(?!\d)/gu;
const DECIMAL = /\d[.,]\d(?!\d{2}(?!\d))/u;
/** A track's width has fewer inches than the shortest track. */
const WIDEST_INCHES = 30;

/** Lengths in one unit or both, a width beside them; never two lengths, nor a lug's height. */
function isLength(text: string): boolean {
  const inches = (text.match(INCHES) ?? []).filter((number) => Number(number) > WIDEST_INCHES);
  const isMeasure = /\d/.test(text) && text.replace(MEASURES, '') === '' && !DECIMAL.test(text);
  return isMeasure && inches.length <= 1 && (text.match(MILLIMETRES) ?? []).length <= 1;
}

/** A text unlike these is that of another column, or of two; a family that nobody has listed is another maker's. */
export const SHAPES: readonly Look[] = [
  { column: 'model', expected: 'a known family', fits: (_, { normalized }) => normalized.family !== null },
  {
    column: 'package',
    expected: 'a package without a length',
    fits: (text) => !MEASURE.test(text.replace(WIDTH, '').replace(CLASS_OF_LENGTH, '')),
  },
  {
    column: 'engine',
    expected: 'one engine',
    fits: (text) => (text.match(DISPLACEMENT) ?? []).length <= 1 && !/\d[.,]\d/.test(text),
  },
  { column: 'trackLength', expected: 'one length', fits: isLength },
  { column: 'trackProfile', expected: 'no length of a track', fits: (text) => !LENGTH_IN_MM.test(text) },
  { column: 'starter', expected: 'words without figures', fits: (text) => !/\d/.test(text) },
  { column: 'springOptions', expected: 'no length of a track', fits: (text) => !LENGTH_IN_MM.test(text) },
  { column: 'color', expected: 'a colour without measures', fits: (text) => !MEASURE.test(text) },
];

/** Texts that the lexicon knows: one it does not is doubtful where the other rows' are known. */
export const KNOWN: readonly Look[] = [
  { column: 'engine', expected: 'a known engine', fits: (_, { normalized }) => normalized.engine !== null },
  {
    column: 'trackProfile',
    expected: 'a beginning as others have',
    fits: (text) => /^[\d\p{Lu}]/u.test(text),
  },
  {
    column: 'starter',
    expected: 'a known starter',
    fits: (_, { normalized }) => normalized.starter !== null,
  },
  {
    column: 'display',
    expected: 'a screen and its size',
    fits: (text, { normalized }) =>
      SIZED_SCREEN.test(text) || (normalized.display !== null && !/\d/.test(text)),
  },
];
