import { expect, test } from 'vitest';
import { Extracted } from '#contracts/extracted.ts';
import { rawList, show } from './raw-list.ts';
import { extract } from './typeset-lists.ts';

const GRADIENT =
  '/Shading << /G << /ShadingType 2 /ColorSpace /DeviceRGB /Coords [760 0 830 0] /Extend [true true] ' +
  '/Function << /FunctionType 2 /Domain [0 1] /C0 [0 0 0] /C1 [0.5 0 0.2] /N 1 >> >> >>';

/** A price whose letters clip what is painted next. */
const through = (paint: string) => (x: number, y: number) =>
  show('12345', x, y).replace('BT ', 'BT 7 Tr ').replace(' ET Q', ` ET ${paint} Q`);

async function priceOf(paint: string) {
  const list = rawList([{}, { price: through(paint) }, {}], { resources: GRADIENT });
  const { products, leftOut } = Extracted.parse(await extract(list));
  return { price: products[1]?.priceText, flags: products[1]?.flags, leftOut: leftOut.length };
}

test.each([
  ['a gradient', '/G sh'],
  ['a box', '0 0 0.4 rg 0 0 842 595 re f'],
])('a text through whose letters %s shows is read', async (_, paint) => {
  expect(await priceOf(paint)).toEqual({ price: '12345', flags: [], leftOut: 0 });
});

test.each([
  ['nothing', ''],
  ['nothing but white', '1 g 0 0 842 595 re f'],
])('a text through whose letters %s shows is unseen', async (_, paint) => {
  expect(await priceOf(paint)).toEqual({ price: null, flags: ['price-missing'], leftOut: 1 });
});

test('a text behind which something is painted all over its place is unseen', async () => {
  expect(await priceOf('Q 0 0 0.4 rg 765 480 60 14 re f q')).toMatchObject({ price: null, leftOut: 1 });
});
