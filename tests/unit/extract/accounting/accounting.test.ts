import { describe, expect, test } from 'vitest';
import { drawnPdf } from '../../pages/drawn-pdf.ts';
import { extract } from '../typeset-lists.ts';

describe('accounting', () => {
  test('a price that belongs to no row is a problem with its place', async () => {
    const list = await extract(
      await drawnPdf((document) => drawTable(document, ['LTTA', 'LVTC', '']), { size: [400, 200] }),
    );
    expect(list).toMatchObject({
      accounted: false,
      products: [{ modelCode: 'LTTA' }, { modelCode: 'LVTC' }],
      problems: [{ code: 'price-without-row', values: { text: '18 752,00 €' }, place: { page: 1 } }],
    });
  });

  const withNote = async (note: string, wordByWord = false) =>
    extract(
      await drawnPdf(
        (document) => {
          drawTable(document, ['LTTA', 'LVTC']);
          const words = wordByWord ? note.split(' ') : [note];
          let x = 10;
          for (const word of words) {
            document.fontSize(6).text(word, x, 150, { lineBreak: false });
            x += document.widthOfString(`${word} `);
          }
        },
        { size: [400, 200] },
      ),
    );

  test.each([
    false,
    true,
  ])('a price in a note, and a code nobody knows beside it: word by word %s', async (byWord) => {
    expect(
      await withNote('* The machine of the row with model LTTA is also sold as AB1C for 17 990,00 €', byWord),
    ).toMatchObject({
      accounted: false,
      products: [{ modelCode: 'LTTA' }, { modelCode: 'LVTC' }],
      problems: [
        { code: 'price-without-row', values: { text: '17 990,00 €' }, place: { page: 1 } },
        { code: 'code-unknown', values: { text: 'AB1C' }, place: { page: 1 } },
      ],
    });
  });

  test('a fee in the terms of a page without a table is none', async () => {
    const bytes = await drawnPdf(
      (document) => {
        drawTable(document, ['LTTA', 'LVTC']);
        document.addPage().text('Deposit on order 1 000 €, see ABS1', 10, 40, { lineBreak: false });
      },
      { size: [400, 200] },
    );
    expect(await extract(bytes)).toMatchObject({ accounted: true, problems: [] });
  });

  test('a price in a note beside a known code and the engine of a row', async () => {
    expect(await withNote('LVTC with 600R in MY28 is 17 990,00 €')).toMatchObject({
      accounted: false,
      problems: [{ code: 'price-without-row', values: { text: '17 990,00 €' } }],
    });
  });

  test.each([
    '* Model LTTA is also sold as AB1C',
    'Delivery 290 €, ABS1 kit 450,00 €',
    'LTTA and LVTC in spring only',
  ])('the note "%s" takes nothing away', async (note) => {
    expect(await withNote(note)).toMatchObject({ accounted: true, problems: [] });
  });

  describe('under a price heading that names the currency, a row whose code is mistyped', () => {
    const bare = (codes: readonly string[], price?: string) =>
      drawnPdf((document) => drawTable(document, codes, { heading: 'Hinta EUR', price }), {
        size: [400, 200],
      });

    test.each(['LTTAX', '1234', 'LTT', 'ltta', 'LT TA', '12'])('"%s"', async (code) => {
      for (const codes of [
        [code, 'LVTC', 'LUTC'],
        ['LTTA', code, 'LUTC'],
        ['LTTA', 'LVTC', code],
        ['LTTA', code],
      ]) {
        const at = codes.indexOf(code);
        expect(await extract(await bare(codes))).toMatchObject({
          accounted: false,
          products: codes.filter((other) => other !== code).map((modelCode) => ({ modelCode })),
          problems: [
            {
              code: 'code-malformed',
              values: { text: code },
              place: { page: 1, box: [10, expect.any(Number), expect.any(Number), expect.any(Number)] },
            },
            { code: 'price-without-row', values: { text: `18 75${at}` }, place: { page: 1 } },
          ],
        });
      }
    });

    test('and its price words', async () => {
      expect(await extract(await bare(['LTTA', 'LTTAX', 'LUTC'], 'tba'))).toMatchObject({
        accounted: false,
        problems: [{ code: 'code-malformed', values: { text: 'LTTAX' } }],
      });
    });

    test('alone on its page', async () => {
      const bytes = await drawnPdf(
        (document) => {
          drawTable(document, ['LTTA', 'LVTC'], { heading: 'Hinta EUR' });
          document.addPage();
          drawTable(document, ['LTTAX'], { heading: 'Hinta EUR' });
        },
        { size: [400, 200] },
      );
      expect(await extract(bytes)).toMatchObject({
        accounted: false,
        problems: [
          { code: 'code-malformed', values: { text: 'LTTAX' }, place: { page: 2 } },
          { code: 'price-without-row', values: { text: '18 750' }, place: { page: 2 } },
        ],
      });
    });
  });

  test('small print under the codes is no row and changes none', async () => {
    const bytes = await drawnPdf(
      (document) => {
        drawTable(document, ['LTTA', 'LVTC']);
        document.fontSize(6).text('* incl. VAT', 10, 95, { lineBreak: false });
      },
      { size: [400, 200] },
    );
    expect(await extract(bytes)).toMatchObject({
      accounted: true,
      products: [
        { modelCode: 'LTTA', model: 'Rave', priceText: '18 750,00 €' },
        { modelCode: 'LVTC', model: 'Rave', priceText: '18 751,00 €' },
      ],
    });
  });

  test('a price in a currency nobody knows counts under its heading', async () => {
    const bytes = await drawnPdf((document) => drawTable(document, ['LTTA', ''], { price: '18 750 USD' }), {
      size: [400, 200],
    });
    expect(await extract(bytes)).toMatchObject({
      accounted: false,
      problems: [{ code: 'price-without-row', values: { text: '18 750 USD' } }],
    });
  });

  test('terms in columns on a page of their own are no rows', async () => {
    const bytes = await drawnPdf(
      (document) => {
        drawTable(document, ['LTTA', 'LVTC'], { heading: 'Hinta EUR' });
        document.addPage();
        for (const x of [10, 100, 190, 280])
          document.text('Terms', x, 40, { lineBreak: false }).text('apply', x, 60, { lineBreak: false });
      },
      { size: [400, 200] },
    );
    expect(await extract(bytes)).toMatchObject({ accounted: true, problems: [] });
  });

  test('page numbers, years and notes under the table are neither', async () => {
    const bytes = await drawnPdf(
      (document) => {
        drawTable(document, ['LTTA', 'LVTC'], { heading: 'Hinta EUR' });
        document.text('Lynx', 10, 110, { lineBreak: false }).text('2027', 280, 110, { lineBreak: false });
        document.text('12', 280, 190, { lineBreak: false }).text('19.2.2025', 100, 190, { lineBreak: false });
      },
      { size: [400, 200] },
    );
    expect(await extract(bytes)).toMatchObject({ accounted: true, problems: [] });
  });

  test('hidden text is no code, no price and no title', async () => {
    const bytes = await drawnPdf(
      (document) => {
        drawTable(document, ['LTTA', 'LVTC', 'LUTC']);
        document
          .fillColor('white')
          .fontSize(7)
          .text('SKI-DOO MY24 99 999,00 €', 10, 170, { lineBreak: false });
      },
      { size: [400, 200] },
    );
    expect(await extract(bytes)).toMatchObject({
      accounted: true,
      problems: [],
      modelYear: null,
      brand: 'LYNX',
    });
  });
});

interface Prices {
  heading?: string;
  price?: string | undefined;
}

function drawTable(
  document: PDFKit.PDFDocument,
  codes: readonly string[],
  { heading = 'Hinta', price }: Prices = {},
): void {
  const cents = heading === 'Hinta' ? ',00 €' : '';
  const line = (y: number, texts: readonly string[]) => {
    for (const [index, text] of texts.entries())
      document.text(text, 10 + index * 90, y, { lineBreak: false });
  };
  document.font('Helvetica', 8);
  line(30, ['Tuote-nro', 'Malli', 'Moottori', heading]);
  for (const [index, code] of codes.entries())
    line(60 + index * 20, [code, 'Rave', '600R E-TEC', price ?? `18 75${index}${cents}`]);
}
