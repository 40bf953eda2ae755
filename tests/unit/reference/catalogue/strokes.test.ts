import { expect, test } from 'vitest';
import { STROKES } from '#reference/catalogue/strokes.ts';

test.each([
  ['Liquid-cooled 2-cycle', [2]],
  ['Four-cycle DOHC', [4]],
  ['Dwusuwowy, chłodzony cieczą', [2]],
  ['Silnik czterosuwowy', [4]],
  ['Dwutaktowy', [2]],
  ['Deux temps', [2]],
  ['Totakts', [2]],
  ['Fyrtaktare', [4]],
  ['Kaksitahtinen', [2]],
  ['Четыре такта', [4]],
  ['Twin cylinder', []],
  ['4 cylinders', []],
])('%s says the strokes %j', (text, strokes) => {
  expect(STROKES.filter(([, said]) => said.test(text)).map(([count]) => count)).toEqual(strokes);
});
