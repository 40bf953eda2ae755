import { expect, test } from 'vitest';
import { documentKind } from '#pages/document-kind.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { SPEC_BOOK_LABELS } from '#reference/lexicon/spec-book-labels.ts';
import { drawnPdf } from './drawn-pdf.ts';

type Draw = (document: PDFKit.PDFDocument) => void;

const HEADINGS = ['Model code', 'Model', 'Engine', 'Price'];

const headings: Draw = (document) => {
  for (const [index, text] of HEADINGS.entries())
    document.text(text, 10 + index * 70, 30, { lineBreak: false });
};
const labels =
  (texts: readonly string[]): Draw =>
  (document) => {
    for (const [index, text] of texts.entries())
      document.text(text, 10, 10 + index * 14, { lineBreak: false });
  };

async function kindOf(...pages: Draw[]) {
  const bytes = await drawnPdf((document) => {
    document.fontSize(8);
    for (const [index, draw] of pages.entries()) {
      if (index > 0) document.addPage();
      draw(document);
    }
  });
  const open = await pdfiumReader.open(bytes);
  const kind = await documentKind(open);
  open.close();
  return kind;
}

test('a table with codes and prices is a price list, also behind a cover', async () => {
  expect(await kindOf(headings)).toBe('price-list');
  expect(await kindOf(labels(['Welcome']), headings)).toBe('price-list');
});

test('the row names of a model page make a spec book', async () => {
  expect(await kindOf(labels(['Cover']), labels(SPEC_BOOK_LABELS))).toBe('spec-book');
});

test('a letter that speaks of engines and prices is neither', async () => {
  expect(await kindOf(labels(['Engine details', 'Our price for this model', 'Dry weight']))).toBe('other');
});

test('a table that nobody sees is none', async () => {
  expect(await kindOf((document) => headings(document.fillColor('white')))).toBe('no-text');
});
