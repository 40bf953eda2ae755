import { expect, test } from 'vitest';
import { Extracted } from '#contracts/extracted.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { pdfjsReader } from '#pages/pdfjs/reader.ts';
import { rawPdf } from '../../fakes/raw-pdf.ts';
import { codeOf, HEADINGS, ROW_STEP, rawList, rowsOf, show, TITLE } from './raw-list.ts';
import { extract } from './typeset-lists.ts';

const flagsWith = async (draw: (text: string, x: number, y: number) => string) => {
  const rows = [{}, { starter: (x: number, y: number) => draw('Electric', x, y) }, {}];
  return Extracted.parse(await extract(rawList(rows))).products.map(({ flags }) => flags);
};

test('a row that is stamped over waits', async () => {
  const stamp = (text: string, x: number, y: number) =>
    `${show(text, x, y)} 1 0 0 rg ${show('SLUT', x + 4, y - 1, { size: 9, font: 'F2' })} 0 g\n`;
  const [before, stamped, after] = await flagsWith(stamp);
  expect(stamped).toContain('covered');
  expect([before, after]).toEqual([[], []]);
});

test.each([
  ['right upon it', 0],
  ['a little aside', 0.5],
])('a row that is painted out by its own text in white waits: %s', async (_, aside) => {
  const painted = (text: string, x: number, y: number) =>
    `${show(text, x, y)} q 1 g ${show(text, x + aside, y)} Q\n`;
  const [before, out, after] = await flagsWith(painted);
  expect(out).toContain('covered');
  expect([before, after]).toEqual([[], []]);
});

test.each<[string, (text: string, x: number, y: number) => string]>([
  ['a white shadow', (text, x, y) => `q 1 g ${show(text, x + 0.3, y - 0.3)} Q ${show(text, x, y)}`],
  [
    'a grey shadow that falls far',
    (text, x, y) => `q 0.7 g ${show(text, x + 1.7, y - 1.7)} Q ${show(text, x, y)}`,
  ],
  ['a grey shadow', (text, x, y) => `q 0.7 g ${show(text, x + 0.4, y - 0.4)} Q ${show(text, x, y)}`],
  ['a white outline', (text, x, y) => `q 1 G 2 w 1 Tr ${show(text, x, y)} Q ${show(text, x, y)}`],
  ['an invisible copy', (text, x, y) => `${show(text, x, y)} q 1 g 3 Tr ${show(text, x, y)} Q\n`],
  ['its own text again, as a shadow', (text, x, y) => show(text, x + 0.3, y - 0.3) + show(text, x, y)],
  [
    'another line close below',
    (text, x, y) => show(text, x, y + 3, { size: 6 }) + show('SHOT', x, y - 3, { size: 6 }),
  ],
])('a row with %s does not', async (_, draw) => {
  expect((await flagsWith(draw)).flat()).toEqual([]);
});

test.each([
  ['PDFium', 'invisible', pdfiumReader, '3 Tr'],
  ['PDFium', 'white', pdfiumReader, '1 g'],
  ['pdf.js', 'invisible', pdfjsReader, '3 Tr'],
  ['pdf.js', 'white', pdfjsReader, '1 g'],
])('%s reads a row that lies upon its own text: %s', async (_, __, reader, look) => {
  const upon = (text: string) => (x: number, y: number) =>
    `q ${look} ${show(text, x, y)}Q ${show(text, x, y)}`;
  const rows = [{}, { modelCode: upon(codeOf(1)), price: upon('11845') }, {}];
  const { accounted, products } = Extracted.parse(await extract(rawList(rows), [reader]));
  expect(accounted).toBe(true);
  expect(products[1]).toMatchObject({ modelCode: codeOf(1), price: { amount: '11845.00' }, flags: [] });
});

const PRICE_AT = [770, 500 - ROW_STEP] as const;
const again = (text: string) => show(text, ...PRICE_AT);

test.each([
  ['all rows', rowsOf([{}, { price: '11 845 €' }, {}]), '11845.00'],
  ['one price', again('11 845 €'), '11845.00'],
  [
    'another price upon the first, painted out',
    `q 1 g 766 480 60 14 re f Q ${again('11 945 €')}`,
    '11945.00',
  ],
])('what is drawn once more at the end is one text: %s', async (_, more, amount) => {
  const page = TITLE + HEADINGS + rowsOf([{}, { price: '11 845 €' }, {}]) + more;
  const { accounted, products } = Extracted.parse(await extract(rawPdf({ pages: [{ content: page }] })));
  expect(accounted).toBe(true);
  expect(products.map(({ price, flags }) => [price?.amount, ...flags])).toEqual([
    ['10845.00'],
    [amount],
    ['10845.00'],
  ]);
});

test('a small word over a code that is shaped like one takes no code away', async () => {
  const badge = show('NEWS', 26, 500 - ROW_STEP + 7, { size: 4 });
  const content = TITLE + HEADINGS + rowsOf([{}, {}, {}]) + badge;
  const { products } = Extracted.parse(await extract(rawPdf({ pages: [{ content }] })));
  expect(products.map(({ modelCode }) => modelCode)).toEqual([0, 1, 2].map(codeOf));
});
