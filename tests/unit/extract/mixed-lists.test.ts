import { describe, expect, test } from 'vitest';
import { readSheet } from '../../golden/sheet-lists.ts';

const CODES = ['TAAA', 'TBBB', 'TCCC', 'TDDD', 'TEEE'];

/** A list of the prices, one a row, as text in columns. */
const listOf = (prices: readonly string[], heading = 'Hinta', title = 'SKI-DOO HINNASTO 2026 / SUOMI') =>
  readSheet(
    Buffer.from(
      [
        title,
        ['Tuote-nro', 'Malli', 'Moottori', heading].join(';'),
        ...prices.map((price, index) => [CODES[index], 'Summit', '850 E-TEC', price].join(';')),
      ].join('\n'),
    ),
  );
const readings = async (...args: Parameters<typeof listOf>) =>
  (await listOf(...args)).products.map(({ price, flags }) =>
    flags.length === 0 ? `${price?.amount} ${price?.currency}` : flags.join(' '),
  );

describe('a list that writes numbers in more ways than one', () => {
  test('is read where they are sure, and asked about where they are not', async () => {
    expect(await readings(['12.345,00', '12,345.00', '12.345', '12,345', '12 345'])).toEqual([
      '12345.00 EUR',
      '12345.00 EUR',
      'price-form-unclear',
      'price-form-unclear',
      '12345.00 EUR',
    ]);
  });

  test('one way is no doubt', async () => {
    expect(await readings(['12.345', '13.345', '14.345,50'])).toEqual([
      '12345.00 EUR',
      '13345.00 EUR',
      '14345.50 EUR',
    ]);
  });
});

describe('a list in more currencies than one', () => {
  test('the currency in a cell wins over the heading, and is asked about', async () => {
    expect(await readings(['12 345', '13 345', '150 000 SEK'], 'Hinta EUR')).toEqual([
      '12345.00 EUR',
      '13345.00 EUR',
      'currency-mixed',
    ]);
  });

  test('where none has most, all are asked about', async () => {
    expect(await readings(['12 345 €', '150 000 SEK'])).toEqual(['currency-mixed', 'currency-mixed']);
  });

  test('waits where its title names other money than that of its market', async () => {
    const prices = ['14 845', '15 845 €'];
    const unsure = await readings(prices, 'Hinta', 'SKI-DOO HINNASTO 2026 / SUOMI / hinnat SEK');
    expect(unsure).toEqual(['currency-unknown', '15845.00 EUR']);
    const sure = await readings(prices, 'Hinta', 'SKI-DOO HINNASTO 2026 / SUOMI / hinnat EUR');
    expect(sure).toEqual(['14845.00 EUR', '15845.00 EUR']);
  });
});

describe('the date of a list', () => {
  const dated = async (date: string) =>
    (await listOf(['12 345'], 'Hinta', `SKI-DOO 2026 SUOMI\n${date}`)).printedDate;

  test('is never much later than the file came', async () => {
    expect(await dated('2026-08-30')).toBe('2026-08-30');
    expect(await dated('2026-09-05')).toBe('2026-09-05');
    expect(await dated('2026-12-31')).toBeNull();
  });

  test('is none that something else happens on', async () => {
    expect(await dated('Voimassa asti: 2026-08-30')).toBeNull();
    expect(await dated('Voimassa asti:;2026-08-30')).toBeNull();
    expect(await dated('Voimassa;2026-08-30;asti')).toBeNull();
    expect(await dated('Päivitetty:;2026-08-30')).toBe('2026-08-30');
  });
});
