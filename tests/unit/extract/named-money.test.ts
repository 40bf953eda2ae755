import { expect, test } from 'vitest';
import { asText, FINNISH, MACHINES, pricesOf, read } from './text-list.ts';

const HELD = ['prices-said-otherwise'];
const rows = MACHINES.map((machine, at) => [...machine, FINNISH.prices[at]].join(';'));
const headings = (price: string, ...more: string[]) => [...FINNISH.headings, price, ...more].join(';');
const listOf = (...lines: readonly (string | undefined)[]) =>
  read(new TextEncoder().encode([...FINNISH.title, ...lines].join('\r\n')));
const codesOf = (found: Awaited<ReturnType<typeof read>>) => found.problems.map(({ code }) => code);

const OTHERS = [
  ...[
    'Hinta USD',
    'Hinta usd',
    'Pris kr',
    'Price CZK',
    'Preis CHF',
    'Cena Kč',
    'Cena zł',
    'Ár Ft',
    'Fiyat ₺',
    'Preț lei',
  ],
  ...[
    'Цена ₸',
    'Ціна грн',
    'Цена тг',
    'Цена р.',
    'Цена лв.',
    'Kaikki hinnat dollareina',
    'Prices in CAD',
    'SEK',
    'kr',
  ],
];

test.each(
  OTHERS,
)('a line among the rows that names other money than theirs holds them: "%s"', async (line) => {
  const [first, ...others] = rows;
  for (const price of ['Hinta EUR', 'Hinta'])
    expect(codesOf(await listOf(headings(price), first, `;;;${line}`, ...others))).toEqual(HELD);
  // Over the rows it is what they are in, and no amount of a market's own money.
  expect(pricesOf(await listOf(headings('Hinta EUR'), `;;;${line}`, ...rows))).toBe('0 0 0');
});

test.each([
  ...[
    'ALL PRICES INCL. VAT',
    'Price list for ALL dealers',
    'CAD',
    'KR',
    'SUMMIT KR',
    'TRY & MAD',
    'Hinnat euroina',
  ],
  ...['Weight (kgs)', 'DRY WEIGHT KGS', 'Din pris', 'Hinta (€) / Pris (kr)', 'All prices in EUR'],
])('what only looks like money holds nothing: "%s"', async (line) => {
  const [first, ...others] = rows;
  const found = await listOf(headings('Hinta EUR'), first, line, ...others);
  expect([codesOf(found), pricesOf(found)]).toEqual([[], '10845 11845 12845']);
});

test.each([
  ['Hinta usd', '0 0 0'],
  ['Цена, р.', '0 0 0'],
  ['Hinta (€)', '10845 11845 12845'],
  ['PRICE INCL. ALL TAXES EUR', '10845 11845 12845'],
  ['PRICE ALL', '0 0 0'],
])('a heading in any letters says what its prices are in: "%s"', async (heading, prices) => {
  expect(pricesOf(await read(asText(FINNISH, [[heading, ...FINNISH.prices]])))).toBe(prices);
});

test.each([
  ['', 'SEK', 'SEK'],
  ['', 'KR', undefined],
  ['Valuutta', 'Kč', undefined],
  ['Ohjelma', 'CAD', 'EUR'],
  ['Ohjelma', 'KR', 'EUR'],
])('a column behind the price says so too, under "%s": %s', async (heading, unit, currency) => {
  const found = await listOf(headings('Hinta', heading), ...rows.map((row) => `${row};${unit}`));
  expect(found.products.map(({ price }) => price?.currency)).toEqual([currency, currency, currency]);
  expect(found.accounted).toBe(true);
});

test.each([
  ['Osakepääoma 2 500 EUR. Aktiekapital 100 000 SEK', true],
  ['BRP Finland Oy, share capital EUR 8,400', true],
  ['Уставный капитал 1 200 000 руб.', true],
  ['Kelkka 8 400 EUR', false],
  ['QDDD MXZ 8 400 EUR, osakepääoma 2 500 EUR', false],
])('a company’s capital in the small print is nobody’s price: "%s"', async (line, isRight) => {
  expect((await listOf(headings('Hinta EUR'), ...rows, '', line)).accounted).toBe(isRight);
});
