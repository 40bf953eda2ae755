import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';

/** Gives the text of one line, its end included. */
export type LineDecoder = (line: Uint8Array) => string;

type SingleByte = 'windows-1252' | 'windows-1251';

const SAMPLE_BYTES = 64 * 1024;
const [NEW_LINE, RETURN] = [0x0a, 0x0d];
/** Fewer lines in another encoding than the rest are damage, unless they hold no other letters than the rest. */
const FEWEST_OTHER_LINES = 3;
/** The letters and signs that lists of the north are written with, beside those of ASCII and the Cyrillic ones. */
const USUAL =
  /[\p{ASCII}\p{Script=Cyrillic}ÄÖÅÆØÜÉÈÀÁÍÓÚÝÐÞÇÑÊËÔäöåæøüéèàáíóúýðþçñêëôßõÕšŠžŽ€£§°²³¹½¼¾®™©–—…‘’‚“”„•·«»±×µ´№\u00A0]/u;
const UNKNOWN = '\uFFFD';

const UTF8 = new TextDecoder('utf-8');
const DECODERS = {
  'windows-1252': new TextDecoder('windows-1252'),
  'windows-1251': new TextDecoder('windows-1251'),
};

/** The lines of a file, each with its end. */
export function* linesIn(bytes: Uint8Array): Generator<Uint8Array> {
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
export function lineDecoder(bytes: Uint8Array, headingsIn: (text: string) => number): LineDecoder {
  const { letters, other } = surveyed(bytes);
  if (letters.size === 0) {
    const encoding = singleByte(bytes.subarray(0, SAMPLE_BYTES), headingsIn);
    return (line) => usual(DECODERS[encoding].decode(line));
  }
  const hasOther = other >= FEWEST_OTHER_LINES;
  return (line) => {
    if (isUtf8(line) || holdsUtf8(line)) return UTF8.decode(line);
    const text = DECODERS[ofLine(line)].decode(line);
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

/** The likeliest first: where headings tell nothing, Western Europe's. */
function singleByte(sample: Uint8Array, headingsIn: (text: string) => number): SingleByte {
  const [western, cyrillic] = (['windows-1252', 'windows-1251'] as const).map((encoding) =>
    headingsIn(DECODERS[encoding].decode(sample)),
  ) as [number, number];
  return cyrillic > western ? 'windows-1251' : 'windows-1252';
}

const usual = (text: string): string =>
  /^\p{ASCII}*$/u.test(text)
    ? text
    : [...text].map((letter) => (USUAL.test(letter) ? letter : UNKNOWN)).join('');
