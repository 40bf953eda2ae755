import { breaksSyntax } from './content-syntax.ts';
import { MEGABYTE } from './most-bytes.ts';
import { UnreadableDocument } from './page.ts';
import { type PdfObjects, pdfObjects } from './pdf-objects.ts';
import { pdfCopy } from './pdfium/pdf-copy.ts';
import { filtersOf, isFlate, type Stream, streamsOf, unpack } from './streams.ts';

/** Where the last table stands is written at the end of the file; readers look for it in the last kilobyte or so. */
const END_BYTES = 2048;
const HEADER_BYTES = 1024;
/** A table, or the object that holds one. */
const TABLE = /^\s*(xref|\d+\s+\d+\s+obj)\b/;
const LONGEST_BEGINNING = 40;

/**
 * True where the cross-reference table does not stand where the end of the file says, or an object not where the
 * table says: bytes were lost, added or moved since it was written. Engines mend such a file as well as they can,
 * whole pages left out, and do not tell. Junk before the header moves nothing: places count from either.
 */
function isDisplaced(file: Buffer): boolean {
  return isTableDisplaced(file) || hasDisplacedObjects(file);
}

function isTableDisplaced(file: Buffer): boolean {
  const end = file.toString('latin1', Math.max(0, file.length - END_BYTES));
  const [, place] = /^startxref\s+(\d+)/.exec(end.slice(end.lastIndexOf('startxref'))) ?? [];
  if (place === undefined || UNFINISHED.test(end.slice(end.lastIndexOf('startxref')))) return true;
  return !origins(file).some((from) => beginsTable(file, from + Number(place)));
}

/** Objects behind the last table: an update that lost its end, of which readers know nothing. */
const UNFINISHED = /[\r\n]\d+\s+\d+\s+obj\b/;

/** What places in a file may count from. */
const origins = (file: Buffer): number[] => [0, Math.max(0, file.subarray(0, HEADER_BYTES).indexOf('%PDF-'))];

function beginsTable(file: Buffer, at: number): boolean {
  return TABLE.test(file.toString('latin1', at, at + LONGEST_BEGINNING));
}

/** Only tables in plain text are asked: what stands in a packed one has a checksum. */
function hasDisplacedObjects(file: Buffer): boolean {
  const text = file.toString('latin1');
  const from = origins(file);
  for (const { number, place } of entriesOf(text))
    if (!from.some((origin) => beginsObject(text, origin + place, number))) return true;
  return false;
}

function beginsObject(text: string, at: number, number: number): boolean {
  const [, printed] = OBJECT.exec(text.slice(at, at + LONGEST_BEGINNING)) ?? [];
  return Number(printed) === number;
}
const OBJECT = /^\s*(\d+)\s+\d+\s+obj\b/;

/** An object in use, and where it should stand; some producers give unused ones the place 0. */
interface Entry {
  number: number;
  place: number;
}

const TABLE_BEGINS = /(?<!start)xref(?=\s+\d+\s+\d+\s)/g;
/** Number of the first object, count of the objects, and the line end of their entries. */
const SECTION = /\s*(\d+)\s+(\d+)\s+(?=\d{10} \d{5} [nf](\s{1,2}))/y;
const ENTRY = /^(\d{10}) \d{5} n/;
const ENTRY_LENGTH = 18;

function* entriesOf(text: string): Generator<Entry> {
  for (const { 0: keyword, index } of text.matchAll(TABLE_BEGINS)) {
    let at = index + keyword.length;
    for (let section = sectionAt(text, at); section; section = sectionAt(text, at)) {
      yield* entriesIn(text, section);
      at = section.from + section.count * section.length;
    }
  }
}

/** Objects from `first` on, whose entries of `length` characters each stand from `from` on. */
interface Section {
  first: number;
  count: number;
  from: number;
  length: number;
}

function sectionAt(text: string, at: number): Section | null {
  SECTION.lastIndex = at;
  const [, first, count, lineEnd] = SECTION.exec(text) ?? [];
  if (lineEnd === undefined) return null;
  const length = ENTRY_LENGTH + lineEnd.length;
  return { first: Number(first), count: Number(count), from: SECTION.lastIndex, length };
}

function* entriesIn(text: string, { first, count, from, length }: Section): Generator<Entry> {
  for (let at = 0; at < count && from + at * length < text.length; at++) {
    const start = from + at * length;
    const [, place = '0'] = ENTRY.exec(text.slice(start, start + ENTRY_LENGTH)) ?? [];
    if (Number(place) > 0) yield { number: first + at, place: Number(place) };
  }
}

/** Trees of pages are a few levels deep. */
const DEEPEST = 40;
const REFERENCES = /(\d+)\s+\d+\s+R/g;

/**
 * The numbers of the pages that draw with one of these objects, through whatever forms and fonts lie between. Null where
 * one of them is no page's, or pages cannot be counted: then it may be any page's.
 */
export function pagesUsing(numbers: readonly number[], objects: PdfObjects): ReadonlySet<number> | null {
  const [pagesBelow, users] = [pageTree(objects), usersOf(objects)];
  if (pagesBelow === null) return null;
  const found = new Set<number>();
  for (const number of numbers) {
    const pages = pagesAround(number, pagesBelow, users);
    if (pages.size === 0) return null;
    for (const page of pages) found.add(page);
  }
  return found;
}

/** What an object of the tree gives to draw with, all pages below it may use. */
function pagesAround(
  number: number,
  pagesBelow: ReadonlyMap<number, readonly number[]>,
  users: ReadonlyMap<number, readonly number[]>,
): Set<number> {
  const pages = new Set<number>();
  const reached = new Set([number]);
  for (const one of reached) {
    const below = pagesBelow.get(one);
    for (const page of below ?? []) pages.add(page);
    if (!below) for (const user of users.get(one) ?? []) reached.add(user);
  }
  return pages;
}

/** The objects that name an object, by its number. */
function usersOf(objects: PdfObjects): Map<number, number[]> {
  const users = new Map<number, number[]>();
  for (const [number, written] of objects.all())
    for (const used of numbersIn(written)) users.set(used, [...(users.get(used) ?? []), number]);
  return users;
}

/** The pages below each object of the tree of pages (ISO 32000-2, 7.7.3), counted from 1 as the tree leads to them; null where those are not as many as it says. */
function pageTree(objects: PdfObjects): Map<number, readonly number[]> | null {
  const tree = new Map<number, readonly number[]>();
  let count = 0;
  const walk = (number: number, depth: number): readonly number[] => {
    const node = objects.written(number);
    if (node === undefined || depth > DEEPEST || tree.has(number)) return [];
    tree.set(number, []);
    const kids = referencesOf(node, 'Kids');
    const pages = kids.length === 0 ? [++count] : kids.flatMap((kid) => walk(kid, depth + 1));
    tree.set(number, pages);
    return pages;
  };
  const [root = 0] = referencesOf(objects.text.slice(objects.text.lastIndexOf('/Root')), 'Root');
  const [top = 0] = referencesOf(objects.written(root) ?? '', 'Pages');
  walk(top, 0);
  const [, said] = /\/Count\s*(\d+)/.exec(objects.written(top) ?? '') ?? [];
  return count === Number(said) ? tree : null;
}

/** The objects that a key names, alone or in an array. */
function referencesOf(dictionary: string, key: string): number[] {
  const [, named = ''] = new RegExp(`/${key}\\s*(\\d+\\s+\\d+\\s+R|\\[[^\\]]*\\])`).exec(dictionary) ?? [];
  return numbersIn(named);
}

const numbersIn = (named: string): number[] =>
  [...named.matchAll(REFERENCES)].map(([, number]) => Number(number));

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
