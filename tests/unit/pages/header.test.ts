import { expect, test } from 'vitest';
import { headingOf } from '#pages/headings.ts';

test.each([
  ['Tuote- nro', 'modelCode'],
  ['Suositushinta, sis ALV:n', 'price'],
  ['Telamatto', 'track'],
  ['Model', 'model'],
  ['Model code', 'modelCode'],
  ['Track length (in / mm)', 'trackLength'],
  ['Recommended retail price incl. VAT', 'price'],
  ['Price excl. VAT', 'otherPrice'],
  ['Vår-optioner', 'springOptions'],
  ['Rek. pris inkl moms', 'price'],
  ['Veil. pris inkl. mva', 'price'],
  ['Varenr.', 'modelCode'],
  ['Двигатель', 'engine'],
  ['Рекомендованная розничная цена, руб.', 'price'],
  ['Длина гусеницы', 'trackLength'],
  ['Artikelnr', 'modelCode'],
])('the heading "%s" is %s', (text, heading) => {
  expect(headingOf(text)).toBe(heading);
});

test.each(['Rave', '600R E-TEC', 'Hyllypaikka', ''])('"%s" is no heading', (text) => {
  expect(headingOf(text)).toBeNull();
});
