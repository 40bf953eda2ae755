import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';

/** A PDF of one page of 300 × 200 points, drawn by the test. */
export async function drawnPdf(
  draw: (document: PDFKit.PDFDocument) => void,
  options: PDFKit.PDFDocumentOptions = {},
): Promise<Uint8Array> {
  const document = new PDFDocument({ size: [300, 200], margin: 0, ...options });
  const done = buffer(document);
  draw(document);
  document.end();
  return new Uint8Array(await done);
}
