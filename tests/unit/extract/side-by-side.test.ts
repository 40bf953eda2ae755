import { expect, test } from 'vitest';
import { Extracted } from '#contracts/extracted.ts';
import { rawPdf } from '../../fakes/raw-pdf.ts';
import { show } from './raw-list.ts';
import { extract } from './typeset-lists.ts';

const COLUMNS = [0, 60, 120, 200];
const HEADINGS = ['Tuotenumero', 'Malli', 'Moottori', 'Hinta EUR'];
const TITLE = show('SKI-DOO HINNASTO 2031 SUOMI', 24, 563, { size: 14, font: 'F2' });
const [LEFT, RIGHT] = [30, 330];
const STEP = 14;

const line = (texts: readonly string[], x: number, y: number, font = 'F1') =>
  texts.map((text, index) => show(text, x + (COLUMNS[index] ?? 0), y, { font })).join('');
const rows = (codes: string, x: number, y: number) =>
  codes
    .split(' ')
    .map((code, at) => line([code, 'MXZ', '600 EFI', `1${at}845`], x, y - (at + 1) * STEP))
    .join('');
const table = (codes: string, x: number, y = 500) => line(HEADINGS, x, y, 'F2') + rows(codes, x, y);

const read = async (...contents: string[]) =>
  Extracted.parse(await extract(rawPdf({ pages: contents.map((content) => ({ content })) })));
const codesOf = ({ products }: Extracted) => products.map(({ modelCode }) => modelCode).join(' ');
const clean = ({ accounted, problems, products }: Extracted) =>
  accounted && problems.length === 0 && products.every(({ flags }) => flags.length === 0);

test('tables side by side are read one after the other, with what stands across below them', async () => {
  const note = show(
    'Hinnat sisältävät arvonlisäveron ja toimituskulut, pidätämme oikeuden muutoksiin',
    250,
    400,
  );
  const found = await read(TITLE + table('QAA1 QAB1 QAC1', LEFT) + table('QBA1 QBB1', RIGHT) + note);
  expect(codesOf(found)).toBe('QAA1 QAB1 QAC1 QBA1 QBB1');
  expect(found.products[4]).toMatchObject({
    brand: 'SKI-DOO',
    modelYear: 2031,
    price: { amount: '11845.00' },
  });
  expect(clean(found)).toBe(true);
});

test('they go on on the next page, and stand under headings again', async () => {
  const found = await read(
    TITLE + table('QAA1 QAB1', LEFT) + table('QBA1 QBB1', RIGHT),
    rows('QCA1 QCB1', LEFT, 560) + rows('QDA1', RIGHT, 560),
    table('QEA1', LEFT) + table('QFA1', RIGHT) + table('QGA1', LEFT, 400) + table('QHA1', RIGHT, 400),
  );
  expect(codesOf(found)).toBe('QAA1 QAB1 QBA1 QBB1 QCA1 QCB1 QDA1 QEA1 QGA1 QFA1 QHA1');
  expect(clean(found)).toBe(true);
});

test('a title of its own over each is its own; one in two parts is that of both', async () => {
  const over = (left: string, right: string) => show(left, LEFT, 520) + show(right, RIGHT, 520);
  const both = table('QAA1', LEFT) + table('QBA1', RIGHT);
  const years = async (titles: string) =>
    (await read(titles + both)).products.map(({ brand, modelYear }) => `${brand} ${modelYear}`);
  expect(await years(over('SKI-DOO 2031', 'SKI-DOO 2030'))).toEqual(['SKI-DOO 2031', 'SKI-DOO 2030']);
  expect(await years(over('SKI-DOO', 'Mallivuosi 2031'))).toEqual(['SKI-DOO 2031', 'SKI-DOO 2031']);
});

test('where a title below is that of nobody knows which, the list is held', async () => {
  const two = (left: string, right: string, y: number) => table(left, LEFT, y) + table(right, RIGHT, y);
  const below = show('LYNX 2032', 200, 430, { size: 14, font: 'F2' });
  const found = await read(TITLE + two('QAA1', 'QBA1', 500) + below + two('QCA1', 'QDA1', 400));
  expect(found.accounted).toBe(false);
});

test.each([
  ['in one piece', show('UTILITY MACHINES', 258, 451, { font: 'F2' })],
  ['word by word', show('UTILITY', 258, 451, { font: 'F2' }) + show('MACHINES', 287, 451, { font: 'F2' })],
])('where a label across both stands over rows of both, %s, the list is held', async (_, label) => {
  const two = (left: string, right: string, y: number) => rows(left, LEFT, y) + rows(right, RIGHT, y);
  const heads = line(HEADINGS, LEFT, 500, 'F2') + line(HEADINGS, RIGHT, 500, 'F2');
  const list = TITLE + heads + two('QAA1 QAB1', 'QBA1 QBB1', 500);
  expect(clean(await read(list + two('QCA1 QCB1', 'QDA1 QDB1', 444)))).toBe(true);
  expect((await read(list + label + two('QCA1 QCB1', 'QDA1 QDB1', 444))).accounted).toBe(false);
});
