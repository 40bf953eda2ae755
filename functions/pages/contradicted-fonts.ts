import type { PdfObjects } from './pdf-objects.ts';

/**
 * The base names of a file's fonts that say to be other letters than they draw: the name of a glyph (ISO 32000-2, 9.6.5)
 * is not that of the letter which ToUnicode (9.10.3) gives for the same code. Engines believe ToUnicode; a reader sees
 * the glyph. Names that mean nothing ("g12", "cid34") witness nothing, and so do fonts of glyph numbers alone.
 */
export function contradictedFonts(objects: PdfObjects): ReadonlySet<string> {
  const found = new Set<string>();
  const { text } = objects;
  let at = text.indexOf(KEY);
  for (let count = 0; at >= 0 && count < MOST_FONTS; count++) {
    const font = dictionaryAround(text, at);
    if (contradicts(font, objects)) found.add(baseName(font));
    at = text.indexOf(KEY, at + 1);
  }
  return found;
}

const KEY = '/ToUnicode';
/** A book of a thousand pages with fonts of their own has some. */
const MOST_FONTS = 5000;

/** A Type3 font has none: it goes by the empty one. */
const baseName = (font: string): string =>
  (/\/BaseFont\s*\/([^\s/[\]<>()]+)/.exec(font)?.[1] ?? '').replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );

/** Fonts are small: whoever writes one without its end says nothing. */
const LONGEST_FONT = 20_000;
const BRACKETS = /<<|>>/g;

/** The innermost dictionary that holds the place. */
function dictionaryAround(text: string, at: number): string {
  const from = Math.max(0, at - LONGEST_FONT);
  const open: number[] = [];
  for (const { 0: bracket, index } of text.slice(from, at + LONGEST_FONT).matchAll(BRACKETS)) {
    const place = from + index;
    if (bracket === '<<') open.push(place);
    else if (place < at) open.pop();
    else {
      const begin = open.pop() ?? at;
      if (begin < at) return text.slice(begin, place);
    }
  }
  return '';
}

/** A map of 256 codes is smaller. */
const LONGEST_MAP = 256 * 1024;

function contradicts(font: string, objects: PdfObjects): boolean {
  const names = glyphNames(font, objects);
  const map = names.size > 0 ? objects.data(referenceIn(font, 'ToUnicode')) : null;
  if (!map || map.length > LONGEST_MAP) return false;
  return [...lettersIn(map.toString('latin1'))].some(([code, letter]) => isOther(names.get(code), letter));
}

const referenceIn = (dictionary: string, key: string): number =>
  Number(new RegExp(`/${key}\\s+(\\d+)\\s+\\d+\\s+R`).exec(dictionary)?.[1] ?? Number.NaN);

/** The letters that the names of glyphs tell, by code. */
function glyphNames(font: string, objects: PdfObjects): Map<number, string> {
  const encoding = objects.written(referenceIn(font, 'Encoding')) ?? font;
  const names = new Map(hasPlainCodes(font, encoding, objects) ? PLAIN_CODES : []);
  const [, listed = ''] = /\/Differences\s*\[([^\]]*)\]/.exec(encoding) ?? [];
  let code = 0;
  for (const [, number, name] of listed.matchAll(/(\d+)|\/([^\s/[\]<>()]+)/g)) {
    if (number !== undefined) code = Number(number);
    else names.set(code++, letterNamed(name as string));
  }
  return IS_TYPE3.test(font) ? figuresOf(names) : names;
}

/** Whoever draws a font himself may count its glyphs by letters. */
const IS_TYPE3 = /\/Subtype\s*\/Type3\b/;
const figuresOf = (names: ReadonlyMap<number, string>): Map<number, string> =>
  new Map([...names].filter(([, letter]) => /[^A-Za-z]/.test(letter)));

/** The encodings that all have the letters and figures of ASCII in their places (ISO 32000-2, annex D). */
const PLAIN_ENCODING = /\/(?:WinAnsiEncoding|MacRomanEncoding|StandardEncoding)\b/;
const PLAIN_CODES: readonly [number, string][] = [
  ...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
].map((letter) => [letter.charCodeAt(0), letter]);
const OF_SIGNS = /\/BaseFont\s*\/(?:\w+\+)?(?:Symbol|ZapfDingbats|Wingdings|Webdings)/;
const TYPE1 = /\/Subtype\s*\/(?:Type1|MMType1)\b/;
const TRUE_TYPE = /\/Subtype\s*\/TrueType\b/;
/** Bits of a font's flags (ISO 32000-2, table 121). */
const SYMBOLIC = 1 << 2;

/** An encoding means nothing to a TrueType font that is symbolic; a standard font needs none. */
function hasPlainCodes(font: string, encoding: string, objects: PdfObjects): boolean {
  if (OF_SIGNS.test(font)) return false;
  if (TYPE1.test(font)) return PLAIN_ENCODING.test(encoding) || !/\/(?:Encoding|FontDescriptor)\b/.test(font);
  const descriptor = objects.written(referenceIn(font, 'FontDescriptor')) ?? font;
  const flags = Number(/\/Flags\s+(\d+)/.exec(descriptor)?.[1] ?? 0);
  return TRUE_TYPE.test(font) && PLAIN_ENCODING.test(encoding) && (flags & SYMBOLIC) === 0;
}

/** Glyphs that decide what a price or a code says, by their names in Adobe's glyph list. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ zero: '0', one: '1', two: '2', three: '3', four: '4' },
  ...{ five: '5', six: '6', seven: '7', eight: '8', nine: '9' },
  ...{ comma: ',', period: '.', Euro: '€', dollar: '$', sterling: '£' },
};
const LETTER = /^[A-Za-z]$/;
const BY_NUMBER = /^(?:uni|u)([0-9A-F]{4})$/;
const WITNESSED = /^[0-9A-Za-z,.€$£]$/;

/** What a glyph's name says it draws, '' where it says nothing; behind a full stop stands which form of it. */
function letterNamed(name: string): string {
  const [base = ''] = name.split('.');
  const [, hex] = BY_NUMBER.exec(base) ?? [];
  if (LETTER.test(base)) return base;
  const letter = hex ? String.fromCharCode(Number.parseInt(hex, 16)) : (LETTERS[base] ?? '');
  return WITNESSED.test(letter) ? letter : '';
}

/** Small capitals are letters all the same, a raised figure is a figure. */
function isOther(named: string | undefined, letter: string): boolean {
  if (!named) return false;
  const plain = letter.normalize('NFKC').trim();
  if (plain.toLowerCase() === named.toLowerCase()) return false;
  return /\d/.test(named) || plain === '' || WITNESSED.test(plain);
}

const HEX = /<([0-9A-Fa-f\s]*)>|\[|\]/g;

/** What a ToUnicode map gives for codes of one byte. */
function lettersIn(map: string): Map<number, string> {
  const letters = new Map<number, string>();
  for (const part of map.split('beginbf').slice(1)) {
    const [body = ''] = part.split('endbf');
    const words = [...body.matchAll(HEX)].map(([mark, hex]) => hex?.replace(/\s/g, '') ?? mark);
    if (part.startsWith('char')) readSingles(words, letters);
    else readRanges(words, letters);
  }
  return letters;
}

function readSingles(words: readonly string[], letters: Map<number, string>): void {
  for (let at = 0; at + 1 < words.length; at += 2) letters.set(hexNumber(words[at]), utf16(words[at + 1]));
}

const LAST_CODE = 255;

/** From one code to another: the letters that follow one another, or those of a list. */
function readRanges(words: readonly string[], letters: Map<number, string>): void {
  for (let at = 0; at + 2 < words.length; ) {
    const [first, last] = [hexNumber(words[at]), Math.min(hexNumber(words[at + 1]), LAST_CODE)];
    const isList = words[at + 2] === '[';
    const end = isList ? words.indexOf(']', at) : at + 2;
    for (let code = first; code <= last; code++) {
      const own = isList ? words[at + 3 + code - first] : words[at + 2];
      letters.set(code, utf16(own, isList ? 0 : code - first));
    }
    if (end < 0) return;
    at = end + 1;
  }
}

const hexNumber = (hex = ''): number => Number.parseInt(hex, 16);

/** The text that hexadecimal digits spell, its last unit `more` higher. */
function utf16(hex = '', more = 0): string {
  const units = (hex.match(/.{4}/g) ?? []).map(hexNumber);
  const last = units.pop();
  return last === undefined ? '' : String.fromCharCode(...units, last + more);
}
