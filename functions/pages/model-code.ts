import { BRANDS } from '#reference/lexicon/brands.ts';
import { NEWS } from '#reference/lexicon/equipment.ts';
import type { Word } from './page.ts';

/** Cyrillic and Greek capitals that look like Latin ones: typed by mistake, they make a code that no system finds. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: 'O',
  Р: 'P',
  С: 'C',
  Т: 'T',
  У: 'Y',
  Х: 'X',
  Ѕ: 'S',
  І: 'I',
  Ј: 'J',
  Α: 'A',
  Β: 'B',
  Ε: 'E',
  Ζ: 'Z',
  Η: 'H',
  Ι: 'I',
  Κ: 'K',
  Μ: 'M',
  Ν: 'N',
  Ο: 'O',
  Ρ: 'P',
  Τ: 'T',
  Υ: 'Y',
  Χ: 'X',
};

/** Four letters or digits, at least one of them a letter. */
const CODE = /^(?=.*[A-Z])[A-Z0-9]{4}$/;
/** "MY27" stands in titles and notes. */
const MODEL_YEAR = /^MY\d\d$/;
/** What spreadsheets make of a code that they take for a day: "3DEC". */
const DAY = /^\d(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)$/;
/** What spreadsheets make of a formula that says yes. */
const YES = 'TRUE';
const SHORTEST = 4;
/** No code with its marks and spaces is longer. */
const LONGEST_MARKED = 10;
/** Four characters between marks and spaces, and the number of a note: most texts of a page are not, and need no closer look. */
const FOUR_MARKED = /^[*†‡]{0,5}\s{0,3}\S{4}\s{0,3}(?:[*†‡]{0,5}|(\(?(?:\d{1,2}|[a-e])\)))$/;
/** A mark set against the code itself. */
const MARKS = /^[*†‡]+|[*†‡]+$/g;

/** True for a sign that marks a code, not one of a note's number. */
export const isCodeMark = (sign: string): boolean => /^[*†‡]+$/.test(sign);

/** A model code as printed, and what its cell says beside it. */
export interface ModelCode {
  printed: string;
  /** The code in Latin letters; differs from `printed` where look-alike letters stand in it. */
  latin: string;
  marked: boolean;
  /** The number of a note, as printed behind it on its line: "2)". */
  note?: string;
}

/** Four letters and digits or more, with points, dashes and strokes between them, at least one of them a digit. */
const LIKE_CODE = /^(?=.*\p{Nd})[\p{L}\p{Nd}](?:[./_-]?[\p{L}\p{Nd}]){3,19}$/u;
/** What has that shape and is no code: years, days, telephones, amounts, measures. */
const OTHERS: readonly RegExp[] = [
  /^(?:19|20)\d\d(?:[-/]\d\d(?:\d\d)?)?$/,
  /^(?:MY|model)\d\d(?:\d\d)?$/iu,
  /^\d{1,2}[./-]\d{1,2}[./-](?:\d\d|(?:19|20)\d\d)$/,
  /^(?:19|20)\d\d[./-]\d\d[./-]\d\d$/,
  /^[78]-?\d{3}-?\d{3}-?\d\d-?\d\d$/,
  /^(?:0?[1-9]|1[0-2])[./-](?:19|20)\d\d$/,
  /^\d{1,3}(?:\.\d{3})+(?:\.\d\d)?$/,
  /^\d+\.\d{1,2}$/,
  /^\d+(?:[./-]\d+)?(?:mm|cm|in|cc|ccm|hp|ps|kw|kg|lbs?|eur|rub|мм|см|кг|лс|квт|л|руб|р)$/iu,
];

/** True for what may be a product's code in whatever system: only the column that it stands in can tell. */
export const looksLikeCode = (text: string): boolean => {
  const plain = text.replace(MARKS, '').trim();
  return modelCode(text) !== null || (LIKE_CODE.test(plain) && !OTHERS.some((other) => other.test(plain)));
};

/** The code that a run of text consists of, by its shape or by its column; null for any other text. */
export function codeOf({ text, isCode }: Pick<Word, 'text' | 'isCode'>): ModelCode | null {
  const found = modelCode(text);
  if (found || !isCode) return found;
  const printed = text.replace(MARKS, '').trim();
  const latin = latinOf(printed);
  // A code in Cyrillic letters alone is the dealer's own.
  return { printed, latin: /[A-Z]/i.test(printed) ? latin : printed, marked: printed !== text.trim() };
}

/** Most texts have no letter that looks like another. */
const PLAIN = /^[ -~]*$/;
const latinOf = (text: string): string =>
  PLAIN.test(text) ? text : [...text].map((letter) => LOOK_ALIKES[letter] ?? letter).join('');

/** The model code of four signs that a text consists of; null for any other text, a brand of four letters among them. */
export function modelCode(text: string): ModelCode | null {
  const mayBe = text.length >= SHORTEST && text.length <= LONGEST_MARKED;
  const found = mayBe ? FOUR_MARKED.exec(text) : null;
  if (!found) return null;
  const [, note] = found;
  const alone = note ? text.slice(0, -note.length).trim() : text.trim();
  const printed = alone.replace(MARKS, '').trim();
  const latin = latinOf(printed);
  const isCode =
    CODE.test(latin) &&
    !(MODEL_YEAR.test(latin) || DAY.test(latin) || latin === YES || latin in BRANDS || NEWS.includes(latin));
  return isCode ? { printed, latin, marked: printed !== alone, ...(note && { note }) } : null;
}
