/** Where the last table stands is written at the end of the file; readers look for it in the last kilobyte or so. */
const END_BYTES = 2048;
const HEADER_BYTES = 1024;
/** A table, or the object that holds one. */
const TABLE = /^\s*(xref|\d+\s+\d+\s+obj)\b/;
const LONGEST_BEGINNING = 40;

/**
 * True where the cross-reference table does not stand where the end of the file says: bytes were lost or added
 * since it was written. Engines mend such a file as well as they can, and do not tell. Junk before the header
 * moves nothing: places count from either.
 */
export function isDisplaced(file: Buffer): boolean {
  const end = file.toString('latin1', Math.max(0, file.length - END_BYTES));
  const [, place] = /startxref\s+(\d+)(?![\s\S]*startxref)/.exec(end) ?? [];
  if (place === undefined) return true;
  const header = Math.max(0, file.subarray(0, HEADER_BYTES).indexOf('%PDF-'));
  return ![0, header].some((from) => beginsTable(file, from + Number(place)));
}

function beginsTable(file: Buffer, at: number): boolean {
  return TABLE.test(file.toString('latin1', at, at + LONGEST_BEGINNING));
}
