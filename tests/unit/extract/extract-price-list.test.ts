import { describe, expect, test } from 'vitest';
import { Extracted } from '#contracts/extracted.ts';
import { type PageReader, UnreadableDocument } from '#pages/page.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { extractPriceList } from '../../../functions/extract/extract-price-list.ts';
import { inventedRows } from '../../golden/invented-rows.ts';
import { retypeset } from '../../golden/retypeset.ts';
import { PLAIN, type PrintedList, type PrintedRow } from '../../golden/typesetting.ts';
import { drawnPdf } from '../pages/drawn-pdf.ts';

const DOCUMENT = { name: 'list.pdf', sha256: 'a'.repeat(64) };
const TITLE = ['LYNX', 'MALLIVUOSI 2031 / SUOMI'];

const extract = (bytes: Uint8Array, readers: PageReader[] = [pdfiumReader]) =>
  extractPriceList(bytes, DOCUMENT, { readers, extractedAt: '2026-09-01T00:00:00.000Z' });

async function listOf(rows: readonly PrintedRow[], ...more: PrintedList[]): Promise<Extracted> {
  const { bytes } = await retypeset([{ title: TITLE, rows }, ...more], PLAIN);
  return Extracted.parse(await extract(bytes));
}

const changed = (change: Partial<PrintedRow>): PrintedRow[] =>
  inventedRows(6).map((row, index) => (index === 2 ? { ...row, ...change } : row));

describe('a price list', () => {
  test('carries what is printed and its canonical values, with the box of every cell', async () => {
    const { products, market, printedDate } = await listOf(inventedRows(6));
    expect({ market, printedDate }).toEqual({ market: 'FI', printedDate: null });
    expect(products[1]).toMatchObject({
      row: 2,
      modelCode: 'QB1A',
      package: 'Limited + Passenger kit',
      engine: '600R E-TEC',
      price: { amount: '11107.00', currency: 'EUR' },
      normalized: {
        family: 'Rave',
        package: 'Limited',
        engine: '600R E-TEC',
        trackLengthMm: 3700,
        trackLengthIn: 146,
        starter: 'SHOT',
        display: '4.5 in digital',
      },
      confidence: 1,
      flags: [],
    });
    const { modelCode, price } = products[1]?.cells ?? {};
    expect(modelCode?.[0]).toBeLessThan(price?.[0] ?? 0);
    expect(modelCode?.[1]).toBeCloseTo(price?.[1] ?? 0, 0);
  });

  test('of several brands and years has none of its own', async () => {
    const skiDoo = { title: ['SKI-DOO', 'MALLIVUOSI 2030'], rows: inventedRows(5, 'Z') };
    const { brand, modelYear, products } = await listOf(inventedRows(5), skiDoo);
    expect([brand, modelYear]).toEqual([null, null]);
    expect(products.map((product) => `${product.brand} ${product.modelYear}`)).toEqual([
      ...Array(5).fill('LYNX 2031'),
      ...Array(5).fill('SKI-DOO 2030'),
    ]);
  });

  test('begun under another on the same page is a list of its own', async () => {
    const skiDoo = { title: ['SKI-DOO', 'MALLIVUOSI 2030'], rows: inventedRows(3, 'Z'), goesOn: true };
    const { products } = await listOf(inventedRows(4), skiDoo);
    expect(products.map(({ page, brand }) => `${page} ${brand}`)).toEqual([
      ...Array(4).fill('1 LYNX'),
      ...Array(3).fill('1 SKI-DOO'),
    ]);
  });

  test('without a brand in its title has that of the families in its rows', async () => {
    const { bytes } = await retypeset(
      [{ title: ['HINNASTO', 'MALLIVUOSI 2031'], rows: inventedRows(5) }],
      PLAIN,
    );
    expect(await extract(bytes)).toMatchObject({ brand: 'LYNX', modelYear: 2031 });
  });
});

test.each([
  'Safari',
  'Enduro',
  'ST',
  'Explorer',
  'Ranger',
])('a list whose brand is a logo has that of its %s, an older family', async (model) => {
  const rows = inventedRows(3).map((row) => ({ ...row, model }));
  const { bytes } = await retypeset([{ title: ['HINNASTO', 'MALLIVUOSI 2031'], rows }], PLAIN);
  expect(await extract(bytes)).toMatchObject({ brand: 'LYNX' });
});

describe('a row that nobody may publish unseen is kept and flagged', () => {
  test.each([
    ['tba', 'price-is-text'],
    ['POA', 'price-is-text'],
    ['-', 'price-is-text'],
    ['18 750,00 €*', 'price-is-text'],
    ['0,00 €', 'price-zero'],
    ['-12 000,00 €', 'price-negative'],
    ['9 €', 'price-absurd'],
    ['12 000,00 USD', 'currency-unknown'],
  ])('price "%s": %s', async (price, flag) => {
    const { products } = await listOf(changed({ price }));
    expect(products[2]).toMatchObject({ price: null, priceText: price, flags: [flag], confidence: 0.5 });
    expect(products[3]?.flags).toEqual([]);
  });

  test('a code printed twice with different prices', async () => {
    const { products } = await listOf(changed({ modelCode: 'QA0A' }));
    expect(products.map(({ flags }) => flags)).toEqual([
      ['duplicate-code-other-price'],
      [],
      ['duplicate-code-other-price'],
      [],
      [],
      [],
    ]);
  });

  test('a code with letters of another script that look like its own', async () => {
    const rows = changed({ modelCode: 'QC\u0410A' });
    const { bytes } = await retypeset([{ title: TITLE, rows }], { ...PLAIN, font: 'Liberation Sans' });
    const { products } = Extracted.parse(await extract(bytes));
    expect(products[2]).toMatchObject({
      modelCode: 'QC\u0410A',
      flags: ['look-alike-letters'],
      confidence: 0.5,
    });
    expect(products.filter(({ flags }) => flags.length > 0)).toHaveLength(1);
  });

  test('a formula, and a cell of ten thousand characters', async () => {
    const long = Array(700).fill('Snow and ice').join(' ');
    const { products } = await listOf(changed({ color: '=HYPERLINK("x")', model: 'Rave' }));
    expect(products[2]).toMatchObject({ color: '=HYPERLINK("x")', flags: ['formula'] });
    const { bytes } = await retypeset([{ title: TITLE, rows: changed({ springOptions: long }) }], {
      ...PLAIN,
      size: [842, 6000],
    });
    const read = Extracted.parse(await extract(bytes));
    expect(read.products[2]).toMatchObject({ springOptions: long, flags: ['over-long-cell'] });
  });
});

describe('accounting', () => {
  test('a price that belongs to no row is a problem with its place', async () => {
    const list = await extract(
      await drawnPdf((document) => drawTable(document, ['LTTA', 'LVTC', '']), { size: [400, 200] }),
    );
    expect(list).toMatchObject({
      accounted: false,
      products: [{ modelCode: 'LTTA' }, { modelCode: 'LVTC' }],
      problems: [{ page: 1, category: 'price-without-row', text: '18 752,00 €' }],
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
        { page: 1, category: 'price-without-row', text: '17 990,00 €' },
        { page: 1, category: 'code-unknown', text: 'AB1C' },
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
      problems: [{ category: 'price-without-row', text: '17 990,00 €' }],
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
              page: 1,
              category: 'code-malformed',
              text: code,
              box: [10, expect.any(Number), expect.any(Number), expect.any(Number)],
            },
            { page: 1, category: 'price-without-row', text: `18 75${at}` },
          ],
        });
      }
    });

    test('and its price words', async () => {
      expect(await extract(await bare(['LTTA', 'LTTAX', 'LUTC'], 'tba'))).toMatchObject({
        accounted: false,
        problems: [{ category: 'code-malformed', text: 'LTTAX' }],
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
          { page: 2, category: 'code-malformed', text: 'LTTAX' },
          { page: 2, category: 'price-without-row', text: '18 750' },
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
      problems: [{ category: 'price-without-row', text: '18 750 USD' }],
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

describe('a document that is rejected says why', () => {
  const text = (words: string) => drawnPdf((document) => document.text(words, 20, 20));

  test('no list in it', async () => {
    expect(await extract(await text('Dear dealer, the prices will follow.'))).toMatchObject({
      category: 'no-price-list',
    });
  });

  test('no text in it', async () => {
    const picture = await drawnPdf((document) => document.rect(0, 0, 100, 100).fill('red'));
    expect(await extract(picture)).toMatchObject({ category: 'no-text-layer' });
  });

  test('no PDF', async () => {
    expect(await extract(Buffer.from('hello'))).toMatchObject({ outcome: 'rejected', category: 'not-a-pdf' });
  });

  test('too many pages', async () => {
    const endless: PageReader = {
      name: 'endless',
      open: async (bytes) => ({ ...(await pdfiumReader.open(bytes)), pageCount: 2001 }),
    };
    expect(await extract(await text('x'), [endless])).toMatchObject({ category: 'too-many-pages' });
  });
});

describe('readers', () => {
  const refusing: PageReader = {
    name: 'refusing',
    open: async () => {
      throw new UnreadableDocument('unreadable', 'not for me');
    },
  };

  test('are asked in order, and the answer says why the earlier ones did not give it', async () => {
    const { bytes } = await retypeset([{ title: TITLE, rows: inventedRows(3) }], PLAIN);
    expect(await extract(bytes, [refusing, pdfiumReader])).toMatchObject({
      engine: { name: 'pdfium', declined: [{ name: 'refusing', reason: 'not for me' }] },
    });
  });

  test('that lose a page in the middle lose only that page', async () => {
    const { bytes } = await retypeset([{ title: TITLE, rows: inventedRows(60) }], PLAIN);
    const whole = Extracted.parse(await extract(bytes));
    const losing: PageReader = {
      name: 'losing',
      open: async (file) => withoutPage(await pdfiumReader.open(file), 2),
    };
    const rest = Extracted.parse(await extract(bytes, [losing]));
    expect(rest.products).toEqual(
      whole.products
        .filter(({ page }) => page !== 2)
        .map((one) => expect.objectContaining({ modelCode: one.modelCode, price: one.price })),
    );
    expect(rest).toMatchObject({ accounted: false, problems: [{ page: 2, category: 'page-unreadable' }] });
  });
});

function withoutPage(open: Awaited<ReturnType<PageReader['open']>>, lost: number) {
  const readPage: typeof open.readPage = (number) => {
    if (number === lost) throw new UnreadableDocument('unreadable', 'torn');
    return open.readPage(number);
  };
  return { ...open, readPage };
}
