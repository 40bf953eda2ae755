import { BRANDS } from '#reference/lexicon/brands.ts';

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

/** The model code a text consists of; null for any other text, a brand of four letters among them. */
export function modelCode(text: string): ModelCode | null {
  const mayBe = text.length >= SHORTEST && text.length <= LONGEST_MARKED;
  const found = mayBe ? FOUR_MARKED.exec(text) : null;
  if (!found) return null;
  const [, note] = found;
  const alone = note ? text.slice(0, -note.length).trim() : text.trim();
  const printed = alone.replace(MARKS, '').trim();
  const latin = [...printed].map((letter) => LOOK_ALIKES[letter] ?? letter).join('');
  const isOther = MODEL_YEAR.test(latin) || DAY.test(latin) || latin in BRANDS;
  const isCode = CODE.test(latin) && !isOther;
  return isCode ? { printed, latin, marked: printed !== alone, ...(note && { note }) } : null;
}
