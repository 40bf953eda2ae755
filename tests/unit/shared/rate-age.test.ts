import { expect, test } from 'vitest';
import { reason } from '#messages/reason.ts';
import { oldRates } from '#shared/rate-age.ts';
import { testDealer } from '../../fakes/dealer.ts';

const used = [{ currency: 'EUR', date: '2026-11-01' }];
const dealer = testDealer({
  conversion: {
    EUR: {
      rate: '98',
      rateDate: '2026-11-20',
      markupPercent: '0',
      roundTo: 1,
      staleAfterDays: 10,
      holdAfterDays: 20,
    },
  },
});
const RATE = { currency: 'EUR', date: '2026-11-01' };
const TO_COME = reason('rate-to-come', RATE);
const over = (days: number) => reason('rate-old', { ...RATE, days });
const on = (day: string) => new Date(`${day}T12:00:00Z`);

test.each([
  ['2026-11-05', [], []],
  ['2026-10-31', [], []],
  ['2026-10-30', [TO_COME], [TO_COME]],
  ['2026-11-12', [over(10)], []],
  ['2026-11-22', [over(10)], [over(20)]],
])('on %s a price made with the rate of November 1st is told of: %j, and holds: %j', (day, stale, held) => {
  expect(oldRates(used, dealer, 'staleAfterDays', on(day))).toEqual(stale);
  expect(oldRates(used, dealer, 'holdAfterDays', on(day))).toEqual(held);
});

test('a currency that the dealer no longer converts says nothing', () => {
  expect(
    oldRates([{ currency: 'USD', date: '2001-01-01' }], dealer, 'holdAfterDays', on('2026-11-22')),
  ).toEqual([]);
});
