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
export function isDisplaced(file: Buffer): boolean {
  return isTableDisplaced(file) || hasDisplacedObjects(file);
}

function isTableDisplaced(file: Buffer): boolean {
  const end = file.toString('latin1', Math.max(0, file.length - END_BYTES));
  const [, place] = /^startxref\s+(\d+)/.exec(end.slice(end.lastIndexOf('startxref'))) ?? [];
  if (place === undefined) return true;
  return !origins(file).some((from) => beginsTable(file, from + Number(place)));
}

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
