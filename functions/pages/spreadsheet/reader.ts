import { MEGABYTE, MOST_MEGABYTES } from '../most-bytes.ts';
import { type OpenDocument, type PageReader, UnreadableDocument } from '../page.ts';
import { pageOf } from './layout.ts';
import { tooLarge } from './limits.ts';
import type { Sheet } from './sheet.ts';
import { windowsOf } from './windows.ts';

/** A kind of file by its first bytes, and who reads it; modules are loaded when they are needed. */
interface Format {
  begins: readonly number[];
  mostMegabytes: number;
  read(bytes: Uint8Array): Promise<Sheet[]>;
}

const FORMATS: readonly Format[] = [
  {
    begins: [0x50, 0x4b, 0x03, 0x04],
    mostMegabytes: MOST_MEGABYTES.workbook,
    read: async (bytes) => (await import('./xlsx/read-workbook.ts')).readWorkbook(bytes),
  },
  {
    begins: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    mostMegabytes: Number.POSITIVE_INFINITY,
    read: async (bytes) => {
      throw compoundFile(bytes);
    },
  },
];
const TEXT: Format = {
  begins: [],
  mostMegabytes: MOST_MEGABYTES.text,
  read: async (bytes) => (await import('./csv/read-csv.ts')).readCsv(bytes),
};

/** Reads .xlsx, .xlsm and text in columns (.csv); what a file is its content says, never its name. */
export const spreadsheetReader: PageReader = { name: 'spreadsheet', open };

async function open(bytes: Uint8Array): Promise<OpenDocument> {
  const format = FORMATS.find(({ begins }) => begins.every((byte, index) => bytes[index] === byte)) ?? TEXT;
  if (bytes.length > format.mostMegabytes * MEGABYTE)
    throw tooLarge(`The file is larger than ${format.mostMegabytes} MB`);
  return documentOf(await format.read(bytes));
}

/** What a person sees of sheets, as the pages of a document. Throws `UnreadableDocument` where that is nothing. */
export function documentOf(sheets: readonly Sheet[]): OpenDocument {
  const windows = windowsOf(sheets);
  if (windows.every(({ rows, sheet }) => rows.length === 0 && sheet.hiddenRows.length === 0))
    throw new UnreadableDocument('list-empty', 'No sheet that is not hidden holds any text');
  return {
    pageCount: windows.length,
    readPage: async (number) => {
      const window = windows[number - 1];
      if (!window) throw new Error(`there is no page ${number}`);
      return pageOf(window);
    },
    renderPage: noPicture,
    renderImage: noPicture,
    sheets,
    close: () => void windows.splice(0),
  };
}

const noPicture = (): never => {
  throw new UnreadableDocument('unreadable', 'A spreadsheet has no pages to draw');
};

/** Old workbooks and encrypted new ones come in the same kind of container; names in it are UTF-16. */
function compoundFile(bytes: Uint8Array): UnreadableDocument {
  const isEncrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  );
  return isEncrypted
    ? new UnreadableDocument('password-needed', 'The file asks for a password')
    : new UnreadableDocument('not-a-spreadsheet', 'The file is an Office file of the old kind (.xls, .doc)');
}
