import { describe, expect, test } from 'vitest';
import { asText, FINNISH, isClean, type More, pricesOf, read } from './text-list.ts';

const PRICE: More = ['Hinta', ...FINNISH.prices] as const;
const flagsBeside = async (heading: string, ...cells: string[]) =>
  (await read(asText(FINNISH, [PRICE, [heading, ...cells]]))).products.map(({ flags }) => flags.join());

test.each([
  ['Vuosimalli', ['2030', '2031', '31'], 'model-year-contradicted'],
  ['Model year', ['MY 2030', '2031', ''], 'model-year-contradicted'],
  ['Merkki', ['Lynx', 'Ski-Doo', 'SKI-DOO'], 'brand-contradicted'],
  ['Tila', ['Myyty', '', 'vapaa'], 'said-gone'],
  ['Saatavuus', ['Loppuunmyyty', 'varastossa', 'tilapäisesti loppu'], 'said-gone'],
  ['Notes', ['Discontinued', 'new colour', 'with a cover'], 'said-gone'],
  ['Active', ['N', 'Y', ''], 'said-gone'],
  ['ALV sis.', ['Ei', 'Kyllä', '25,5 %'], 'price-untaxed'],
  ['Huom', ['uusi hinta 11 995', 'hinta alkaen 1.10.2031', 'tilaus 11 995'], 'price-elsewhere'],
  ['Huom', ['uusi hinta 11 995 €', 'kuljetus 690 €', 'katso ohje 2030'], 'price-elsewhere'],
])('what a row says under "%s" is held against it: %o', async (heading, cells, flag) => {
  expect(await flagsBeside(heading, ...cells)).toEqual([flag, '', '']);
});

test.each([
  ['Väri', ['Musta - LOPPUUNMYYTY', 'Red', 'Blue'], 'said-gone'],
  ['Väri', ['KerÃ¤nvÃ¤ri', 'Red', 'Blue'], 'letters-spoiled'],
  ['Väri', ['РљСЂР°СЃРЅС‹Р№', 'Red', 'Blue'], 'letters-spoiled'],
  ['Väri', ['Ker?nv?ri', 'Why Red?', 'Blue'], 'letters-spoiled'],
  ['Väri', ['Blue<br>Black', 'Red < Blue', 'Blue'], 'letters-spoiled'],
  ['Väri', ['Vihre%C3%A4', 'Red 50 %', 'Blue'], 'letters-spoiled'],
  ['Väri', ['#NIMI?', 'Red #1', 'Blue'], 'cell-error'],
  ['Väri', ['NaN', 'Nanook', 'Null Red'], 'cell-error'],
  ['Väri', ['None', 'Red', 'Blue'], 'cell-unlike-column'],
  ...['2.touko', '02.май', '02-maj', '02. Mai', 'maj-25', '46144'].map(
    (day) => ['Maton profiili', [day, '2.5in 64mm', '3.0in 76mm'], 'cell-unlike-column'] as const,
  ),
] as const)('what a program made of a cell under "%s" waits, and its like do not: %o', async (heading, cells, flag) => {
  expect(await flagsBeside(heading, ...cells)).toEqual([flag, '', '']);
});

test.each([
  ['Valuutta', 'SEK', ['108450', '118450', '128450'], '108450 118450 128450', 'SEK'],
  ['', 'EUR', ['10845', '11845', '12845'], '10845 11845 12845', 'EUR'],
  ['Yksikkö', '€/kk', ['845', '945', '1045'], '0 0 0', undefined],
  ['Rahayksikkö', 'SEK', ['10845 €', '11845 €', '12845 €'], '10845 11845 12845', 'EUR'],
] as const)('a unit in a column of its own ("%s": %s) is that of a price without one', async (heading, unit, prices, amounts, currency) => {
  const found = await read(
    asText(FINNISH, [
      ['Hinta', ...prices],
      [heading, unit, unit, unit],
    ]),
  );
  expect(pricesOf(found)).toBe(amounts);
  expect(found.products[0]?.price?.currency).toBe(currency);
});

test.each([
  ['KÄYTETYT MOOTTORIKELKAT', false],
  ['DEMO', false],
  ['Begagnade skotrar', false],
  ['UUTUUDET 2031', true],
  ['Currency used: EUR', true],
  ['Käytetty alv-kanta 25,5 %', true],
])('machines under "%s" are new: %s', async (label, areNew) => {
  const found = await read(asText({ ...FINNISH, title: [...FINNISH.title, label] }, [PRICE]));
  expect(found.problems.map(({ code }) => code)).toEqual(areNew ? [] : ['machines-said-used']);
});

test('prices of one list in two currencies wait, under headings of their own too', async () => {
  const [first, second] = [
    asText(FINNISH, [['Hinta EUR', ...FINNISH.prices]]),
    ['Hinta SEK', '118450', '', ''],
  ];
  const rows = new TextDecoder().decode(asText({ ...FINNISH, title: [] }, [second as unknown as More]));
  const both = `${new TextDecoder().decode(first)}\r\n\r\n${rows.replaceAll('Q', 'R')}`;
  const { products } = await read(new TextEncoder().encode(both));
  expect(products.map(({ flags }) => flags.includes('currency-mixed'))).toEqual([
    false,
    false,
    false,
    true,
    false,
    false,
  ]);
});

describe('a line under a machine that prices an option', () => {
  const withLine = (...lines: string[]) => {
    const [title, ...rows] = new TextDecoder()
      .decode(asText(FINNISH, [PRICE]))
      .split('\r\n')
      .slice(1);
    return read(
      new TextEncoder().encode(
        [FINNISH.title[0], title, ...rows.slice(0, 2), ...lines, ...rows.slice(2)].join('\r\n'),
      ),
    );
  };

  test.each(['+ 1 250 €', '+990', 'EUR +1250'])('is of no other machine: %s', async (amount) => {
    const found = await withLine(`;10.25 in. touchscreen;;${amount}`);
    expect([pricesOf(found), isClean(found)]).toEqual(['10845 11845 12845', true]);
    expect(found.leftOut.map(({ text, why }) => [text, why])).toEqual([
      [`10.25 in. touchscreen ${amount}`, 'added'],
    ]);
  });

  test('says so in words, too', async () => {
    expect(isClean(await withLine(';Lisävaruste: kosketusnäyttö;;1 250 €'))).toBe(true);
  });

  test.each([
    ['as much as a machine', ';Touchscreen;;+ 9 845 €'],
    ['beside what may be a code', 'QDD7X;Touchscreen;;+ 1 250 €'],
    ['in words of a machine', ';Skandic;;9 250 €'],
  ])('is asked for where it is %s', async (_, line) => {
    expect(isClean(await withLine(line))).toBe(false);
  });
});
