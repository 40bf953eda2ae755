import { type Rejection, rejected } from '#contracts/outcome.ts';
import { reason } from '#messages/reason.ts';

/** What to do about a file that is no list: drop the list itself, save it as a workbook, unpack it, or take it out of a message. */
type Code = 'not-a-pdf' | 'not-a-spreadsheet' | 'file-packed' | 'file-in-mail';
/** What people call a file, by its first signs in Latin-1 or by what its beginning looks like. */
type Kind = readonly [tells: string | RegExp, kind: string, code?: Code];

const OLD_WORKBOOK = ['a workbook of the old kind (.xls)', 'not-a-spreadsheet'] as const;

const BEGINNINGS: readonly Kind[] = [
  ['\x89PNG\r\n', 'a PNG picture'],
  ['\xff\xd8\xff', 'a JPEG picture'],
  ['GIF8', 'a GIF picture'],
  [/^(?:II[*+]\0|MM\0[*+])/, 'a TIFF picture'],
  [/^RIFF.{4}WEBP/s, 'a WebP picture'],
  [/^BM.{4}\0{4}/s, 'a BMP picture'],
  [/^\0\0\0.ftyp(?:hei|hev|mif|msf|avi)/s, 'a HEIC picture'],
  [/^\0\0\0.ftyp/s, 'a video'],
  ['AT&TFORM', 'a DjVu document'],
  ['%!PS', 'a PostScript document'],
  ['{\\rtf', 'an RTF text'],
  [/^(?:\xef\xbb\xbf)?\s*[{[]\s*["{[]/, 'a JSON file'],
  ['[InternetShortcut]', 'a shortcut to another file'],
  ['\0\x05\x16\x07', 'a companion of a file that macOS made'],
  [/^ID;P.*\r?\n[A-Z];/, 'a SYLK table', 'not-a-spreadsheet'],
  [/^TABLE\r?\n0,1\r?\n/, 'a DIF table', 'not-a-spreadsheet'],
  ...['\x09\0\x04\0', '\x09\x02\x06\0', '\x09\x04\x06\0', '\x09\x08\x08\0', '\x09\x08\x10\0'].map(
    (begins): Kind => [begins, ...OLD_WORKBOOK],
  ),
  [
    /^(?:\xef\xbb\xbf)?\s*<.*urn:schemas-microsoft-com:office:spreadsheet/s,
    'a workbook written as XML',
    'not-a-spreadsheet',
  ],
  [
    /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype html|html|head|body|table|meta|div|script)\b/is,
    'a web page',
  ],
  [/^(?:\xef\xbb\xbf)?\s*<[?!A-Za-z]/, 'an XML file'],
  ['\x1f\x8b', 'a gzip archive', 'file-packed'],
  [/^BZh[1-9]/, 'a bzip2 archive', 'file-packed'],
  ['\xfd7zXZ\0', 'an XZ archive', 'file-packed'],
  [/^.{257}ustar/s, 'a TAR archive', 'file-packed'],
  ['MSCF\0', 'a CAB archive', 'file-packed'],
  ['Rar!', 'a RAR archive', 'file-packed'],
  ['7z\xbc\xaf', 'a 7-Zip archive', 'file-packed'],
  ['\x78\x9f\x3e\x22', 'a message of Outlook', 'file-in-mail'],
  [/^[\w-]+:? .*\ncontent-type:\s*multipart\//is, 'a message with attachments', 'file-in-mail'],
];
const BEGINNING_BYTES = 4096;

/** By the name of a part of the container; null for what may be a list. */
type Packed = readonly [tells: string | RegExp, kind: string | null, code?: Code];

const ZIP = 'PK\x03\x04';
const ARCHIVE = ['a ZIP archive', 'file-packed'] as const;
/** What programs keep in a zip, by how a name begins, in the order in which it tells: of a Word document with a workbook in it each has its folder. */
const IN_ZIP: readonly Packed[] = [
  ['xl/workbook.bin', 'a binary workbook (.xlsb)', 'not-a-spreadsheet'],
  ['xl/', null],
  ['xl\\', null],
  ['word/', 'a Word document'],
  ['ppt/', 'a presentation'],
  ['Index/Document.iwa', 'a document of Apple Numbers or Pages', 'not-a-spreadsheet'],
  ['FixedDocSeq.fdseq', 'an XPS document'],
  ['META-INF/manifest.xml', 'an OpenDocument file'],
  [/\.(?:pdf|xls[xmb]?|csv|ods|zip)$/i, ...ARCHIVE],
  ['[Content_Types].xml', null],
];
/** Their first part is their type, as it stands. */
const OPEN_DOCUMENT: readonly Packed[] = [
  [/vnd\.oasis\.opendocument\.spreadsheet/, 'an OpenDocument spreadsheet', 'not-a-spreadsheet'],
  [/vnd\.oasis\.opendocument/, 'an OpenDocument file'],
];
const ENTRY = Buffer.from('PK\x01\x02', 'latin1');
/** Of an entry in the directory: where its name's length and the name stand. */
const [NAME_LENGTH_AT, NAME_AT] = [28, 46];
const END = Buffer.from('PK\x05\x06', 'latin1');
/** In the end of the directory: where that says at which byte it begins. */
const BEGINS_AT = 16;

const COMPOUND = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
/** What old Office files keep in their container, by names in UTF-16. One behind a password is told by its reader. */
const IN_COMPOUND: readonly (readonly [name: string, kind: string, code?: Code])[] = [
  ['__properties_version', 'a message of Outlook', 'file-in-mail'],
  ['WordDocument', 'a Word document'],
  ['PowerPoint Document', 'a presentation'],
  ['Workbook', ...OLD_WORKBOOK],
  ['Book', ...OLD_WORKBOOK],
];
const LOCKED = Buffer.from('EncryptedPackage', 'utf16le');

/** Why a file is refused that is known to be no list by how it begins, whatever its name says; null where it may be one. */
export function refuseOtherFile(bytes: Uint8Array): Rejection | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const beginning = file.toString('latin1', 0, BEGINNING_BYTES);
  if (beginning.startsWith(ZIP)) return refused(kindInZip(file, beginning));
  if (beginning.startsWith(COMPOUND)) return refused(kindInCompound(file));
  const [, ...kind] = BEGINNINGS.find(([tells]) => begins(beginning, tells)) ?? [];
  return refused(kind);
}

const begins = (text: string, tells: string | RegExp): boolean =>
  typeof tells === 'string' ? text.startsWith(tells) : tells.test(text);

const refused = ([kind, code = 'not-a-pdf']: readonly [
  kind?: string | null,
  code?: Code,
]): Rejection | null =>
  kind == null ? null : rejected(reason(code, code === 'not-a-spreadsheet' ? { detail: kind } : { kind }));

function kindInZip(file: Buffer, beginning: string): readonly [kind?: string | null, code?: Code] {
  const names = entriesOf(file);
  // Of a file that was cut off the directory is gone, which stands at its end.
  const isIn = (tells: string | RegExp) =>
    names.some((name) => begins(name, tells)) ||
    (names.length === 0 && typeof tells === 'string' && file.includes(tells));
  const packed =
    OPEN_DOCUMENT.find(([tells]) => begins(beginning, tells)) ?? IN_ZIP.find(([tells]) => isIn(tells));
  const [, ...kind] = packed ?? ['', ...ARCHIVE];
  return kind;
}

/** Names in the file's own directory: those of an archive among its entries stand before it. */
function entriesOf(file: Buffer): string[] {
  const names: string[] = [];
  for (let at = file.indexOf(ENTRY, directoryOf(file)); at >= 0 && at + NAME_AT < file.length; ) {
    const end = at + NAME_AT + file.readUInt16LE(at + NAME_LENGTH_AT);
    names.push(file.toString('latin1', at + NAME_AT, end));
    at = file.indexOf(ENTRY, end);
  }
  return names;
}

function directoryOf(file: Buffer): number {
  const end = file.lastIndexOf(END);
  return end >= 0 && end + BEGINS_AT + 4 <= file.length ? file.readUInt32LE(end + BEGINS_AT) : 0;
}

function kindInCompound(file: Buffer): readonly [kind?: string, code?: Code] {
  if (file.includes(LOCKED)) return [];
  const [, ...kind] = IN_COMPOUND.find(([name]) => file.includes(Buffer.from(name, 'utf16le'))) ?? [];
  return kind;
}
