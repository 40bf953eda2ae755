import { inflateRawSync, inflateSync } from 'node:zlib';
import { isDisplaced } from './cross-reference.ts';
import { UnreadableDocument } from './page.ts';

/** Pictures and fonts lose no row when they are damaged, and take longest to unpack. */
const NO_TEXT_INSIDE = /\/(Image|FontFile\d?|Length1|DCTDecode)\b/;
const DICTIONARY_BYTES = 400;
/** Page contents are smaller; what unpacks to more is no affair of this check. */
const MOST_UNPACKED = 16 * 1024 * 1024;
/** Of all streams together: a second or two of work, and far more text than fits into 50 MB. */
const MOST_UNPACKED_IN_ALL = 2 * 1024 * 1024 * 1024;
/** Readers look for a PDF's header as far as this. */
const HEADER_WITHIN = 1024;
/** zlib's method and window size stand before the packed data. */
const ZLIB_HEADER_BYTES = 2;

/** The keyword before a stream's bytes, and its line end. */
const STREAM = /(?<!end)stream\r?\n/g;

/**
 * True where the packed contents of a page, or the letters of a font, are damaged.
 * A PDF engine draws such a page up to the damage and says nothing: the rows behind it are simply not there.
 * A table of contents out of place is a sign of the same. Streams of encrypted files cannot be checked from
 * outside and count as whole; so does what is no PDF.
 * Throws `UnreadableDocument` for a file that unpacks to more than any list or book holds.
 */
export function hasDamagedContents(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!file.subarray(0, HEADER_WITHIN).includes('%PDF-')) return false;
  if (isDisplaced(file)) return true;
  if (file.includes('/Encrypt')) return false;
  let unpacked = 0;
  for (const stream of streamsOf(file)) {
    const { bytes: size, isDamaged } = checked(stream);
    if (isDamaged) return true;
    unpacked += size;
    if (unpacked > MOST_UNPACKED_IN_ALL)
      throw new UnreadableDocument('too-costly', 'The file unpacks to more than 2 GB');
  }
  return false;
}

/** What stands between a stream's keywords, and the dictionary before it. */
interface Stream {
  dictionary: string;
  packed: Buffer;
}

function* streamsOf(file: Buffer): Generator<Stream> {
  const text = file.toString('latin1');
  for (const { 0: keyword, index } of text.matchAll(STREAM)) {
    const end = text.indexOf('endstream', index);
    if (end < 0) return;
    const before = text.slice(Math.max(0, index - DICTIONARY_BYTES), index);
    const dictionary = before.slice(before.lastIndexOf('obj'));
    if (!NO_TEXT_INSIDE.test(dictionary))
      yield { dictionary, packed: withoutLineEnd(file.subarray(index + keyword.length, end)) };
  }
}

/** The line end before `endstream` is no data: half a checksum would be made whole, and wrong, by it. */
function withoutLineEnd(data: Buffer): Buffer {
  const [last, before] = [data.at(-1), data.at(-2)];
  if (last === 0x0a) return data.subarray(0, before === 0x0d ? -2 : -1);
  return last === 0x0d ? data.subarray(0, -1) : data;
}

/** Filters of ISO 32000-2, table 6; an engine passes over contents under any other name without a word. */
const FILTERS = new Set([
  'ASCIIHexDecode',
  'ASCII85Decode',
  'LZWDecode',
  'FlateDecode',
  'RunLengthDecode',
  'CCITTFaxDecode',
  'JBIG2Decode',
  'DCTDecode',
  'JPXDecode',
  'Crypt',
]);

/** The filters a stream is packed with; null where they stand in an object of their own. */
function filtersOf(dictionary: string): string[] | null {
  if (/\/Filter\s+\d+\s+\d+\s+R/.test(dictionary)) return null;
  const [, named = ''] = /\/Filter\s*(\[[^\]]*\]|\/\w+)/.exec(dictionary) ?? [];
  return [...named.matchAll(/\/(\w+)/g)].map(([, name]) => name as string);
}

function checked({ dictionary, packed }: Stream): Unpacked {
  const filters = filtersOf(dictionary);
  if (filters?.length === 1 && filters[0] === 'FlateDecode') return unpack(packed);
  const isLost = filters?.length === 0 && isFlate(packed);
  const isUnknown = filters?.some((filter) => !FILTERS.has(filter)) ?? false;
  return { bytes: 0, isDamaged: isLost || isUnknown };
}

/** Begins as packed data does: method, window size, and a check of both (RFC 1950). */
function isFlate(packed: Buffer): boolean {
  const [method = 0, flags = 0] = packed;
  return (method & 0x8f) === 0x08 && ((method << 8) | flags) % 31 === 0;
}

interface Unpacked {
  bytes: number;
  isDamaged: boolean;
}

function unpack(packed: Buffer): Unpacked {
  try {
    return { bytes: inflateSync(packed, { maxOutputLength: MOST_UNPACKED }).length, isDamaged: false };
  } catch (error) {
    if (isTooLong(error)) return { bytes: MOST_UNPACKED, isDamaged: false };
    return unpackWithoutChecksum(packed, error);
  }
}

/** Some producers leave the checksum out, or half of it: that alone is no damage. */
function unpackWithoutChecksum(packed: Buffer, failure: unknown): Unpacked {
  try {
    const { length } = inflateRawSync(packed.subarray(ZLIB_HEADER_BYTES), { maxOutputLength: MOST_UNPACKED });
    return { bytes: length, isDamaged: isWrong(failure) };
  } catch (error) {
    return { bytes: 0, isDamaged: !isTooLong(error) };
  }
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;
const isTooLong = (error: unknown): boolean => codeOf(error) === 'ERR_BUFFER_TOO_LARGE';
const isWrong = (error: unknown): boolean => codeOf(error) === 'Z_DATA_ERROR';
