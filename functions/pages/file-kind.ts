import { MEGABYTE, MOST_MEGABYTES } from './most-bytes.ts';
import { type PageReader, UnreadableDocument } from './page.ts';
import { type Allowance, allowance, tooLarge } from './spreadsheet/limits.ts';
import { documentOf } from './spreadsheet/reader.ts';
import { PLAIN_LOOK, type Sheet, type SheetRow } from './spreadsheet/sheet.ts';
import { tidy } from './text.ts';

/** A table as a file holds it, the row of its headings among the rows; an empty text for an empty cell. */
export interface FileTable {
  /** What a person calls it, such as a tab's name; null where it has no name. */
  name: string | null;
  rows: Iterable<readonly string[]> | AsyncIterable<readonly string[]>;
}

/**
 * A further kind of file: its bytes become tables, which are then read as those of a spreadsheet are, under the same limits
 * of bytes, rows, cells and characters.
 */
export interface FileKind {
  name: string;
  /** Whether the bytes are of this kind, whatever the file is called. It is asked before every other reader. */
  recognizes(bytes: Uint8Array): boolean;
  /** The file's tables. Throws an `Error` whose message says what is wrong with the file. */
  read(bytes: Uint8Array): FileTable[] | Promise<FileTable[]>;
}

const sheetOf = async (
  { name, rows: given }: FileTable,
  position: number,
  limits: Allowance,
): Promise<Sheet> => {
  const rows: SheetRow[] = [];
  let number = 0;
  for await (const texts of given) {
    number++;
    const cells = texts
      .map((text) => tidy(String(text)))
      .flatMap((text, column) => (text === '' ? [] : { column, text: limits.cell(text), look: PLAIN_LOOK }));
    if (cells.length === 0) continue;
    limits.row();
    rows.push({ number, cells });
  }
  return { name, position, isHidden: false, rows, hiddenRows: [], hiddenCells: [] };
};

const sheetsOf = async (kind: FileKind, bytes: Uint8Array): Promise<Sheet[]> => {
  const limits = allowance();
  try {
    const sheets: Sheet[] = [];
    for (const table of await kind.read(bytes)) sheets.push(await sheetOf(table, sheets.length + 1, limits));
    return sheets;
  } catch (error) {
    if (error instanceof UnreadableDocument) throw error;
    throw new UnreadableDocument('unreadable', error instanceof Error ? error.message : String(error), error);
  }
};

/** Reads files of a kind that a plug-in knows. */
export const readerOfKind = (kind: FileKind): PageReader => ({
  name: kind.name,
  recognizes: (bytes) => kind.recognizes(bytes),
  open: async (bytes) => {
    if (!kind.recognizes(bytes)) throw new UnreadableDocument('not-a-pdf', `The file is no ${kind.name}`);
    if (bytes.length > MOST_MEGABYTES.text * MEGABYTE)
      throw tooLarge(`The file is larger than ${MOST_MEGABYTES.text} MB`);
    return documentOf(await sheetsOf(kind, bytes));
  },
});
