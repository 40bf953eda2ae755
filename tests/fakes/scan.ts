import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import type { OpenDocument, Page } from '#pages/page.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { pngOf } from '#pages/png.ts';

/** Pixels a point of the scanner: enough for a fake that goes by the bytes. */
const SCANNED = 1;

/** A scan of a document: a PDF of nothing but the pictures of its pages, and what stood on each. */
export interface ScannedDocument {
  bytes: Uint8Array;
  /** By the scan's own page numbers; null for a page of text that the scan holds beside the pictures. */
  originals: (Page | null)[];
}

/** Scans a document; `letter` stands on a page of its own, as text, behind its first page. */
export const scanned = async (original: Uint8Array, letter?: string): Promise<ScannedDocument> => {
  const open = await pdfiumReader.open(original);
  const pdf = new PDFDocument({ autoFirstPage: false, margin: 0 });
  const done = buffer(pdf);
  const originals: ScannedDocument['originals'] = [];
  for (let number = 1; number <= open.pageCount; number++) {
    originals.push(await addPicture(pdf, open, number));
    if (number === 1 && letter) originals.push(addLetter(pdf, letter));
  }
  open.close();
  pdf.end();
  return { bytes: new Uint8Array(await done), originals };
};

const addPicture = async (pdf: PDFKit.PDFDocument, open: OpenDocument, number: number): Promise<Page> => {
  const page = await open.readPage(number);
  const size: [number, number] = [page.width, page.height];
  pdf.addPage({ size, margin: 0 });
  pdf.image(Buffer.from(await pngOf(open.renderPage(number, SCANNED))), 0, 0, {
    width: size[0],
    height: size[1],
  });
  return page;
};

const addLetter = (pdf: PDFKit.PDFDocument, letter: string): null => {
  pdf.addPage({ size: 'A4', margin: 50 });
  pdf.fontSize(11).text(letter);
  return null;
};
