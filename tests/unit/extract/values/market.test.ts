import { expect, test } from 'vitest';
import { marketOf, marketOfHeadings } from '../../../../functions/extract/values/market.ts';

test.each([
  [['Artikelnummer', 'Modell', 'Motor', 'Rek. pris'], 'SE'],
  [['Artikelnummer', 'Modell', 'Motor', 'Pris'], 'SE'],
  [['Varenummer', 'Modell', 'Motor', 'Pris'], 'NO'],
  [['Varenr.', 'Modell', 'Motor', 'Veil. pris inkl. mva'], 'NO'],
  [['Varenr.', 'Model', 'Motor', 'Pris inkl. moms'], 'DK'],
  [['Varenummer', 'Model', 'Motor', 'Vejl. pris'], 'DK'],
  [['Tuote- nro', 'Malli', 'Moottori', 'Suositushinta'], 'FI'],
  [['Varenummer', 'Model', 'Motor', 'Pris'], null],
  [['Model', 'Motor', 'Pris'], null],
  [['Malli / Modell', 'Moottori / Motor', 'Hinta / Pris'], null],
  [['Rek. pris', 'Veil. pris'], null],
  [['Model code', 'Model', 'Engine', 'Price'], null],
])('the headings %j are of %s', (texts, market) => {
  expect(marketOfHeadings(texts)).toBe(market);
});

const UNTOLD = { market: null, priceHeading: 'Pris', headingMarket: null };
const crowns = { amount: '111100.00', currency: 'SEK' };
const euros = { amount: '18750.00', currency: 'EUR' };

test.each([
  ['its title names', { ...UNTOLD, market: 'FI', headingMarket: 'SE' }, euros, 'FI'],
  ['its price heading names', { ...UNTOLD, priceHeading: 'Price SEK' }, crowns, 'SE'],
  ['its headings speak', { ...UNTOLD, headingMarket: 'SE' }, crowns, 'SE'],
  ['nothing tells', UNTOLD, crowns, null],
  ['its headings deny', { ...UNTOLD, headingMarket: 'SE' }, euros, null],
  ['euros leave open', { ...UNTOLD, priceHeading: 'Price EUR' }, euros, null],
])('a list is for the market that %s', (_, evidence, price, market) => {
  expect(marketOf(evidence, price)).toBe(market);
});
