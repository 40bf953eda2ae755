import { describe, expect, test } from 'vitest';
import { Extracted } from '#contracts/extracted.ts';
import { type PageReader, UnreadableDocument } from '#pages/page.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { inventedRows } from '../../golden/invented-rows.ts';
import { retypeset } from '../../golden/retypeset.ts';
import { PLAIN } from '../../golden/typesetting.ts';
import { drawnPdf } from '../pages/drawn-pdf.ts';
import { changed, extract, listOf, TITLE } from './typeset-lists.ts';

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

describe('a document that is rejected says why', () => {
  const text = (words: string) => drawnPdf((document) => document.text(words, 20, 20));

  test('no list in it', async () => {
    expect(await extract(await text('Dear dealer, the prices will follow.'))).toMatchObject({
      reason: { code: 'no-price-list' },
    });
  });

  test('no text in it', async () => {
    const picture = await drawnPdf((document) => document.rect(0, 0, 100, 100).fill('red'));
    expect(await extract(picture)).toMatchObject({ reason: { code: 'no-text-layer' } });
  });

  test('no PDF', async () => {
    expect(await extract(Buffer.from('hello'))).toMatchObject({
      outcome: 'rejected',
      reason: { code: 'not-a-pdf' },
    });
  });

  test('too many pages', async () => {
    const endless: PageReader = {
      name: 'endless',
      open: async (bytes) => ({ ...(await pdfiumReader.open(bytes)), pageCount: 2001 }),
    };
    expect(await extract(await text('x'), [endless])).toMatchObject({ reason: { code: 'too-many-pages' } });
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
      engine: {
        name: 'pdfium',
        declined: [{ name: 'refusing', reason: { code: 'as-told', values: { text: 'not for me' } } }],
      },
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
    expect(rest).toMatchObject({
      accounted: false,
      problems: [{ code: 'page-unreadable', place: { page: 2 } }],
    });
  });
});

function withoutPage(open: Awaited<ReturnType<PageReader['open']>>, lost: number) {
  const readPage: typeof open.readPage = (number) => {
    if (number === lost) throw new UnreadableDocument('unreadable', 'torn');
    return open.readPage(number);
  };
  return { ...open, readPage };
}
