import { expect, test } from 'vitest';
import { isRejection } from '#contracts/outcome.ts';
import { extractPriceList } from '#functions/extract/extract-price-list.ts';
import { inLanes } from '#functions/reports/overlay/lanes.ts';
import { marksOf, NOTHING_READ } from '#functions/reports/overlay/marks.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { inventedRows } from '../../golden/invented-rows.ts';
import { retypeset } from '../../golden/retypeset.ts';
import { PLAIN } from '../../golden/typesetting.ts';

const TITLE = ['LYNX', 'MALLIVUOSI 2031 / SUOMI'];

const listed = async (price = '9 999,00 €') => {
  const rows = inventedRows(6).map((row, index) => (index === 2 ? { ...row, price } : row));
  const { bytes } = await retypeset([{ title: TITLE, rows }], PLAIN);
  const document = { name: 'list.pdf', sha256: 'a'.repeat(64) };
  const extractedAt = '2026-09-01T00:00:00.000Z';
  const read = await extractPriceList(bytes, document, { readers: [pdfiumReader], extractedAt });
  if (isRejection(read)) throw new Error(read.category);
  const open = await pdfiumReader.open(bytes);
  const page = await open.readPage(1);
  open.close();
  return { page, read };
};

test('a page has a band a column, a numbered row a product, and a frame round each value', async () => {
  const { page, read } = await listed();
  const { bands, rows, values, headings, problems } = marksOf(page, read);
  expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(new Set(bands.map(({ column }) => column)).size).toBe(bands.length);
  expect(values.length).toBeGreaterThan(6 * 5);
  expect(headings.map(({ column }) => column)).toContain('price');
  expect(problems).toEqual([]);
});

test('a doubtful row says why', async () => {
  const { page, read } = await listed('tba');
  expect(marksOf(page, read).rows[2]?.flags).toEqual(['price-is-text']);
});

test('a page without rows shows the headings that are known and what looks like a code', async () => {
  const { page } = await listed();
  const { rows, headings, values } = marksOf(page, NOTHING_READ);
  expect(rows).toEqual([]);
  expect(headings.map(({ column }) => column)).toEqual(expect.arrayContaining(['modelCode', 'price']));
  expect(values.length).toBeGreaterThanOrEqual(6);
});

test('names that would cover one another stand in lanes', () => {
  const lanes = inLanes(
    [
      { from: 0, to: 10 },
      { from: 8, to: 20 },
      { from: 15, to: 30 },
    ],
    4,
  );
  expect(lanes.map((lane) => lane.map(({ from }) => from))).toEqual([[0, 15], [8]]);
});
