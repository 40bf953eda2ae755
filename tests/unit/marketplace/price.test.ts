import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toRoubles } from '#marketplace/price.ts';
import { reason } from '#messages/reason.ts';
import { aDealer } from '../../fakes/listings.ts';

const conversion = (changes: object = {}) =>
  aDealer({ conversion: { EUR: { rate: '98.50', rateDate: '2026-11-02', ...changes } } }).conversion;

test.each([
  ['18750.00', { roundTo: 1 }, '1846875'],
  ['18750.00', {}, '1847000'],
  ['18750.00', { markupPercent: '12' }, '2069000'],
  ['10000.00', { roundTo: 1 }, '985000'],
  ['0.01', { rate: '98.5012', markupPercent: '0.5', roundTo: 1 }, '1'],
  ['9007199254740993.00', { rate: '1', roundTo: 1 }, '9007199254740993'],
])('%s EUR with %o costs %s roubles', (amount, changes, roubles) => {
  expect(toRoubles({ amount, currency: 'EUR' }, conversion(changes))).toEqual({ roubles });
});

test('roubles need no rate', () => {
  expect(toRoubles({ amount: '1500000.10', currency: 'RUB' }, conversion())).toEqual({ roubles: '1500001' });
});

test.each([
  [null, reason('price-untold')],
  [{ amount: '18750.00', currency: 'USD' }, reason('rate-missing', { currency: 'USD' })],
  [{ amount: '0.00', currency: 'EUR' }, reason('no-price', { amount: '0.00', currency: 'EUR' })],
  [{ amount: '-1.00', currency: 'EUR' }, reason('no-price', { amount: '-1.00', currency: 'EUR' })],
])('%o has no price in roubles, and says why', (price, problem) => {
  expect(toRoubles(price, conversion())).toEqual({ problem });
});

test('rounds up, never down, and by less than one step', () => {
  const cents = fc.bigInt({ min: 1n, max: 10n ** 12n });
  const hundredths = fc.bigInt({ min: 1n, max: 10n ** 6n });
  const step = fc.integer({ min: 1, max: 10_000 });
  fc.assert(
    fc.property(cents, hundredths, step, (price, rate, roundTo) => {
      const decimal = (units: bigint) => `${units / 100n}.${String(units % 100n).padStart(2, '0')}`;
      const result = toRoubles(
        { amount: decimal(price), currency: 'EUR' },
        conversion({ rate: decimal(rate), roundTo }),
      );
      const roubles = 'roubles' in result ? BigInt(result.roubles) : -1n;
      expect(roubles % BigInt(roundTo)).toBe(0n);
      expect(roubles * 10_000n).toBeGreaterThanOrEqual(price * rate);
      expect((roubles - BigInt(roundTo)) * 10_000n).toBeLessThan(price * rate);
    }),
  );
});
