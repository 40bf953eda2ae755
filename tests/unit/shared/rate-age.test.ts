import { expect, test } from 'vitest';
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
const on = (day: string) => new Date(`${day}T12:00:00Z`);

test.each([
  ['2026-11-05', [], []],
  ['2026-10-31', [], []],
  [
    '2026-10-30',
    ['the EUR rate is of 2026-11-01, a day to come'],
    ['the EUR rate is of 2026-11-01, a day to come'],
  ],
  ['2026-11-12', ['the EUR rate is of 2026-11-01, over 10 days ago'], []],
  [
    '2026-11-22',
    ['the EUR rate is of 2026-11-01, over 10 days ago'],
    ['the EUR rate is of 2026-11-01, over 20 days ago'],
  ],
])('on %s a price made with the rate of November 1st is told of: %j, and holds: %j', (day, stale, held) => {
  expect(oldRates(used, dealer, 'staleAfterDays', on(day))).toEqual(stale);
  expect(oldRates(used, dealer, 'holdAfterDays', on(day))).toEqual(held);
});

test('a currency that the dealer no longer converts says nothing', () => {
  expect(
    oldRates([{ currency: 'USD', date: '2001-01-01' }], dealer, 'holdAfterDays', on('2026-11-22')),
  ).toEqual([]);
});
