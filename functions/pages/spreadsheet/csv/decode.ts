import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { headingOf } from '../../headings.ts';

/** So much of a file tells how its letters are written. */
const SAMPLE_BYTES = 64 * 1024;
/** Decoded at once: a file may be large, and is refused before all of it is. */
const PIECE_BYTES = 64 * 1024;
/** Texts in Latin letters have this share of zero bytes in UTF-16, at one side of each pair; other encodings have none. */
const ZERO_SHARE = 0.3;
/** Codes of one byte a letter, the likeliest first: Western Europe's, and Cyrillic's. */
const SINGLE_BYTE = ['windows-1252', 'windows-1251'] as const;
/** A stray control character is flagged where it stands; a file with a larger share of them is no text. */
const CONTROL = /(?!\s)\p{Cc}/gu;
const CONTROL_SHARE = 0.01;

/** The text of a file, decoded as it is asked for. */
export interface Text {
  /** The beginning, which tells how the whole is written. */
  sample: string;
  pieces(): Generator<string>;
}

/** The text of a file, by its byte order mark, else by what its bytes can be; null where it is no text. */
export function decoded(bytes: Uint8Array): Text | null {
  const encoding = encodingOf(bytes);
  const sample = new TextDecoder(encoding).decode(bytes.subarray(0, SAMPLE_BYTES), { stream: true });
  const isText = (sample.match(CONTROL) ?? []).length <= sample.length * CONTROL_SHARE;
  return isText ? { sample, pieces: () => pieces(bytes, encoding) } : null;
}

function* pieces(bytes: Uint8Array, encoding: string): Generator<string> {
  const decoder = new TextDecoder(encoding);
  for (let at = 0; at < bytes.length; at += PIECE_BYTES)
    yield decoder.decode(bytes.subarray(at, at + PIECE_BYTES), { stream: true });
  yield decoder.decode();
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return wideEncoding(bytes.subarray(0, SAMPLE_BYTES)) ?? (isUtf8(bytes) ? 'utf-8' : singleByte(bytes));
}

/** UTF-16 without a mark: the high halves of most of its letters are zero. */
function wideEncoding(sample: Uint8Array): string | null {
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries())
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros.map((count) => count / (sample.length / 2));
  if (odd > ZERO_SHARE && even === 0) return 'utf-16le';
  return even > ZERO_SHARE && odd === 0 ? 'utf-16be' : null;
}

/** One byte a letter: the encoding in which more of the first texts are headings. */
function singleByte(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const known = SINGLE_BYTE.map((encoding) => headingsIn(new TextDecoder(encoding).decode(sample)));
  return SINGLE_BYTE[known.indexOf(Math.max(...known))] ?? 'windows-1252';
}

const headingsIn = (text: string): number =>
  text.split(/[;,\t|"\r\n]+/).filter((cell) => headingOf(cell) !== null).length;
