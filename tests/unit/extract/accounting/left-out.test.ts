import { expect, test } from 'vitest';
import type { Extracted } from '#contracts/extracted.ts';
import { isRejection } from '#contracts/outcome.ts';
import { drawnPdf } from '../../pages/drawn-pdf.ts';
import { extract } from '../typeset-lists.ts';

type Draw = (document: PDFKit.PDFDocument, y: number) => void;

const write = (document: PDFKit.PDFDocument, texts: readonly string[], y: number): void => {
  for (const [index, text] of texts.entries()) document.text(text, 10 + index * 90, y, { lineBreak: false });
};

/** Two rows, and between them one that is drawn in its own way. */
const listWith = async (draw: Draw): Promise<Extracted> => {
  const read = await extract(
    await drawnPdf(
      (document) => {
        document.fontSize(8);
        write(document, ['Tuotenumero', 'Malli', 'Moottori', 'Suositushinta'], 30);
        write(document, ['LTTA', 'Rave RE', '850 E-TEC', '18 750,00 €'], 50);
        draw(document, 70);
        write(document.fillColor('black'), ['LTTC', 'Rave RE', '850 E-TEC', '18 950,00 €'], 90);
      },
      { size: [420, 200] },
    ),
  );
  if (isRejection(read)) throw new Error(read.reason.code);
  return read;
};

test('a row that nobody sees is no product, and its code and price are named with their place', async () => {
  const read = await listWith((document, y) =>
    write(document.fillColor('white'), ['LTTB', 'Rave RE', '850 E-TEC', '18 850,00 €'], y),
  );
  expect(read).toMatchObject({ accounted: true, products: [{ modelCode: 'LTTA' }, { modelCode: 'LTTC' }] });
  expect(read.leftOut.map(({ text, why }) => [text, why])).toEqual([
    ['LTTB', 'unseen'],
    ['18 850,00 €', 'unseen'],
  ]);
  expect(read.leftOut[0]?.box[1]).toBeCloseTo(70, -1);
});

const strike = (document: PDFKit.PDFDocument, x: number, y: number, length: number) =>
  document
    .moveTo(x, y + 4.2)
    .lineTo(x + length, y + 4.2)
    .lineWidth(0.7)
    .stroke('red');

test('a struck price asks', async () => {
  const read = await listWith((document, y) => {
    write(document, ['LTTB', 'Rave RE', '850 E-TEC', '18 850,00 €'], y);
    strike(document, 279, y, 46);
  });
  expect(read.products[1]).toMatchObject({ modelCode: 'LTTB', flags: expect.arrayContaining(['struck']) });
  expect(read.leftOut).toEqual([]);
});

test('of a struck price and one beside it the other is read, and the struck one named', async () => {
  const read = await listWith((document, y) => {
    write(document, ['LTTB', 'Rave RE', '850 E-TEC', '18 850,00 €'], y);
    strike(document, 279, y, 46);
    document.text('17 850,00 €', 335, y, { lineBreak: false });
  });
  expect(read.products[1]).toMatchObject({
    price: { amount: '17850.00', currency: 'EUR' },
    flags: ['model-year-unknown'],
  });
  expect(read.leftOut).toMatchObject([{ text: '18 850,00 €', why: 'struck' }]);
});

const listWithPage = async (...lines: (readonly string[])[]): Promise<Extracted> =>
  listWith((document, y) => {
    write(document, ['LTTB', 'Rave RE', '850 E-TEC', '18 850,00 €'], y);
    document.addPage().fontSize(8);
    for (const [at, line] of lines.entries()) write(document, line, 30 + 20 * at);
    document.addPage().fontSize(8);
  });

test.each([
  ["Options d'usine", 'Chenille cloutée 137', '990 €', []],
  ['Tehdasvalinnat', 'Nastamatto', '2 490 €', []],
  ['Tehdasvalinnat', 'Nastamatto', '9 990 €', ['9 990 €']],
  ['Tehdasvalinnat', 'Rave Core', '6 990 €', ['6 990 €']],
  ['Moottorikelkat', 'Nastamatto', '2 490 €', ['2 490 €']],
])('on a page of its own under "%s" what "%s" costs is no machine without a row: %s', async (title, text, price, lost) => {
  const read = await listWithPage([title], [text, '', '', price]);
  const prices = read.problems.filter(({ code }) => code === 'price-without-row');
  expect(prices.map(({ values }) => values.text)).toEqual(lost);
  expect(read.leftOut.map(({ text, why }) => [text, why])).toEqual(lost.length > 0 ? [] : [[price, 'added']]);
});
