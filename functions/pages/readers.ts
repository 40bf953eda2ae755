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
