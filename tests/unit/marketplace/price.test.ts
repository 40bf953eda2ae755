import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Dealer } from '#contracts/dealer.ts';
import type { Money } from '#contracts/money.ts';
import { type PricedMachine, type SaidOfPrice, toRoubles } from '#marketplace/price.ts';
import { reason } from '#messages/reason.ts';
import { parseDealer } from '#shared/dealers.ts';
import { derivationText } from '#shared/spoken-price.ts';
import { aDealer } from '../../fakes/listings.ts';

const conversion = (changes: object = {}) =>
  aDealer({ conversion: { EUR: { rate: '98.50', rateDate: '2026-11-02', ...changes } } });

const SUMMIT: PricedMachine = { brand: 'SKI-DOO', modelYear: 2026, family: 'Summit', modelCode: 'TJTH' };

const costs = (price: Money | null, dealer: Dealer, said: SaidOfPrice = {}, machine = SUMMIT) => {
  const result = toRoubles(price, machine, dealer, said);
  return 'roubles' in result ? { roubles: result.roubles } : result;
};

test.each([
  ['18750.00', { roundTo: 1 }, '1846875'],
  ['18750.00', {}, '1847000'],
  ['18750.00', { markupPercent: '12' }, '2069000'],
  ['10000.00', { roundTo: 1 }, '985000'],
  ['0.01', { rate: '98.5012', markupPercent: '0.5', roundTo: 1 }, '1'],
  ['9007199254740993.00', { rate: '1', roundTo: 1 }, '9007199254740993'],
])('%s EUR with %o costs %s roubles', (amount, changes, roubles) => {
  expect(costs({ amount, currency: 'EUR' }, conversion(changes))).toEqual({ roubles });
});

test('roubles need no rate', () => {
  expect(costs({ amount: '1500000.10', currency: 'RUB' }, conversion())).toEqual({ roubles: '1500001' });
});

test.each([
  [null, reason('price-untold')],
  [{ amount: '18750.00', currency: 'USD' }, reason('rate-missing', { currency: 'USD' })],
  [{ amount: '0.00', currency: 'EUR' }, reason('no-price', { amount: '0.00', currency: 'EUR' })],
  [{ amount: '-1.00', currency: 'EUR' }, reason('no-price', { amount: '-1.00', currency: 'EUR' })],
])('%o has no price in roubles, and says why', (price, problem) => {
  expect(costs(price, conversion())).toEqual({ problem });
});

test('rounds up, never down, and by less than one step', () => {
  const cents = fc.bigInt({ min: 1n, max: 10n ** 12n });
  const hundredths = fc.bigInt({ min: 1n, max: 10n ** 6n });
  const step = fc.integer({ min: 1, max: 10_000 });
  fc.assert(
    fc.property(cents, hundredths, step, (price, rate, roundTo) => {
      const decimal = (units: bigint) => `${units / 100n}.${String(units % 100n).padStart(2, '0')}`;
      const result = costs(
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

const EUR = (amount: string): Money => ({ amount, currency: 'EUR' });

const priced = (pricing: object[], changes: object = {}): Dealer => aDealer({ pricing, ...changes });

/** As people read it: the spaces that end no line are spaces. */
const told = (price: Money | null, dealer: Dealer, said: SaidOfPrice = {}, machine = SUMMIT): string => {
  const result = toRoubles(price, machine, dealer, said);
  return 'roubles' in result ? derivationText(result.derivation).replaceAll('\u00A0', ' ') : '';
};

describe('rules of prices', () => {
  const family = { when: { family: 'summit' }, percent: '3' };

  test('are told word by word', () => {
    expect(told(EUR('19540.00'), priced([family]))).toBe(
      '19 540 EUR × 98.50 + 12 % + 3 % family summit → 2 221 000 ₽ (rate of 2026-11-02, rounded up to 1000)',
    );
  });

  test.each([
    ['of another family', [{ when: { family: 'Renegade' }, percent: '3' }], '2156000'],
    ['of another year', [{ when: { family: 'Summit', modelYear: 2027 }, percent: '3' }], '2156000'],
    ['of the brand and the year', [{ when: { brand: 'Ski-Doo', modelYear: 2026 }, percent: '3' }], '2221000'],
    ['of its code among others', [{ when: { codes: ['XXXX', 'tjth'] }, percent: '3' }], '2221000'],
    ['of a place where it is not said to be', [{ when: { location: 'Мурманск' }, percent: '3' }], '2156000'],
    ['of prices in other money', [{ when: { currency: 'SEK' }, percent: '3' }], '2156000'],
    ['of all', [{ percent: '-3' }], '2091000'],
    [
      'the last word holds, on each thing by itself',
      [family, { percent: '1', roundTo: 1 }, { when: { codes: ['TJTH'] }, markupPercent: '0' }],
      '1943937',
    ],
    ['a rate of its own', [{ rate: '100', rateDate: '2026-11-20' }], '2189000'],
    [
      'a fixed price, whatever else raises it',
      [family, { when: { codes: ['TJTH'] }, fixed: 1_990_500 }],
      '1990500',
    ],
    ['a floor that is not reached', [{ floor: 2_300_000 }], '2300000'],
    ['a floor that is', [{ floor: 2_000_000 }], '2156000'],
    ['a floor above what is fixed', [{ fixed: 1_000_000 }, { floor: 1_500_000 }], '1500000'],
  ])('%s', (_, pricing, roubles) => {
    expect(costs(EUR('19540.00'), priced(pricing))).toEqual({ roubles });
  });

  test('what is fixed needs no price of the list', () => {
    expect(costs(null, priced([{ when: { codes: ['TJTH'] }, fixed: 1_990_500 }]))).toEqual({
      roubles: '1990500',
    });
    expect(told(null, priced([{ when: { codes: ['TJTH'] }, fixed: 1_990_500 }]))).toBe(
      'fixed 1 990 500 ₽ code TJTH → 1 990 500 ₽',
    );
  });

  test('a place speaks of machines that the stock says are there', () => {
    const dealer = priced([{ when: { location: 'Мурманск' }, percent: '3' }]);
    const there = { ...SUMMIT, location: 'мурманск' };
    expect(costs(EUR('19540.00'), dealer, {}, there)).toEqual({ roubles: '2221000' });
  });

  test('what the stock says of the machine itself is its price, but for the floor', () => {
    const dealer = priced([{ percent: '3' }, { fixed: 1_000_000 }, { floor: 900_000 }]);
    const price = (amount: string) => ({ price: { amount, currency: 'RUB' } });
    expect(costs(EUR('19540.00'), dealer, price('2100500.00'))).toEqual({ roubles: '2100500' });
    expect(costs(EUR('19540.00'), dealer, price('850000.00'))).toEqual({ roubles: '900000' });
    expect(told(EUR('19540.00'), dealer, price('850000.00'))).toBe(
      '850 000 RUB by the stock → 900 000 ₽ (not below 900 000 ₽: all)',
    );
  });

  test('percent of the stock come on top of the rules’', () => {
    expect(told(EUR('19540.00'), priced([family]), { percent: '-2.5' })).toBe(
      '19 540 EUR × 98.50 + 12 % + 3 % family summit − 2.5 % by the stock → 2 165 000 ₽ (rate of 2026-11-02, rounded up to 1000)',
    );
  });

  test('a list in roubles is raised without any rate', () => {
    const dealer = priced([{ percent: '3', rate: '100', rateDate: '2026-11-20' }]);
    expect(costs({ amount: '1000000.00', currency: 'RUB' }, dealer)).toEqual({ roubles: '1030000' });
  });

  test.each([
    ['that says nothing', { when: { family: 'Summit' } }, 'pricing.0'],
    ['with a float', { percent: 3 }, 'pricing.0.percent'],
    ['with a rate of no day', { rate: '99' }, 'pricing.0.rateDate'],
    ['with a word that nobody knows', { when: { famly: 'Summit' }, percent: '3' }, 'pricing.0.when.famly'],
    ['of a place that is not configured', { when: { location: 'Мурманск' }, percent: '3' }, 'Мурманск'],
    ['with a rate for several currencies', { rate: '99', rateDate: '2026-11-02' }, 'pricing.0.when.currency'],
  ])('a rule %s is refused by its place', (_, rule, place) => {
    const { avito: _avito, ...dealer } = aDealer({ ftp: undefined });
    const both = { ...dealer.conversion, SEK: { rate: '9', rateDate: '2026-11-02' } };
    expect(() => parseDealer({ ...dealer, conversion: both, pricing: [rule] }, 'north.json')).toThrow(place);
  });
});

/** An oracle of its own: numerator and denominator, whole numbers. */
const shareOf = (text: string): [bigint, bigint] => {
  const negative = text.startsWith('-');
  const [whole = '0', part = ''] = text.replace('-', '').split('.');
  const size = 10n ** BigInt(part.length);
  const top = BigInt(whole) * size + BigInt(part || '0');
  return [negative ? -top : top, size];
};

test('is what exact fractions give, whatever the rules say', () => {
  const digits = (most: bigint, places: number, least = 0n) =>
    fc.bigInt({ min: least, max: most }).map((units) => {
      const text = String(units < 0n ? -units : units).padStart(places + 1, '0');
      return `${units < 0n ? '-' : ''}${text.slice(0, -places)}.${text.slice(-places)}`;
    });
  const asked = fc.record({
    price: digits(10n ** 10n, 2, 1n),
    rate: digits(10n ** 7n, 4, 1n),
    markup: digits(9_999n, 2),
    percent: digits(999_999n, 4, -999_999n),
    own: fc.option(digits(9_999n, 2, -9_999n), { nil: undefined }),
    roundTo: fc.integer({ min: 1, max: 10_000 }),
    floor: fc.option(fc.integer({ min: 1, max: 5_000_000 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(asked, ({ price, rate, markup, percent, own, roundTo, floor }) => {
      const rule = { markupPercent: markup, percent, roundTo, ...(floor && { floor }) };
      const dealer = priced([{ percent: '50' }, rule], {
        conversion: { EUR: { rate, rateDate: '2026-11-02', markupPercent: '99' } },
      });
      let [top, bottom] = shareOf(price);
      const [rateTop, rateBottom] = shareOf(rate);
      top *= rateTop;
      bottom *= rateBottom;
      for (const each of [markup, percent, own ?? '0']) {
        const [part, of] = shareOf(each);
        top *= 100n * of + part;
        bottom *= 100n * of;
      }
      const step = BigInt(roundTo);
      let exact = (top / (bottom * step)) * step;
      while (exact * bottom < top) exact += step;
      const least = BigInt(floor ?? 0);
      expect(costs(EUR(price), dealer, { percent: own })).toEqual({
        roubles: String(exact < least ? least : exact),
      });
    }),
  );
});
