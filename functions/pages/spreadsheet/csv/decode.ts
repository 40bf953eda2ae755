import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { headingOf } from '../../headings.ts';
import { type LineDecoder, lineDecoder, linesIn } from './single-bytes.ts';

/** So much of a file tells how its letters are written. */
const SAMPLE_BYTES = 64 * 1024;
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
