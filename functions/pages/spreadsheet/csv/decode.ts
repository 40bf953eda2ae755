import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { headingOf } from '../../headings.ts';

/** Gives the text of one line, its end included. */
type LineDecoder = (line: Uint8Array) => string;

/** The likeliest first: where nothing tells, Western Europe's of Windows. */
const ENCODINGS = [
  ...(['windows-1252', 'iso-8859-15', 'windows-1251', 'ibm850', 'macintosh'] as const),
  ...(['ibm866', 'koi8-r', 'x-mac-cyrillic', 'iso-8859-5'] as const),
];
type SingleByte = (typeof ENCODINGS)[number];

/** So much of a file tells how its letters are written. */
const SAMPLE_BYTES = 64 * 1024;
const [NEW_LINE, RETURN] = [0x0a, 0x0d];
/** Fewer lines in another encoding than the rest are damage, unless they hold no other letters than the rest. */
const FEWEST_OTHER_LINES = 3;
/** The letters and signs that lists of the north are written with, beside those of ASCII and the Cyrillic ones. */
const USUAL =
  /[\p{ASCII}\p{Script=Cyrillic}ÄÖÅÆØÜÉÈÀÁÍÓÚÝÐÞÇÑÊËÔäöåæøüéèàáíóúýðþçñêëôßõÕšŠžŽ€£§°²³¹½¼¾®™©–—…‘’‚“”„•·«»±×µ´№\u00A0]/u;
const UNKNOWN = '\uFFFD';

const UTF8 = new TextDecoder('utf-8');

/** Code page 850 of DOS from 0x80 on, which no decoder of the platform knows; its Nordic letters are those of 437 and 865. */
const IBM850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0';

const inIbm850 = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) =>
    isHigh(byte) ? (IBM850[byte - 0x80] as string) : String.fromCharCode(byte),
  ).join('');

const decoder = (encoding: SingleByte): ((bytes: Uint8Array) => string) => {
  if (encoding === 'ibm850') return inIbm850;
  const decoder = new TextDecoder(encoding);
  return (bytes) => decoder.decode(bytes);
};
const DECODERS = Object.fromEntries(ENCODINGS.map((encoding) => [encoding, decoder(encoding)])) as Record<
  SingleByte,
  (bytes: Uint8Array) => string
>;

/** The lines of a file, each with its end. */
function* linesIn(bytes: Uint8Array): Generator<Uint8Array> {
  let from = 0;
  for (let at = 0; at < bytes.length; at++) {
    const isEnd = bytes[at] === NEW_LINE || (bytes[at] === RETURN && bytes[at + 1] !== NEW_LINE);
    if (!isEnd) continue;
    yield bytes.subarray(from, at + 1);
    from = at + 1;
  }
  if (from < bytes.length) yield bytes.subarray(from);
}

/**
 * How the lines of a file that is not all UTF-8 are written. One with no line of UTF-8 has one byte a letter
 * throughout, in the encoding in which more of its first texts are headings; in another each line tells itself.
 */
function lineDecoder(bytes: Uint8Array, headingsIn: (text: string) => number): LineDecoder {
  const { letters, other } = surveyed(bytes);
  if (letters.size === 0) {
    const encoding = singleByte(bytes.subarray(0, SAMPLE_BYTES), headingsIn);
    return (line) => usual(DECODERS[encoding](line));
  }
  const hasOther = other >= FEWEST_OTHER_LINES;
  return (line) => {
    if (isUtf8(line) || holdsUtf8(line)) return UTF8.decode(line);
    const text = DECODERS[ofLine(line)](line);
    return hasOther || lettersBeyondAscii(text).every((letter) => letters.has(letter))
      ? usual(text)
      : UTF8.decode(line);
  };
}

/** The letters beyond ASCII of lines of UTF-8, and how many lines are none. */
function surveyed(bytes: Uint8Array): { letters: Set<string>; other: number } {
  const letters = new Set<string>();
  let other = 0;
  for (const line of linesIn(bytes)) {
    if (!line.some(isHigh)) continue;
    if (isUtf8(line) || holdsUtf8(line))
      for (const letter of lettersBeyondAscii(UTF8.decode(line))) letters.add(letter);
    else other++;
  }
  return { letters, other };
}

const lettersBeyondAscii = (text: string): string[] => [...text].filter((letter) => letter > '\u007F');

const isHigh = (byte: number): boolean => byte > 0x7f;

/** More letters of UTF-8 than bytes that are none of it: such a line is damaged, and not written otherwise. */
function holdsUtf8(line: Uint8Array): boolean {
  const letters = lettersBeyondAscii(UTF8.decode(line));
  const damaged = letters.filter((letter) => letter === UNKNOWN).length;
  return letters.length - damaged > damaged;
}

/** In Cyrillic words all letters are beyond ASCII, in Western ones hardly two together. */
function ofLine(line: Uint8Array): SingleByte {
  const high = line.filter(isHigh).length;
  const together = line.filter((byte, index) => isHigh(byte) && isHigh(line[index + 1] ?? 0)).length;
  return together * 2 > high ? 'windows-1251' : 'windows-1252';
}

/** What makes most headings of the first texts; else what alone makes letters of signs that stand within words. */
function singleByte(sample: Uint8Array, headingsIn: (text: string) => number): SingleByte {
  const read = ENCODINGS.map((encoding) => {
    const text = DECODERS[encoding](sample);
    return { encoding, headings: headingsIn(text), odd: oddSigns(text) };
  });
  const most = Math.max(...read.map(({ headings }) => headings));
  const [usualOne, ...others] = read.filter(({ headings }) => headings === most);
  const better = others.toSorted((one, other) => one.odd - other.odd)[0];
  const isBetter = better && better.odd + FEWEST_ODD <= (usualOne?.odd ?? 0);
  return (isBetter ? better : usualOne)?.encoding ?? 'windows-1252';
}

/** Fewer may be damage. */
const FEWEST_ODD = 3;
/** Signs within words, as "P”ll”" has them in the place of letters; an apostrophe or a dash may stand there. */
const WITHIN_WORD = /(?<=\p{L})[^\p{L}\p{M}\p{ASCII}\u00A0\u00AD’´–—·](?=\p{L})/gu;

const oddSigns = (text: string): number =>
  [...text.replace(WITHIN_WORD, UNKNOWN)].filter((letter) => !USUAL.test(letter)).length;

const usual = (text: string): string =>
  /^\p{ASCII}*$/u.test(text)
    ? text
    : [...text.replace(WITHIN_WORD, UNKNOWN)]
        .map((letter) => (USUAL.test(letter) ? letter : UNKNOWN))
        .join('');

/** Decoded at once: a file may be large, and is refused before all of it is. */
const PIECE_BYTES = 64 * 1024;
/** Of two bytes a letter this share has a half that is zero, and nearly all one of Latin, Cyrillic or a dash. */
const ZERO_SHARE = 0.1;
const HIGH_SHARE = 0.9;
const HIGH_HALVES: ReadonlySet<number> = new Set([0x00, 0x04, 0x20]);
/** A stray control character is flagged where it stands; a file with a larger share of them is no text. */
const CONTROL = /(?!\s)\p{Cc}/gu;
const CONTROL_SHARE = 0.01;

/** The text of a file, decoded as it is asked for. */
export interface Text {
  /** The beginning, which tells how the whole is written. */
  sample: string;
  pieces(): Generator<string>;
}

/**
 * The text of a file, by its byte order mark, else by what its bytes can be, line by line where not all of it is
 * UTF-8; null where it is no text. A byte that is no letter of any such text becomes U+FFFD, and costs its cell.
 */
export function decoded(bytes: Uint8Array): Text | null {
  const encoding = encodingOf(bytes);
  const decode = encoding ?? lineDecoder(bytes, headingsIn);
  const [sample = ''] = pieces(bytes.subarray(0, SAMPLE_BYTES), decode);
  const isText = (sample.match(CONTROL) ?? []).length <= sample.length * CONTROL_SHARE;
  return isText ? { sample, pieces: () => pieces(bytes, decode) } : null;
}

const pieces = (bytes: Uint8Array, decode: string | LineDecoder): Generator<string> =>
  typeof decode === 'string' ? encodedPieces(bytes, decode) : piecesOfLines(bytes, decode);

function* encodedPieces(bytes: Uint8Array, encoding: string): Generator<string> {
  const decoder = new TextDecoder(encoding);
  for (let at = 0; at < bytes.length; at += PIECE_BYTES)
    yield decoder.decode(bytes.subarray(at, at + PIECE_BYTES), { stream: true });
  yield decoder.decode();
}

function* piecesOfLines(bytes: Uint8Array, decode: LineDecoder): Generator<string> {
  let piece = '';
  for (const line of linesIn(bytes)) {
    piece += decode(line);
    if (piece.length < PIECE_BYTES) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/** The encoding of the whole file; null where its lines have to tell. */
function encodingOf(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return wideEncoding(bytes.subarray(0, SAMPLE_BYTES)) ?? (isUtf8(bytes) ? 'utf-8' : null);
}

/** UTF-16 without a mark: one half of each letter says of which script it is. */
function wideEncoding(sample: Uint8Array): string | null {
  const zeros = [0, 0];
  const high = [0, 0];
  for (const [index, byte] of sample.entries()) {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
    if (HIGH_HALVES.has(byte)) high[index % 2] = (high[index % 2] ?? 0) + 1;
  }
  const isWide = (side: number) =>
    (zeros[side] ?? 0) > (ZERO_SHARE * sample.length) / 2 &&
    (high[side] ?? 0) > (HIGH_SHARE * sample.length) / 2 &&
    zeros[1 - side] === 0;
  if (isWide(1)) return 'utf-16le';
  return isWide(0) ? 'utf-16be' : null;
}

const headingsIn = (text: string): number =>
  text.split(/[;,\t|"\r\n]+/).filter((cell) => headingOf(cell) !== null).length;
