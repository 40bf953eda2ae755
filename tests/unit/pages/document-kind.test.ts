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

test('so do the row names of another market', async () => {
  const finnish = [
    'Moottorin tyyppi',
    'Sylinterin halkaisija iskunpituus',
    'Fuel tank capacity',
    'Track length',
    'Track width',
    'Total bredd',
  ];
  expect(await kindOf(labels(['Cover']), labels(finnish))).toBe('spec-book');
});

test('a letter that speaks of engines and prices is neither', async () => {
  expect(await kindOf(labels(['Engine details', 'Our price for this model', 'Dry weight']))).toBe('other');
});

test('a table that nobody sees is none', async () => {
  expect(await kindOf((document) => headings(document.fillColor('white')))).toBe('unseen');
});

const photograph: Draw = (document) => {
  const pixel =
    'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  document.image(pixel, 0, 0, { width: 300, height: 200 });
};

test('a scan is one behind its cover and with a stamp on every page, too', async () => {
  expect(await kindOf(labels(['Price list']), photograph)).toBe('no-text');
  const stamped: Draw = (document) => {
    photograph(document);
    labels(['Received on 1 March'])(document);
  };
  expect(await kindOf(stamped, stamped)).toBe('no-text');
});

test('a letter with a photograph among its pages is no scan', async () => {
  expect(await kindOf(labels(['Dear dealer']), labels(['with regards']), photograph)).toBe('other');
});

/** Rows of a code and an amount under headings of the test's own. */
const tableUnder =
  (texts: readonly string[], model = 'Rave'): Draw =>
  (document) => {
    const rows = [texts, ...['TJTH', 'TJTJ', 'TJTK'].map((code) => [code, model, '850 E-TEC', '15 990'])];
    for (const [line, cells] of rows.entries())
      for (const [index, text] of cells.entries())
        document.text(text, 10 + index * 70, 30 + line * 24, { lineBreak: false });
  };

test('a table whose headings nobody knows is told from a letter', async () => {
  expect(await kindOf(tableUnder(['Symbol', 'Pojazd', 'Silnik', 'Kwota'], 'Nordlys'))).toBe('unnamed-list');
});

test('and is a price list where its rows name machines and their engines', async () => {
  expect(await kindOf(tableUnder(['Symbol', 'Pojazd', 'Silnik', 'Kwota']))).toBe('price-list');
});

test('a table of which some headings are known is a price list: its cells may tell the rest', async () => {
  expect(await kindOf(tableUnder(['Code', 'Model', 'Engine', 'Kwota']))).toBe('price-list');
});
