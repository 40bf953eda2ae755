import { chooseParts, type Parts } from '#shared/parts.ts';
import { pluginsOf } from '#shared/plugins.ts';
import { type FileKind, readerOfKind } from './file-kind.ts';
import type { PageReader } from './page.ts';
import { pdfiumReader } from './pdfium/reader.ts';
import { pdfjsReader } from './pdfjs/reader.ts';
import { spreadsheetReader } from './spreadsheet/reader.ts';

/** The page readers a configuration may name. */
export const PAGE_READERS: Record<string, PageReader> = {
  pdfium: pdfiumReader,
  pdfjs: pdfjsReader,
  spreadsheet: spreadsheetReader,
};

/** Kinds of files that plug-ins know. */
const FILE_KINDS = pluginsOf<FileKind>('file-kind').map(readerOfKind);

/** The readers that the configuration names, in its order; those of plug-ins first, which know their own files. */
export const pageReadersOf = ({ pageReaders }: Pick<Parts, 'pageReaders'>): PageReader[] => [
  ...FILE_KINDS,
  ...chooseParts('pageReaders', PAGE_READERS, pageReaders),
];
