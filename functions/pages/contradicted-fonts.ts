import { type GlyphNames, namesInProgram } from './font-programs.ts';
import type { PdfObjects } from './pdf-objects.ts';

/**
 * The base names of a file's fonts that say to be other letters than they draw: the name of a glyph (ISO 32000-2, 9.6.5)
 * is not that of the letter which ToUnicode (9.10.3) gives for the same code. Engines believe ToUnicode; a reader sees
 * the glyph. Names that mean nothing ("g12", "cid34") witness nothing, and so do fonts of glyph numbers alone.
 */
export function contradictedFonts(objects: PdfObjects): ReadonlySet<string> {
  const found = new Set<string>();
  const { text } = objects;
  const programs = programsOf(objects);
  let at = text.indexOf(KEY);
  for (let count = 0; at >= 0 && count < MOST_FONTS; count++) {
    const font = dictionaryAround(text, at);
    if (contradicts(font, objects, programs)) found.add(baseName(descendantOf(font, objects) ?? font));
    at = text.indexOf(KEY, at + 1);
  }
  return found;
}

const KEY = '/ToUnicode';
/** A book of a thousand pages with fonts of their own has some. */
const MOST_FONTS = 5000;

/**
 * A Type3 font has none: it goes by the empty one. Engines call a composite font by the name of its descendant, behind
 * which its own may have that of its encoding: "Own-Identity-H" (ISO 32000-2, 9.7.6.2).
 */
const baseName = (font: string): string =>
  (/\/BaseFont\s*\/([^\s/[\]<>()]+)/.exec(font)?.[1] ?? '').replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );

/** Fonts are small: whoever writes one without its end says nothing. */
const LONGEST_FONT = 20_000;

/** The innermost dictionary that holds the place: mostly it begins and ends near by. */
function dictionaryAround(text: string, at: number): string {
  const [begin, end] = [unmatched(text, at, -1), unmatched(text, at, 1)];
  return begin < 0 || end < 0 ? '' : text.slice(begin, end);
}

/** Where the nearest bracket before a place (-1) or behind it (1) stands that belongs to one on the other side; -1 for none. */
function unmatched(text: string, at: number, way: 1 | -1): number {
  const [own, other] = way > 0 ? ['>>', '<<'] : ['<<', '>>'];
  let depth = 0;
  for (let place = at; place >= 0 && Math.abs(place - at) < LONGEST_FONT; place += way) {
    const isOwn = text.startsWith(own, place);
    if (!isOwn && !text.startsWith(other, place)) continue;
    if (isOwn && depth === 0) return place;
    depth += isOwn ? -1 : 1;
    place += way;
  }
  return -1;
}

/** A map of 256 codes is smaller. */
const LONGEST_MAP = 256 * 1024;

function contradicts(font: string, objects: PdfObjects, programs: Programs): boolean {
  const names = glyphNames(font, objects);
  const own = namesInside(font, names, objects, programs);
  const map = names.size > 0 || own ? objects.data(referenceIn(font, 'ToUnicode')) : null;
  if (!map || map.length > LONGEST_MAP) return false;
  const letters = [...lettersIn(map.toString('latin1'))];
  const saysOther = letters.some(([code, letter]) => isOther(names.get(code), letter));
  return saysOther || (own !== null && saysOtherInside(letters, own));
}

/** The names in a font program, by the number of its stream. */
type Programs = (number: number) => GlyphNames | null;

/** Of all programs of a file together, in bytes: a book has some ten fonts of a hundred kilobytes. */
const MOST_PROGRAMS = 64 * 1024 * 1024;

function programsOf(objects: PdfObjects): Programs {
  const known = new Map<number, GlyphNames | null>();
  let spent = 0;
  return (number) => {
    const read = known.get(number);
    if (read !== undefined || spent > MOST_PROGRAMS) return read ?? null;
    const program = objects.data(number);
    spent += program?.length ?? 0;
    const names = program && namesInProgram(program, letterNamed);
    known.set(number, names);
    return names;
  };
}

/**
 * The letter of a code by the names inside the font's program; null where there is no such program. An encoding names the
 * glyphs of most programs itself, and those of a TrueType one by way of the letters that this says they are.
 */
function namesInside(
  font: string,
  encoded: ReadonlyMap<number, string>,
  objects: PdfObjects,
  programs: Programs,
): ((code: number) => string | undefined) | null {
  const isComposite = /\/Subtype\s*\/Type0\b/.test(font);
  const holder = isComposite ? descendantOf(font, objects) : font;
  const encoding = objects.written(referenceIn(font, 'Encoding')) ?? font;
  const isTrueType = TRUE_TYPE.test(font);
  if (holder === undefined || (!isComposite && !isTrueType && PLAIN_ENCODING.test(encoding))) return null;
  const descriptor = objects.written(referenceIn(holder, 'FontDescriptor')) ?? '';
  const names = programs(referenceIn(descriptor, 'FontFile[23]?'));
  if (!names) return null;
  if (isComposite) return (code) => names.byGlyph[code];
  if (!isTrueType) return (code) => encoded.get(code) ?? names.byCode.get(code);
  return (code) =>
    encoded.has(code) ? names.byLetter?.get(encoded.get(code) ?? '') : names.byCode.get(code);
}

/** The font whose glyphs a composite one shows by their numbers; undefined where its codes are no numbers of glyphs. */
function descendantOf(font: string, objects: PdfObjects): string | undefined {
  if (!/\/Encoding\s*\/Identity-[HV]\b/.test(font)) return undefined;
  const [, number] = /\/DescendantFonts\s*(?:\[\s*)?(\d+)\s+\d+\s+R/.exec(font) ?? [];
  const written = objects.written(Number(number)) ?? '';
  const [, inArray] = /^\s*\[\s*(\d+)\s+\d+\s+R/.exec(written) ?? [];
  const descendant = inArray === undefined ? written : (objects.written(Number(inArray)) ?? '');
  return /\/CIDToGIDMap\s+\d/.test(descendant) ? undefined : descendant;
}

/**
 * Whoever makes a font smaller may leave the names of other glyphs in it: they witness only where most of them agree,
 * or where figures are named as other figures throughout.
 */
function saysOtherInside(
  letters: readonly (readonly [code: number, letter: string])[],
  nameOf: (code: number) => string | undefined,
): boolean {
  const witnessed = letters.filter(([code]) => nameOf(code));
  const others = witnessed.filter(([code, letter]) => isOther(nameOf(code), letter));
  const figures = witnessed.filter(([, letter]) => /^\d$/.test(letter));
  const areFigures = figures.every(([code]) => /\d/.test(nameOf(code) ?? ''));
  const isTrusted = others.length * 2 <= witnessed.length || (figures.length > 2 && areFigures);
  return isTrusted && others.length > 0;
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

/** A program that draws a font of its own may count its glyphs by letters. */
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

/** What a ToUnicode map gives for codes of one byte or two. */
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

const LAST_CODE = 0xffff;
/** No font shows more. */
const MOST_CODES = 0x10000;

/** From one code to another: the letters that follow one another, or those of a list. */
function readRanges(words: readonly string[], letters: Map<number, string>): void {
  let count = 0;
  for (let at = 0; at + 2 < words.length && count < MOST_CODES; ) {
    const [first, last] = [hexNumber(words[at]), Math.min(hexNumber(words[at + 1]), LAST_CODE)];
    const isList = words[at + 2] === '[';
    count += Math.max(1, last - first + 1);
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
