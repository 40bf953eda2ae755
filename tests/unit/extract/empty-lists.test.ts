import { describe, expect, test } from 'vitest';
import { isRejection } from '#contracts/outcome.ts';
import { extractPriceList } from '#functions/extract/extract-price-list.ts';
import { inspectBytes } from '#functions/intake/inspect.ts';
import { remedyOf } from '#messages/say.ts';
import { PAGE_READERS } from '#pages/readers.ts';
import { rawPdf } from '../../fakes/raw-pdf.ts';
import { workbook } from '../../fakes/workbook.ts';
import { HEADINGS as RAW_HEADINGS } from './raw-list.ts';

const HEADINGS = ['Tuote-nro', 'Malli', 'Moottori', 'Väri', 'Hinta EUR'];
const TITLE = ['SKI-DOO HINNASTO 2026'];
const ROW = ['TAAA', 'Summit', '850 E-TEC', 'Black', '18750'];

const text = (...rows: string[][]) => Buffer.from(rows.map((row) => row.join(';')).join('\r\n'));
const WHITE = { content: '1 1 1 rg 0 0 842 595 re f' };
const READERS = Object.values(PAGE_READERS);

/** As intake answers, and where that lets the file on, as extract does. */
async function answer(bytes: Uint8Array) {
  const told = await inspectBytes(READERS, bytes);
  if ('outcome' in told) return told;
  const options = { readers: READERS, extractedAt: '2026-09-01T00:00:00.000Z' };
  return extractPriceList(bytes, { name: 'list', sha256: '0'.repeat(64) }, options);
}

describe('empty, without rows and no list are three answers', () => {
  test.each([
    ['headings alone', text(HEADINGS)],
    ['headings alone, to the end of the line', text(HEADINGS, [''], ['', '', '', '', ''])],
    ['headings under a title', text(TITLE, [], HEADINGS)],
    ['headings between commas', Buffer.from(HEADINGS.join(','))],
    ['headings over a note', text(TITLE, HEADINGS, ['Hinnat sisältävät arvonlisäveron.'])],
    ['headings of a PDF, a blank page behind them', rawPdf({ pages: [{ content: RAW_HEADINGS }, WHITE] })],
    ['headings of a workbook', workbook([{ name: 'Hinnasto', rows: [TITLE, HEADINGS] }])],
  ])('%s: no rows', async (_, bytes) => {
    expect(await answer(bytes)).toMatchObject({
      reason: { code: 'no-rows' },
    });
  });

  test.each([
    ['blanks', Buffer.from(' \r\n\t\r\n ')],
    ['a byte order mark', Buffer.from('\ufeff')],
    ['an empty sheet', workbook([{ name: 'Hinnasto', rows: [] }])],
    ['a page without contents', rawPdf({ pages: [{ content: '' }] })],
    ['pages of white paint', rawPdf({ pages: [WHITE, WHITE] })],
    ['a hidden sheet', workbook([{ name: 'Hinnasto', state: 'hidden', rows: [HEADINGS, ROW] }])],
  ])('%s: empty', async (_, bytes) => {
    expect(await answer(bytes)).toMatchObject({ reason: { code: 'list-empty' } });
  });

  test('a PDF without a page that can be read is damaged, not empty', async () => {
    expect(await answer(Buffer.from('%PDF-1.7\n'))).toMatchObject({ reason: { code: 'unreadable' } });
  });

  test('a sentence is neither', async () => {
    const sentence = Buffer.from('Dear Sir, the model, its price and the colour are not known, alas');
    expect(await answer(sentence)).toMatchObject({ reason: { code: 'not-a-pdf' } });
  });

  test.each([
    ['as text', text(TITLE, ROW, ROW.with(0, 'TBBB'), ROW.with(0, 'TCCC'))],
    [
      'in a workbook',
      workbook([
        { name: 'Hinnasto', rows: [ROW, ROW.with(0, 'TBBB'), ROW.with(0, 'TCCC'), ROW.with(0, 'TDDD')] },
      ]),
    ],
  ])('rows without headings say that they lack those: %s', async (_, bytes) => {
    expect(await answer(bytes)).toMatchObject({ reason: { code: 'headings-missing' } });
  });

  test('rows whose codes are mistyped, or that have none, are not called missing', async () => {
    for (const codes of [
      ['TAA', 'TBB', 'TCC'],
      ['', '', ''],
    ])
      expect(
        await answer(text(TITLE, HEADINGS, ...codes.map((code, at) => [code, `MXZ ${at}`, ...ROW.slice(2)]))),
      ).toMatchObject({ reason: { code: 'codes-missing' } });
  });
});

test('a file of more machines than any list has is refused, and says so', async () => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const code = (index: number) =>
    `T${[676, 26, 1].map((size) => letters[Math.floor(index / size) % 26]).join('')}`;
  const rows = (count: number) =>
    Array.from({ length: count }, (_, index) => [code(index), 'MXZ', '', '', '9000']);
  const refused = await answer(text(TITLE, HEADINGS, ...rows(10_001)));
  expect(refused).toMatchObject({ reason: { code: 'too-many-rows', values: { rows: 10_000 } } });
  expect(isRejection(refused) && remedyOf(refused.reason)).toContain('Split');
});
