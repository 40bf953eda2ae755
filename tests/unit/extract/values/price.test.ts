import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Money } from '#contracts/money.ts';
import {
  decimalMarkOf,
  looksLikePrice,
  machinePricesIn,
  readPrice,
} from '../../../../functions/extract/values/price.ts';

const FINLAND = { heading: 'Suositushinta, sis ALV:n', market: 'FI', headingMarket: null };
const SWEDEN = { heading: 'Rek. pris', market: 'SE', headingMarket: null };
const NOWHERE = { heading: 'Price', market: null, headingMarket: null };
const SWEDISH = { ...NOWHERE, headingMarket: 'SE' };

const NO_BREAK = ' ';
const NARROW = ' ';

describe('prices as Nordic lists print them', () => {
  test.each([
    ['18 750,00 €', FINLAND, '18750.00', 'EUR'],
    [`23${NO_BREAK}190${NO_BREAK}€`, FINLAND, '23190.00', 'EUR'],
    [`23${NARROW}190,50 €`, FINLAND, '23190.50', 'EUR'],
    ['€ 18.750,00', NOWHERE, '18750.00', 'EUR'],
    ['18,750.00 EUR', NOWHERE, '18750.00', 'EUR'],
    ['9980', FINLAND, '9980.00', 'EUR'],
    ['10 845 €/kpl', FINLAND, '10845.00', 'EUR'],
    ['219 900 kr / st.', SWEDEN, '219900.00', 'SEK'],
    ['2 190 000 ₽/шт', NOWHERE, '2190000.00', 'RUB'],
    ['219 900 kr', SWEDEN, '219900.00', 'SEK'],
    ['219 900:-', SWEDEN, '219900.00', 'SEK'],
    ['kr 219.900,-', { ...NOWHERE, market: 'NO' }, '219900.00', 'NOK'],
    ['NOK 219 900', NOWHERE, '219900.00', 'NOK'],
    ['149.900,00 DKK', NOWHERE, '149900.00', 'DKK'],
    ['3.290.000 ISK', NOWHERE, '3290000.00', 'ISK'],
    ['2 190 000 ₽', NOWHERE, '2190000.00', 'RUB'],
    ['2 190 000 руб.', NOWHERE, '2190000.00', 'RUB'],
    ['18 750,00', { ...NOWHERE, heading: 'Price (EUR)' }, '18750.00', 'EUR'],
    ['111 100', { ...NOWHERE, heading: 'Rek pris SEK inkl moms' }, '111100.00', 'SEK'],
    ['111 100 kr', { ...SWEDEN, heading: 'Rek pris NOK' }, '111100.00', 'NOK'],
    ['111 100 kr', SWEDISH, '111100.00', 'SEK'],
    ['111 100:-', SWEDISH, '111100.00', 'SEK'],
    ['111.100,-', { ...NOWHERE, headingMarket: 'NO' }, '111100.00', 'NOK'],
    ['111.100,- kr.', { ...NOWHERE, headingMarket: 'DK' }, '111100.00', 'DKK'],
    ['111 100 kr', { ...SWEDISH, market: 'NO' }, '111100.00', 'NOK'],
    ['18 750 €', { ...SWEDISH, market: 'SE' }, '18750.00', 'EUR'],
    ['12’345', FINLAND, '12345.00', 'EUR'],
    ["12'345.50", FINLAND, '12345.50', 'EUR'],
    ['12.345,-', FINLAND, '12345.00', 'EUR'],
    ['12 345:-', FINLAND, '12345.00', 'EUR'],
    ['12 345 :-', FINLAND, '12345.00', 'EUR'],
    ['EUR 12,345.00', SWEDEN, '12345.00', 'EUR'],
    ['12345.5', FINLAND, '12345.50', 'EUR'],
    ['1.234.567,50 ISK', NOWHERE, '1234567.50', 'ISK'],
    ['12 345 €', { ...NOWHERE, heading: 'Pris SEK' }, '12345.00', 'EUR'],
    ['123 450', { ...SWEDEN, heading: 'Pris kr' }, '123450.00', 'SEK'],
    ['12 345', { ...FINLAND, heading: 'HINTA SIS ALV' }, '12345.00', 'EUR'],
    ['12 345', { ...FINLAND, heading: 'Suositushinta sis. alv 25,5 % EUR' }, '12345.00', 'EUR'],
    ['12 345', { ...FINLAND, heading: 'Hinta 10.000 km takuulla' }, '12345.00', 'EUR'],
    ['123 450', { ...SWEDEN, heading: 'Pris inkl. miljöavgift' }, '123450.00', 'SEK'],
    ['123 450', { ...SWEDEN, heading: 'Pris från Tyskland' }, '123450.00', 'SEK'],
    ['123 450', { ...SWEDEN, heading: 'Pris inkl m kr' }, '123450.00', 'SEK'],
    ['123 450', { ...SWEDEN, heading: 'Rek. pris inkl. moms, SEK 2026' }, '123450.00', 'SEK'],
    ['123 450', { ...SWEDEN, title: ['ALL NEW TOP MODELS SEK', 'Sverige'] }, '123450.00', 'SEK'],
    ['123 450', { ...SWEDEN, title: ['PRICES IN EUR AND SEK'] }, '123450.00', 'SEK'],
    ['123 450', { ...SWEDEN, heading: 'Pris SEK', title: ['PRICES IN EUR'] }, '123450.00', 'SEK'],
    ['123 450 kr', { ...SWEDEN, title: ['PRICES IN EUR'] }, '123450.00', 'SEK'],
  ])('%s', (text, context, amount, currency) => {
    expect(readPrice(text, context)).toEqual({ money: { amount, currency }, flag: null });
  });

  test.each([
    ['', 'price-missing'],
    ['tba', 'price-is-text'],
    ['POA', 'price-is-text'],
    ['-', 'price-is-text'],
    ['18 75,00 €', 'price-is-text'],
    ['18 750,00 € / 19 000,00 €', 'price-is-text'],
    ['0,00 €', 'price-zero'],
    ['-18 750,00 €', 'price-negative'],
    ['9 €', 'price-absurd'],
    ['1.234.5', 'price-is-text'],
    ['1,234,50 €', 'price-is-text'],
    ['12.345.67', 'price-is-text'],
    ['12345,999', 'price-is-text'],
    ['12€50', 'price-is-text'],
    ['12345-', 'price-is-text'],
    ['(12 345)', 'price-is-text'],
    ['25 %', 'price-is-text'],
    ['12 000–13 000', 'price-is-text'],
    ['12 000 - 13 000 €', 'price-is-text'],
    ['2026.05', 'price-is-text'],
    ['19.2.2026', 'price-is-text'],
    ['2026-02-19', 'price-is-text'],
    ['alkaen 12 000 €', 'price-is-text'],
    ['18,5 k€', 'currency-unknown'],
    ['185 tkr', 'currency-unknown'],
    ['from 12 000', 'currency-unknown'],
    ['от 12 000', 'currency-unknown'],
    ['18 750 000,00 €', 'price-absurd'],
  ])('"%s" is no price: %s', (text, flag) => {
    expect(readPrice(text, FINLAND)).toEqual({ money: null, flag });
  });

  test.each([
    ['18 750,00', NOWHERE],
    ['219 900 kr', NOWHERE],
    ['219 900:-', NOWHERE],
    ['219 900 kr', FINLAND],
    ['219 900 kr', { ...SWEDISH, market: 'FI' }],
    ['219 900', SWEDISH],
    ['219 900', { ...NOWHERE, heading: 'Pris SEK / NOK' }],
    ['18 750 ¤', FINLAND],
    ['18 750 USD', FINLAND],
    ['12 345', { ...FINLAND, heading: 'Suositushinta USD' }],
    ['12 345', { ...FINLAND, heading: 'Hinta, £' }],
    ['12 345', { ...FINLAND, heading: 'Hinta (PLN)' }],
    ['12 345', { ...FINLAND, heading: 'Hinta EUR / USD' }],
    ['12 345', { ...FINLAND, heading: 'Hinta EUR/SEK' }],
    ['123 450', { ...FINLAND, heading: 'Pris kr' }],
    ['845', { ...FINLAND, heading: 'Suositushinta tEUR' }],
    ['845', { ...FINLAND, heading: 'Hinta TEUR' }],
    ['845', { ...FINLAND, heading: 'Hinta, k€' }],
    ['845', { ...FINLAND, heading: 'Hinta (kEUR)' }],
    ['845', { ...FINLAND, heading: 'Hinta T€' }],
    ['845', { ...FINLAND, heading: 'Hinta 1000 EUR' }],
    ['845', { ...FINLAND, heading: 'Hinta x 1 000 €' }],
    ['845', { ...FINLAND, heading: "Price '000 EUR" }],
    ['845', { ...FINLAND, heading: 'Hinta (tuhatta euroa)' }],
    ['845', { ...FINLAND, heading: 'Hinta tuhansina euroina' }],
    ['845', { ...FINLAND, heading: 'Price EUR thousands' }],
    ['845', { ...FINLAND, heading: 'Cena, tys. EUR' }],
    ['845', { ...FINLAND, heading: 'Hinta milj. €' }],
    ['845', { ...FINLAND, heading: 'Preis Tsd. EUR' }],
    ['845 €', { ...FINLAND, heading: 'Price in thousand EUR' }],
    ['219 900', { ...SWEDEN, heading: 'Rek. pris tkr' }],
    ['219 900', { ...SWEDEN, heading: 'Rek. pris TSEK' }],
    ['219 900', { ...SWEDEN, heading: 'Pris i tusental kr' }],
    ['219 900', { ...SWEDEN, heading: 'Pris MSEK' }],
    ['219 900', { ...NOWHERE, market: 'NO', heading: 'Pris i tusen kroner' }],
    ['1 250 000', { ...NOWHERE, market: 'RU', heading: 'Цена в тыс. руб.' }],
    ['1 250 000', { ...NOWHERE, market: 'RU', heading: 'Цена, т.р.' }],
    ['1 250 000', { ...NOWHERE, market: 'RU', heading: 'Цена, т. руб.' }],
    ['1 250 000', { ...NOWHERE, market: 'RU', heading: 'Цена, млн руб.' }],
    ['14 845', { ...SWEDEN, title: ['PRISLISTA 2031 SVERIGE', 'PRISER I EUR'] }],
    ['14 845', { ...SWEDEN, title: ['Prislista Sverige, alla priser i €'] }],
    ['14 845', { ...FINLAND, title: ['SUOMI', 'Prices in $'] }],
    ['14 845,-', { ...SWEDISH, title: ['PRISLISTE NOK'] }],
  ])('"%s" has no currency that anything tells', (text, context) => {
    expect(readPrice(text, context).flag).toBe('currency-unknown');
  });
});

describe('every amount', () => {
  const cents = fc.integer({ min: 500_00, max: 99_999_99 });
  const spaces = fc.constantFrom(' ', NO_BREAK, NARROW, '');
  const forms = fc.constantFrom(
    (whole: string, rest: string) => `${whole},${rest} €`,
    (whole: string, rest: string) => `€${whole}.${rest}`,
    (whole: string, rest: string) => `${whole},${rest} EUR`,
  );

  test('comes back to the cent, whatever its spaces, sign and decimal mark', () => {
    fc.assert(
      fc.property(cents, spaces, forms, (amount, space, form) => {
        const digits = String(amount);
        const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, space);
        const { money } = readPrice(form(whole, digits.slice(-2)), NOWHERE);
        expect(money?.amount.replace('.', '')).toBe(digits);
      }),
    );
  });

  test('is money of the contract or nothing, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { money, flag } = readPrice(text, FINLAND);
        expect(flag === null).toBe(Money.safeParse(money).success);
      }),
    );
  });
});

test('a price is told from other numbers by its currency', () => {
  expect(['18 750,00 €', 'kr 219.900,-'].map(looksLikePrice)).toEqual([true, true]);
  expect(['600 ACE', '2026', '18 750', '137in 3500mm', 'Hinta €'].map(looksLikePrice)).toEqual(
    Array(5).fill(false),
  );
});

test.each([
  ['* Model KA2C is also sold as AB1C for 17 990,00 €', ['17 990,00 €']],
  ['17 990–19 990 €, or EUR 18.750,00 in red', ['19 990 €', 'EUR 18.750,00']],
  ['Rave 600 18 750,00 € (600 850 24 990€)', ['18 750,00 €', '24 990€']],
  ['Modellen kostar 111 100:- eller 111.100,- eller kr. 111 100', ['111 100:-', '111.100,-', 'kr. 111 100']],
  ['2026 17 990 euroa', ['17 990 euroa']],
  ['Delivery 290 €, fitting 1 990 kr, deposit 499,00 €', []],
  ['Spring discount -1 000 €; turnover 8 400 000 000 €', []],
  ['Tel. 0400 123 456, 19.2.2025, 17 990, 600 krx, 3500mm', []],
])('%s', (sentence, prices) => {
  expect(machinePricesIn(sentence).map(({ text }) => text)).toEqual(prices);
});

describe('what a point or a comma before three digits means', () => {
  const reading = (text: string, ...decimalMarks: string[]) => {
    const { money, flag } = readPrice(text, { ...FINLAND, decimalMarks: new Set(decimalMarks) });
    return money?.amount ?? flag;
  };

  test('is unclear where others of the list set off decimals so', () => {
    expect(reading('12.345')).toBe('12345.00');
    expect(reading('12.345', ',')).toBe('12345.00');
    expect(reading('12.345', '.')).toBe('price-form-unclear');
    expect(reading('12,345', ',', '.')).toBe('price-form-unclear');
  });

  test('is clear in the price itself where another mark follows, or none of both is there', () => {
    for (const text of ['12.345,00', '12,345.00', '12 345', '12345', '12.345,-'])
      expect(reading(text, ',', '.')).toBe('12345.00');
  });
});

test('which mark sets off decimals', () => {
  const texts = ['12.345,00 €', '12,345.5', '12.345,-', '3.290.000', '12.345', '12 345', '1.234.5', 'tba'];
  expect(texts.map(decimalMarkOf)).toEqual([',', '.', ',', ',', null, null, null, null]);
});
