/** What other files begin with, in Latin-1, and what people call them. */
const BEGINNINGS: readonly [RegExp, string][] = [
  [/^\x89PNG\r\n/, 'a PNG picture'],
  [/^\xff\xd8\xff/, 'a JPEG picture'],
  [/^GIF8/, 'a GIF picture'],
  [/^(II\*\0|MM\0\*)/, 'a TIFF picture'],
  [/^\s*(<!doctype html|<html)/i, 'a web page'],
  [/^\{\\rtf/, 'an RTF text'],
  [/^Rar!/, 'a RAR archive'],
  [/^7z\xbc\xaf/, 'a 7-Zip archive'],
];
const BEGINNING_BYTES = 256;
const ZIP = 'PK\x03\x04';

/** By a name inside: what programs keep in a zip. */
const PACKED: readonly [string, string | null][] = [
  ['xl/', null],
  ['xl\\', null],
  ['word/', 'a Word document'],
  ['ppt/', 'a presentation'],
  ['opendocument', 'an OpenDocument file'],
  ['[Content_Types].xml', null],
];

/** What a file is that is known to be no price list, whatever its name says; null where it may be one. */
export function otherFileKind(bytes: Uint8Array): string | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const beginning = file.toString('latin1', 0, BEGINNING_BYTES);
  if (!beginning.startsWith(ZIP)) return BEGINNINGS.find(([pattern]) => pattern.test(beginning))?.[1] ?? null;
  const packed = PACKED.find(([name]) => file.includes(name));
  return packed ? packed[1] : 'a ZIP archive';
}
