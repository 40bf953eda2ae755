import { breaksSyntax } from './content-syntax.ts';
import { isDisplaced } from './cross-reference.ts';
import { MEGABYTE } from './most-bytes.ts';
import { UnreadableDocument } from './page.ts';
import { pagesUsing } from './page-tree.ts';
import { pdfObjects } from './pdf-objects.ts';
import { pdfCopy } from './pdfium/pdf-copy.ts';
import { filtersOf, isFlate, type Stream, streamsOf, unpack } from './streams.ts';

/** Pictures and fonts lose no row when they are damaged, and take longest to unpack. */
const NO_TEXT_INSIDE = /\/(Image|FontFile\d?|Length1|DCTDecode)\b/;
/** Of all streams together: half a second of work; drawings pack about five to one, and a file has 50 MB at most. */
const MOST_UNPACKED_IN_ALL = 512 * MEGABYTE;
/** Readers look for a PDF's header as far as this. */
const HEADER_WITHIN = 1024;

/** The pages whose contents, forms or fonts are damaged; `anywhere` where it may be any page. */
export type Damage = ReadonlySet<number> | 'anywhere';

/**
 * The damage of packed or plain contents of pages, or of the letters of a font; null for a whole file.
 * A PDF engine draws such a page up to the damage and says nothing: the rows behind it are simply not there.
 * A table of contents out of place is a sign of the same, and so is an encrypted file that cannot be decrypted.
 * What is no PDF counts as whole.
 * Throws `UnreadableDocument` for a file that unpacks to more than any list or book holds.
 */
export async function damageOf(bytes: Uint8Array): Promise<Damage | null> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!file.subarray(0, HEADER_WITHIN).includes('%PDF-')) return null;
  if (isDisplaced(file)) return 'anywhere';
  const plain = file.includes('/Encrypt') ? await pdfCopy(bytes) : file;
  if (plain === null) return 'anywhere';
  const damaged = damagedStreams(plain);
  return damaged.length === 0 ? null : (pagesUsing(damaged, pdfObjects(plain)) ?? 'anywhere');
}

/** True where anything of the file is damaged, as `damageOf` tells it. */
export const hasDamagedContents = async (bytes: Uint8Array): Promise<boolean> =>
  (await damageOf(bytes)) !== null;

/** Their numbers. */
function damagedStreams(file: Buffer): number[] {
  const damaged: number[] = [];
  let unpacked = 0;
  for (const stream of streamsOf(file)) {
    if (NO_TEXT_INSIDE.test(stream.dictionary)) continue;
    const { size, isDamaged } = checked(stream);
    if (isDamaged) damaged.push(stream.number);
    unpacked += size;
    if (unpacked > MOST_UNPACKED_IN_ALL)
      throw new UnreadableDocument('too-costly', 'The file unpacks to more than 512 MB');
  }
  return damaged;
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

function checked({ dictionary, packed }: Stream): { size: number; isDamaged: boolean } {
  const filters = filtersOf(dictionary);
  if (filters?.length === 1 && filters[0] === 'FlateDecode') return unpack(packed);
  if (filters?.length === 0)
    return { size: packed.length, isDamaged: isFlate(packed) || isBroken(dictionary, packed) };
  return { size: 0, isDamaged: filters?.some((filter) => !FILTERS.has(filter)) ?? false };
}

/** Nothing but its syntax tells damage in contents that are not packed. */
function isBroken(dictionary: string, contents: Buffer): boolean {
  if (NO_CONTENTS.test(dictionary)) return false;
  const text = contents.toString('latin1');
  return DRAWS.test(text) && !OTHER_LANGUAGES.test(text) && breaksSyntax(text);
}

const NO_CONTENTS =
  /\/(?:Metadata|XML|ObjStm|XRef|FunctionType|Type1C|CIDFontType0C|OpenType|CMap|JavaScript|EmbeddedFile|Alternate)\b/;
/** Texts, boxes and forms; what holds none draws no list. */
const DRAWS = /(?:^|\s)(?:BT|re|cm|Do)(?=\s|$)/;
/** Maps of characters and programs of fonts are written in PostScript. */
const OTHER_LANGUAGES = /begincmap|^%!|^\s*<\?xml|^\s*<\?xpacket/;
