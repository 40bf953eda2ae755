import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inferWidths, type OpenWidth } from '#functions/match/rows.ts';
import { row } from './rows.ts';

const skandic = (modelCode: string, amount: string | null, currency = 'EUR'): OpenWidth => ({
  product: row({ modelCode, model: 'Skandic', package: 'LE', price: amount ? { amount, currency } : null }),
  widths: [508, 610],
});

const widthsByCode = (open: readonly OpenWidth[]): Record<string, number> =>
  Object.fromEntries([...inferWidths(open)].map(([{ modelCode }, width]) => [modelCode, width]));

test('the dearer of two rows alike has the wider track, to the cent', () => {
  const rows = [skandic('AAAB', '90071992547409.93'), skandic('AAAA', '90071992547409.92')];
  expect(widthsByCode(rows)).toEqual({ AAAA: 508, AAAB: 610 });
});

describe('nothing is inferred', () => {
  test.each<[string, OpenWidth[]]>([
    ['where a row has no price', [skandic('AAAA', '15000.00'), skandic('AAAB', null)]],
    ['where none has', [skandic('AAAA', null), skandic('AAAB', null)]],
    ['from one price', [skandic('AAAA', '15000.00'), skandic('AAAB', '15000.00')]],
    ['from two currencies', [skandic('AAAA', '15000.00'), skandic('AAAB', '150000.00', 'SEK')]],
    ['for a row too many', ['1.00', '2.00', '3.00'].map((amount) => skandic('AAAA', amount))],
    [
      'from another year',
      [
        skandic('AAAA', '15000.00'),
        {
          ...skandic('AAAB', '16000.00'),
          product: { ...skandic('AAAB', '16000.00').product, modelYear: 2026 },
        },
      ],
    ],
  ])('%s', (_, rows) => {
    expect(widthsByCode(rows)).toEqual({});
  });
});

test('the order of rows changes nothing', () => {
  const amount = fc.option(fc.constantFrom('9000.00', '10000.00', '10000.10', '2000.00'));
  const rows = fc
    .array(fc.tuple(amount, fc.constantFrom('EUR', 'SEK')), { minLength: 2, maxLength: 3 })
    .map((prices) => prices.map(([price, currency], at) => skandic(`AAA${at}`, price, currency)));
  const orders = rows.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  );
  fc.assert(
    fc.property(orders, ([straight, turned]) => {
      expect(widthsByCode(turned)).toEqual(widthsByCode(straight));
    }),
  );
});
