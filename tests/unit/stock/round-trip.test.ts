import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SaidValues } from '#contracts/stock.ts';
import { exportStock } from '#desk/stock/export.ts';
import { delimitedText } from '#functions/reports/delimited-text.ts';
import type { ExportTable } from '#functions/reports/export-tables.ts';
import { offersByCode } from '#functions/stock/known-codes.ts';
import { readSheet } from '#functions/stock/sheet.ts';
import { spreadsheetReader } from '#pages/spreadsheet/reader.ts';
import { stockKind, stockTables } from '#pages/stock-table.ts';
import type { Ports } from '#shared/ports.ts';
import { mergedValues, stockIn } from '#shared/stock.ts';
import { ads, CODES, dropSheet, liveDealer, say } from '../../fakes/stock.ts';

const sheetOf = async (table: ExportTable) =>
  (await spreadsheetReader.open(Buffer.from(delimitedText(table)))).sheets ?? [];

const text = fc
  .string({ unit: fc.constantFrom(...'абвЖ zQ"\';,.<>&01№\n€'.split('')), minLength: 6, maxLength: 40 })
  .map((rest) => `Н ${rest.replaceAll(/\s+/g, ' ').trim()} к`);
const day = fc.date({ min: new Date('2026-01-01'), max: new Date('2029-12-31'), noInvalidDate: true });
const url = fc.nat(99).map((at) => `https://dealer.example/p/${at}.jpg`);
const money = fc.record({
  amount: fc.integer({ min: 100_000, max: 9_999_999 }).map((whole) => `${whole}.00`),
  currency: fc.constantFrom('RUB', 'EUR'),
});
const values = fc.record(
  {
    quantity: fc.nat(9),
    availability: fc.constantFrom('in-stock', 'on-order'),
    location: fc.constantFrom('Мурманск', 'Апатиты 2', 'Кировск'),
    address: text,
    pictures: fc.uniqueArray(url, { minLength: 1, maxLength: 5 }),
    video: fc.constant('https://rutube.ru/video/0123abcd/'),
    price: money,
    priceRule: fc.integer({ min: -99, max: 99 }).map((percent) => ({ percent: String(percent) })),
    note: text,
    arrives: day.map((date) => date.toISOString().slice(0, 10)),
  },
  { requiredKeys: [] },
);

/** What is said in a sheet of today, as it stands in the records; none left and there is asked about. */
const record = fc
  .record({
    modelCode: fc.constantFrom(...CODES),
    piece: fc.constantFrom('', 'A1234567', 'МУРМАНСК'),
    values,
  })
  .filter(({ values: { quantity, availability } }) => !(quantity === 0 && availability === 'in-stock'))
  .map(({ values: given, ...subject }) => ({
    ...{ dealerId: 'demo', revision: 1, ...subject },
    values: Object.fromEntries(
      Object.entries(given).map(([field, value]) => [
        field,
        { value, source: { by: 'anna', at: '2026-11-01T10:00:00.000Z' }, order: '1' },
      ]),
    ) as SaidValues,
  }));

const plainly = (said: SaidValues) =>
  Object.fromEntries(Object.entries(said).map(([field, one]) => [field, one?.value]));

it('an exported sheet that is dropped as it is says what was known, and nothing else', async () => {
  await using ports = await liveDealer();
  const offers = await offersByCode('demo', ports);
  const subjects = fc.uniqueArray(record, {
    selector: ({ modelCode, piece }) => `${modelCode}#${piece}`,
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(subjects, async (records) => {
      const table = { ...ports.table, stock: { ...ports.table.stock, query: async () => records } };
      const withStock = { ...ports, table } as Ports;
      const sheets = await sheetOf(await exportStock({ dealerId: 'demo' }, withStock));
      expect(stockKind(sheets).kind).toBe('stock-sheet');
      const context = {
        document: 'demo-stock.csv',
        documentId: 'd',
        order: '2',
        offers,
        dealer: null,
        isWhole: false,
        unread: [],
      };
      const read = readSheet(stockTables(sheets), { ...context, said: await stockIn('demo', withStock) });
      expect(read.problems.filter(({ code }) => code !== 'stock-place-unknown')).toEqual([]);
      const wanted = records.filter((one) => Object.keys(one.values).length > 0);
      const found = new Map(
        read.words.map((word) => [`${word.modelCode}#${word.piece}`, plainly(word.values)]),
      );
      expect(found).toEqual(
        new Map(wanted.map((one) => [`${one.modelCode}#${one.piece}`, plainly(one.values)])),
      );
    }),
    { numRuns: 40 },
  );
}, 20_000);

it('a sheet that was exported and dropped leaves the feed as it is', async () => {
  await using ports = await liveDealer({ guard: { maxPriceJumpPercent: 90 } });
  await say(ports, 'TJTH', {
    vin: '2BPSCA0A1RV000123',
    quantity: 1,
    price: { amount: '2221000.00', currency: 'RUB' },
  });
  await say(ports, 'TJTH', { vin: '2BPSCA0A1RV000999', quantity: 2, note: 'С чехлом.' });
  await say(ports, 'TJTJ', { availability: 'on-order' });
  await say(ports, 'TJTJ', { quantity: 3 });
  await say(ports, 'FVTA', { quantity: 0 });
  await say(ports, 'SUT6', { priceRule: { percent: '-2.5' } });
  const before = await ads(ports);
  const table = await exportStock({ dealerId: 'demo' }, ports);
  const state = await dropSheet(ports, Buffer.from(delimitedText(table)), 'demo-stock.csv');
  expect(state.ending).toEqual({ status: 'published', reason: null });
  expect(await ads(ports)).toEqual(before);
});

it('whatever order words come in, and however often, the same is known', () => {
  const said = fc.record({
    value: fc.nat(3),
    source: fc.nat(2).map((at) => ({ by: `p${at}`, at: '2026-11-01T10:00:00.000Z' })),
    order: fc.constantFrom('1', '2', '3'),
  });
  const words = fc.array(
    fc.record({ quantity: said, price: said } as unknown as Record<keyof SaidValues, typeof said>, {
      requiredKeys: [],
    }),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(words, fc.infiniteStream(fc.nat()), (all, dice) => {
      const once = (all as unknown as SaidValues[]).reduce(mergedValues, {});
      const shuffled = [...all, ...all].toSorted(() =>
        (dice.next().value ?? 0) % 2 === 0 ? 1 : -1,
      ) as unknown as SaidValues[];
      expect(shuffled.reduce(mergedValues, {})).toEqual(once);
    }),
  );
});
