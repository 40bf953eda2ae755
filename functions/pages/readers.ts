import { chooseParts, type Parts } from '#shared/parts.ts';
import { pluginsBeside } from '#shared/plugins.ts';
import { type StandingPorts, watchedProvider } from '#shared/providers.ts';
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
const FILE_KINDS = pluginsBeside<FileKind>('file-kind', (name) => Object.hasOwn(PAGE_READERS, name)).map(
  readerOfKind,
);

/**
 * The readers that the configuration names, in its order; those of plug-ins first, which know their own files. With a table
 * it is noted how they stand.
 */
export const pageReadersOf = ({
  parts: { pageReaders },
  ...ports
}: { parts: Pick<Parts, 'pageReaders'> } & StandingPorts): PageReader[] => {
  const own = chooseParts('pageReaders', PAGE_READERS, pageReaders);
  return [...FILE_KINDS, ...own].map((reader) =>
    watchedProvider({ place: 'pageReaders', name: reader.name }, reader, 'open', ports),
  );
};
