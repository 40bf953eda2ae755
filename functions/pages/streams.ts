import { inflateRawSync, inflateSync } from 'node:zlib';

/** Page contents are smaller; what unpacks to more is no affair of these checks. */
const MOST_UNPACKED = 16 * 1024 * 1024;
/** zlib's method and window size stand before the packed data. */
const ZLIB_HEADER_BYTES = 2;

/** The keyword before a stream's bytes, and its line end. */
const STREAM = /(?<!end)stream\r?\n/g;
/** What a stream's object begins with. */
const OBJECT = 'obj';

/** What stands between a stream's keywords, and the number and dictionary before it. */
export interface Stream {
  dictionary: string;
  packed: Buffer;
  /** Its object's number; NaN where none can be read. */
  number: number;
}

/** The streams of a file as their keywords show them, whatever its cross-reference table says. */
export function* streamsOf(file: Buffer): Generator<Stream> {
  const text = file.toString('latin1');
  let before = 0;
  for (const { 0: keyword, index } of text.matchAll(STREAM)) {
    if (index < before) continue;
    const end = text.indexOf('endstream', index);
    if (end < 0) return;
    const packed = withoutLineEnd(file.subarray(index + keyword.length, end));
    yield { ...headOf(text.slice(before, index)), packed };
    before = end;
  }
}

/** The last object begun in what stands before a stream. */
function headOf(before: string): Pick<Stream, 'dictionary' | 'number'> {
  const at = before.lastIndexOf(OBJECT);
  const [, number = 'none'] = /(\d+)\s+\d+\s+$/.exec(before.slice(Math.max(0, at - 24), at)) ?? [];
  return { dictionary: before.slice(Math.max(0, at)), number: Number(number) };
}

/** The line end before `endstream` is no data: half a checksum would be made whole, and wrong, by it. */
function withoutLineEnd(data: Buffer): Buffer {
  const [last, before] = [data.at(-1), data.at(-2)];
  if (last === 0x0a) return data.subarray(0, before === 0x0d ? -2 : -1);
  return last === 0x0d ? data.subarray(0, -1) : data;
}

/** The filters a stream is packed with; null where they stand in an object of their own. */
export function filtersOf(dictionary: string): string[] | null {
  if (/\/Filter\s+\d+\s+\d+\s+R/.test(dictionary)) return null;
  const [, named = ''] = /\/Filter\s*(\[[^\]]*\]|\/\w+)/.exec(dictionary) ?? [];
  return [...named.matchAll(/\/(\w+)/g)].map(([, name]) => name as string);
}

/** Begins as packed data does: method, window size, and a check of both (RFC 1950). */
export function isFlate(packed: Buffer): boolean {
  const [method = 0, flags = 0] = packed;
  return (method & 0x8f) === 0x08 && ((method << 8) | flags) % 31 === 0;
}

/** Data that Flate had packed; `bytes` is null where it is damaged, or more than a page's contents. */
export interface Unpacked {
  bytes: Buffer | null;
  size: number;
  isDamaged: boolean;
}

/** Unpacks up to 16 MB. */
export function unpack(packed: Buffer): Unpacked {
  try {
    const bytes = inflateSync(packed, { maxOutputLength: MOST_UNPACKED });
    return { bytes, size: bytes.length, isDamaged: false };
  } catch (error) {
    if (isTooLong(error)) return { bytes: null, size: MOST_UNPACKED, isDamaged: false };
    return unpackWithoutChecksum(packed, error);
  }
}

/** Some producers leave the checksum out, or half of it: that alone is no damage. */
function unpackWithoutChecksum(packed: Buffer, failure: unknown): Unpacked {
  try {
    const bytes = inflateRawSync(packed.subarray(ZLIB_HEADER_BYTES), { maxOutputLength: MOST_UNPACKED });
    return { bytes, size: bytes.length, isDamaged: isWrong(failure) };
  } catch (error) {
    return { bytes: null, size: 0, isDamaged: !isTooLong(error) };
  }
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;
const isTooLong = (error: unknown): boolean => codeOf(error) === 'ERR_BUFFER_TOO_LARGE';
const isWrong = (error: unknown): boolean => codeOf(error) === 'Z_DATA_ERROR';
