import { expect, test } from 'vitest';
import { isRejection } from '#contracts/outcome.ts';
import { extractPriceList } from '#functions/extract/extract-price-list.ts';
import { marksOf, NOTHING_READ } from '#functions/reports/overlay/marks.ts';
import { drawSheet, inLanes } from '#functions/reports/overlay/sheet.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { pngOf } from '#pages/png.ts';
import { rawPdf } from '../../fakes/raw-pdf.ts';
import { inventedRows } from '../../golden/invented-rows.ts';
import { retypeset } from '../../golden/retypeset.ts';
import { PLAIN } from '../../golden/typesetting.ts';
import { HEADINGS, TITLE as RAW_TITLE, rowsOf, show } from '../extract/raw-list.ts';

const ONE_PIXEL = pngOf({ widthPx: 1, heightPx: 1, rgba: new Uint8Array([255, 255, 255, 255]) });
const TITLE = ['LYNX', 'MALLIVUOSI 2031 / SUOMI'];

const listed = async (price = '9 999,00 €') => {
  const rows = inventedRows(6).map((row, index) => (index === 2 ? { ...row, price } : row));
  const { bytes } = await retypeset([{ title: TITLE, rows }], PLAIN);
  return readFrom(bytes);
};

const readFrom = async (bytes: Uint8Array) => {
  const document = { name: 'list.pdf', sha256: 'a'.repeat(64) };
  const extractedAt = '2026-09-01T00:00:00.000Z';
  const read = await extractPriceList(bytes, document, { readers: [pdfiumReader], extractedAt });
  if (isRejection(read)) throw new Error(read.reason.code);
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

test('what was left out is framed where it stands, with the reason', async () => {
  const white = `1 g ${show('QZZ9', 26, 400)} ${show('9990', 770, 400)} 0 g\n`;
  const bytes = rawPdf({ pages: [{ content: RAW_TITLE + HEADINGS + rowsOf([{}, {}]) + white }] });
  const { page, read } = await readFrom(bytes);
  const { leftOut, problems } = marksOf(page, read);
  expect(leftOut.map(({ text }) => text)).toEqual(['left out, unseen: QZZ9', 'left out, unseen: 9990']);
  const [code, price] = leftOut.map(({ box }) => box.map(Math.round));
  expect(code).toEqual([26, 188, 44, 197]);
  expect(price?.[0]).toBe(770);
  expect(problems).toEqual([]);
});

test('the sheet says beside the page what was left out, in another colour than a problem', async () => {
  const { page, read } = await listed('tba');
  const left = { page: 1, box: page.words[0]?.box ?? [0, 0, 9, 9], text: 'QZZ9', why: 'struck' as const };
  const marks = marksOf(page, { ...read, leftOut: [left] });
  const picture = { png: await ONE_PIXEL, width: page.width, height: page.height };
  const sheet = await pdfiumReader.open(await drawSheet(picture, marks, 'list.pdf, page 1'));
  const { words } = await sheet.readPage(1);
  sheet.close();
  const said = words.filter(({ text }) => /^left out, struck: QZZ9$|^row 3: /.test(text));
  expect(said).toHaveLength(2);
  expect(said[0]?.color).not.toEqual(said[1]?.color);
  expect(Math.min(...said.map(({ box }) => box[0]))).toBeGreaterThan(page.width);
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
