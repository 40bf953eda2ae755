import { constants, inflateSync } from 'node:zlib';

/** Pictures and fonts lose no row when they are damaged, and take longest to unpack. */
const NO_TEXT_INSIDE = /\/(Image|FontFile\d?|Length1|DCTDecode|XRef)\b/;
const DICTIONARY_BYTES = 400;
/** Real books carry snippets this small with a wrong checksum; no table fits into one. */
const SNIPPET_BYTES = 1024;
/** Page contents are smaller; what unpacks to more is no affair of this check. */
const MOST_UNPACKED = 16 * 1024 * 1024;

/**
 * True where the packed contents of a page are damaged.
 * A PDF engine draws such a page up to the damage and says nothing: the rows behind it are simply not there.
 * Encrypted files cannot be checked from outside and count as whole.
 */
export function hasDamagedContents(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.includes('/Encrypt')) return false;
  for (let at = file.indexOf('stream'); at >= 0; at = file.indexOf('stream', at)) {
    const end = file.indexOf('endstream', at);
    if (end < 0) return false;
    if (isPackedText(file, at) && isDamaged(file.subarray(afterLineEnd(file, at + 'stream'.length), end)))
      return true;
    at = end + 'endstream'.length;
  }
  return false;
}

function isPackedText(file: Buffer, at: number): boolean {
  const before = file.toString('latin1', Math.max(0, at - DICTIONARY_BYTES), at);
  const dictionary = before.slice(before.lastIndexOf('obj'));
  return (
    /\/Filter\s*\[?\s*\/FlateDecode\s*(\]|\/(?!\w+Decode)|>)/.test(dictionary) &&
    !NO_TEXT_INSIDE.test(dictionary)
  );
}

function afterLineEnd(file: Buffer, at: number): number {
  if (file[at] === 0x0d && file[at + 1] === 0x0a) return at + 2;
  return at + 1;
}

/** Some producers leave the checksum out: an early end is no damage, wrong data is. */
function isDamaged(packed: Buffer): boolean {
  if (packed.length < SNIPPET_BYTES) return false;
  try {
    inflateSync(packed, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MOST_UNPACKED });
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE';
  }
}
