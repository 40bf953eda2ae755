import { expect, test } from 'vitest';
import { Extracted } from '#contracts/extracted.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { pdfjsReader } from '#pages/pdfjs/reader.ts';
import { rawList, show } from './raw-list.ts';
import { extract } from './typeset-lists.ts';

const pen = (x0: number, y0: number, x1: number, y1: number) => `q 0.7 w ${x0} ${y0} m ${x1} ${y1} l S Q\n`;
const price = (text: string, drawn: (x: number, y: number) => string) => (x: number, y: number) =>
  show(text, x, y) + drawn(x, y);
const WIDTH = 20;

/** A broad line of a pen that lets letters through, from `low` to `high` above the baseline. */
const marker = (low: number, high: number, color: string) => (x: number, y: number) =>
  `q /Marker gs ${color} rg ${x - 2} ${y + low} ${WIDTH + 4} ${high - low} re f Q\n`;
const resources = '/ExtGState << /Marker << /BM /Multiply >> >>';

/** A list whose second row has this in its price cell. */
async function withPrice(cell: (x: number, y: number) => string, reader = pdfiumReader) {
  const list = rawList([{}, { price: cell }, {}], { resources });
  const { products, leftOut } = Extracted.parse(await extract(list, [reader]));
  const [before, own, after] = products.map(({ priceText, flags }) => `${priceText} ${flags}`.trim());
  expect([before, after]).toEqual(['10845', '10845']);
  return { own, leftOut: leftOut.map(({ text }) => text) };
}

test.each([
  ['a cross', (x: number, y: number) => pen(x, y - 2, x + WIDTH, y + 7) + pen(x, y + 7, x + WIDTH, y - 2)],
  [
    'a wide cross',
    (x: number, y: number) => pen(x - 5, y - 3, x + 25, y + 8) + pen(x - 5, y + 8, x + 25, y - 3),
  ],
  ['a slash', (x: number, y: number) => pen(x - 2, y - 2, x + WIDTH + 2, y + 7)],
  ['a backslash', (x: number, y: number) => pen(x - 2, y + 7, x + WIDTH + 2, y - 2)],
])('a price under %s asks', async (_, drawn) => {
  expect((await withPrice(price('10945', drawn))).own).toBe('10945 struck');
});

test.each([
  ['broad, of a marker', marker(0.7, 4.4, '1 0.6 0.6')],
  ['broad, of a grey one', marker(0.4, 3.5, '0.7 0.7 0.7')],
  ['broad and opaque', (x: number, y: number) => `q 0.8 0 0 rg ${x - 1} ${y + 1} ${WIDTH + 2} 2.8 re f Q\n`],
])('a line through a price asks: %s', async (_, drawn) => {
  for (const reader of [pdfiumReader, pdfjsReader])
    expect((await withPrice(price('10945', drawn), reader)).own).toMatch(/^10945 .*struck/);
});

test.each([
  ['high', marker(-2, 8, '1 0.6 0.6')],
  ['high as its letters', marker(-0.2, 5.4, '1 0.6 0.6')],
  ['laid under the letters', marker(-1.5, 2.5, '1 0.9 0.3')],
])('a price under a marker as %s does not', async (_, drawn) => {
  for (const reader of [pdfiumReader, pdfjsReader])
    expect((await withPrice(price('10945', drawn), reader)).own).toBe('10945');
});

test.each([
  ['a frame', (x: number, y: number) => `q 0.7 w ${x - 3} ${y - 3} ${WIDTH + 6} 12 re S Q\n`],
  [
    'a tick behind it',
    (x: number, y: number) => pen(x + 23, y + 2, x + 25, y - 1) + pen(x + 25, y - 1, x + 30, y + 8),
  ],
  [
    'the corner of an arrow under it',
    (x: number, y: number) => pen(x, y - 2, x + 10, y - 4) + pen(x + 10, y - 4, x + WIDTH, y - 2),
  ],
])('a price in or beside %s does not', async (_, drawn) => {
  expect((await withPrice(price('10945', drawn))).own).toBe('10945');
});

const strike = (x: number, y: number, width: number) => pen(x, y + 2, x + width, y + 2);

test('a line through a part of a price asks for all of it', async () => {
  const cell = price('12 945', (x, y) => strike(x - 1, y, 9));
  expect(await withPrice(cell)).toEqual({ own: '12 945 struck', leftOut: [] });
});

test('a struck price beside another one is left out, and told', async () => {
  const cell = price('11945', (x, y) => strike(x - 1, y, 21) + show('9945', x + 26, y));
  expect(await withPrice(cell)).toEqual({ own: '9945', leftOut: ['11945'] });
});

test('a second price that a rule of the table runs through is none that somebody struck', async () => {
  const cell = price('11945', (x, y) => show('9945', x, y - 6.5) + pen(20, y - 4.5, 830, y - 4.5));
  expect(await withPrice(cell)).toEqual({ own: '11945 9945 price-is-text,struck', leftOut: [] });
});
