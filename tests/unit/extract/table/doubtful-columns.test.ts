import { describe, expect, test } from 'vitest';
import { Extracted } from '#contracts/extracted.ts';
import { extractPriceList } from '#functions/extract/extract-price-list.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { drawnPdf } from '../../pages/drawn-pdf.ts';

const COLUMN = 110;
const LYNX = 'LYNX MALLIVUOSI 2031';
const CODES = ['LTTA', 'LVTC', 'LUTC', 'LUTD'];

async function readTable(title: string, headings: readonly string[], rows: readonly (readonly string[])[]) {
  const bytes = await drawnPdf(
    (document) => {
      const line = (y: number, texts: readonly string[]) => {
        for (const [index, text] of texts.entries())
          document.text(text, 10 + index * COLUMN, y, { lineBreak: false });
      };
      document.font('Helvetica', 12);
      line(10, [title]);
      document.font('Helvetica-Bold', 8);
      line(50, headings);
      document.font('Helvetica', 8);
      for (const [index, row] of rows.entries()) line(70 + index * 16, row);
    },
    { size: [842, 400] },
  );
  return extractPriceList(
    bytes,
    { name: 'list.pdf', sha256: 'a'.repeat(64) },
    {
      readers: [pdfiumReader],
      extractedAt: '2026-09-01T00:00:00.000Z',
    },
  );
}

const price = (index: number, thousands = 18): string => `${thousands} ${750 + index},00 €`;

describe('two columns that say they hold what a row has once make the list wait', () => {
  const repeated = {
    accounted: false,
    problems: [{ code: 'heading-repeated', values: { text: 'Hinta' }, place: { page: 1 } }],
  };

  test('two prices of which each row has one', async () => {
    const rows = CODES.map((code, index) => [
      code,
      'Rave',
      '600R E-TEC',
      index % 2 ? price(index) : '',
      index % 2 ? '' : price(index, 19),
    ]);
    expect(await readTable(LYNX, ['Tuote-nro', 'Malli', 'Moottori', 'Hinta', 'Hinta'], rows)).toMatchObject(
      repeated,
    );
  });

  test('two prices in every row, of which no word tells which one a customer pays', async () => {
    const rows = CODES.map((code, index) => [code, 'Rave', '600R E-TEC', price(index), price(index, 19)]);
    const list = await readTable(LYNX, ['Tuote-nro', 'Malli', 'Moottori', 'Hinta', 'Hinta'], rows);
    expect(list).toMatchObject({
      accounted: false,
      problems: expect.arrayContaining([
        expect.objectContaining({ code: 'heading-repeated', values: { text: 'Hinta' } }),
      ]),
    });
  });

  test.each([
    ['in half of the rows', (index: number) => (index % 2 ? price(index) : '')],
    ['without its currency', (index: number) => `18 ${750 + index},00`],
  ])('a price in every row beside one %s', async (_, second) => {
    const rows = CODES.map((code, index) => [code, 'Rave', '600R E-TEC', price(index, 19), second(index)]);
    expect(await readTable(LYNX, ['Tuote-nro', 'Malli', 'Moottori', 'Hinta', 'Hinta'], rows)).toMatchObject({
      accounted: false,
      problems: expect.arrayContaining([
        expect.objectContaining({ code: 'heading-repeated', values: { text: 'Hinta' } }),
      ]),
    });
  });

  test('amounts beside prices, under headings of which none says that it is the price', async () => {
    const rows = CODES.map((code, index) => [
      code,
      'Rave',
      '600R E-TEC',
      price(index, 19),
      `17 ${910 + index}`,
    ]);
    expect(
      await readTable(LYNX, ['Tuote-nro', 'Malli', 'Moottori', 'Kwota dawna', 'Kwota obecna'], rows),
    ).toMatchObject({
      accounted: false,
      problems: [
        { code: 'column-unknown', values: { text: 'Kwota obecna' } },
        { code: 'price-heading-unclear', values: { text: 'Kwota dawna' } },
      ],
    });
  });

  test('two codes in every row', async () => {
    const rows = CODES.map((code, index) => [code, 'Rave', `ZZT${index}`, '600R E-TEC', price(index)]);
    expect(await readTable(LYNX, ['Tuote-nro', 'Malli', 'Koodi', 'Moottori', 'Hinta'], rows)).toMatchObject({
      accounted: false,
      problems: [{ code: 'heading-repeated', values: { text: 'Koodi' } }],
    });
  });

  test('a price beside one that no customer pays is no such pair', async () => {
    const rows = CODES.map((code, index) => [code, 'Rave', '600R E-TEC', price(index), price(index, 14)]);
    expect(
      await readTable(LYNX, ['Tuote-nro', 'Malli', 'Moottori', 'Hinta', 'Nettohinta'], rows),
    ).toMatchObject({ accounted: true, problems: [] });
  });
});

describe('a list of whose headings only those of codes and prices are known', () => {
  const rows = CODES.map((code, index) => [code, 'Rave', 'Nordlys', '600R E-TEC', price(index)]);

  test('is read by what stands in its cells, and waits where a column is nobody knows what', async () => {
    expect(await readTable(LYNX, ['Tuote-nro', 'Pojazd', 'Wersja', 'Silnik', 'Hinta'], rows)).toMatchObject({
      accounted: false,
      problems: [{ code: 'column-unknown', values: { text: 'Wersja' } }],
      products: rows.map(([modelCode, model, , engine, priceText]) => ({
        modelCode,
        model,
        engine,
        priceText,
      })),
    });
  });

  test('has the packages that it names', async () => {
    const packaged = rows.map(([code = '', model = '', , ...rest]) => [code, model, 'Limited', ...rest]);
    expect(
      await readTable(LYNX, ['Tuote-nro', 'Pojazd', 'Wersja', 'Silnik', 'Hinta'], packaged),
    ).toMatchObject({ accounted: true, products: rows.map(() => ({ package: 'Limited' })) });
  });

  test('passes where its cells tell every column', async () => {
    const told = rows.map(([code = '', model = '', , engine = '', amount = '']) => [
      code,
      model,
      engine,
      amount,
    ]);
    expect(await readTable(LYNX, ['Tuote-nro', 'Pojazd', 'Silnik', 'Hinta'], told)).toMatchObject({
      accounted: true,
      problems: [],
      products: rows.map(([modelCode, model, , engine]) => ({ modelCode, model, engine })),
    });
  });

  test.each([
    ['weights', '238 kg'],
    ['years', '2031'],
    ['lengths', '137'],
    ['widths', '500'],
    ['lengths of machines', '3 250 mm'],
    ['shocks', 'KYB 36 mm'],
    ['ways to drive backwards', 'Elektronisk RER'],
  ])('takes no %s for another column', async (_, text) => {
    const others = CODES.map((code, index) => [code, 'Rave', text, price(index)]);
    const list = Extracted.parse(await readTable(LYNX, ['Tuote-nro', 'Pojazd', 'Masa', 'Hinta'], others));
    expect(list.problems).toMatchObject([{ code: 'column-unknown', values: { text: 'Masa' } }]);
    expect(list.products.map(({ engine, starter }) => engine ?? starter)).toEqual(CODES.map(() => null));
  });

  test('is asked about where it has no other columns', async () => {
    const bare = rows.map(([code = '', , , , amount = '']) => [code, amount]);
    expect(await readTable(LYNX, ['Tuote-nro', 'Hinta'], bare)).toMatchObject({
      reason: { code: 'headings-missing', values: { samples: [CODES.join('\n'), expect.anything()] } },
    });
  });
});

describe("another maker's list", () => {
  const ENGLISH = ['Code', 'Model', 'Engine', 'Color', 'Price EUR'];

  test.each([
    ['CAN-AM 2031', 'CAN-AM', ['Outlander', 'Renegade', 'Maverick', 'Defender']],
    ['POLARIS SNOWMOBILES 2031', 'POLARIS', ['Indy XCR', 'RMK Khaos', 'Titan', 'Voyageur']],
    ['YAMAHA 2031', 'YAMAHA', ['Sidewinder', 'SRViper', 'VK Professional', 'Transporter']],
    ['PRICE LIST 2031', null, ['Wolverine', 'Kodiak', 'Grizzly', 'Viking']],
  ])('"%s" is read whole, with the brand as printed (%s), and every row waits', async (title, brand, models) => {
    const rows = CODES.map((code, index) => [code, models[index] ?? '', '998 Turbo', 'Black', price(index)]);
    const { products, accounted } = Extracted.parse(await readTable(title, ENGLISH, rows));
    expect(accounted).toBe(true);
    expect(products.map((row) => [row.brand, row.modelCode, row.model, row.color, row.priceText])).toEqual(
      rows.map(([code, model, , color, amount]) => [brand, code, model, color, amount]),
    );
    expect(products.every(({ flags, confidence }) => flags.length > 0 && confidence < 1)).toBe(true);
  });
});
