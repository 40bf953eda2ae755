import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openFirst } from '#pages/open-first.ts';
import type { OpenDocument, PageReader } from '#pages/page.ts';
import { pngOf } from '#pages/png.ts';
import { marksOf, type PageMarks, type Reading } from './marks.ts';
import { drawSheet } from './sheet.ts';

/** Small print can be read, and a page of A3 stays under the size that viewers show whole. */
const PIXELS_A_POINT = 150 / 72;
/** Of the longer side of a poster. */
const MOST_PIXELS = 5000;

export interface OverlayOptions {
  /** Folder of the pictures, which exists. */
  folder: string;
  /** What the file is called in their names. */
  name: string;
  readers: PageReader[];
  /** Told of each page before it is drawn. */
  onPage(number: number, pages: number): void;
}

const scaleFor = ({ width, height }: { width: number; height: number }): number =>
  Math.min(PIXELS_A_POINT, MOST_PIXELS / Math.max(width, height));

/** Words are drawn by the engine that draws pages: sheet in, picture out. */
const printed = async (sheet: Uint8Array, readers: PageReader[], scale: number): Promise<Uint8Array> => {
  const document = await openFirst(readers, sheet);
  try {
    return await pngOf(await document.renderPage(1, scale));
  } finally {
    document.close();
  }
};

const countOf = ({ rows }: PageMarks): string =>
  rows.length > 0
    ? `${rows.length} rows`
    : 'no row was read; framed is what the lexicon knows as a heading, and what looks like a code';

const pagePicture = async (
  document: OpenDocument,
  number: number,
  reading: Reading,
  { readers }: OverlayOptions,
) => {
  const page = await document.readPage(number);
  const scale = scaleFor(page);
  const png = await pngOf(await document.renderPage(number, scale));
  const marks = marksOf(page, reading);
  const caption = `Page ${number} of ${document.pageCount}: ${countOf(marks)}`;
  const sheet = await drawSheet({ ...page, png }, marks, caption);
  return printed(sheet, readers, scale);
};

const fileName = (name: string, number: number, pages: number): string =>
  `${name}-page-${String(number).padStart(Math.max(2, String(pages).length), '0')}.png`;

/**
 * Writes each page of a document as a PNG with what was read from it drawn on it: columns, rows, values and
 * sections in their colours, problems in red. One page is in memory at a time. Throws `UnreadableDocument`.
 */
export const writeOverlay = async (
  bytes: Uint8Array,
  reading: Reading,
  options: OverlayOptions,
): Promise<void> => {
  const document = await openFirst(options.readers, bytes);
  try {
    for (let number = 1; number <= document.pageCount; number++) {
      options.onPage(number, document.pageCount);
      const picture = await pagePicture(document, number, reading, options);
      await writeFile(join(options.folder, fileName(options.name, number, document.pageCount)), picture);
    }
  } finally {
    document.close();
  }
};
