import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coverageOf, pricesOf, quantile } from '#functions/reports/run-report.ts';
import { aListed } from '../../fakes/listed.ts';

const costing = (amount: string, brand = 'SKI-DOO', currency = 'EUR') =>
  aListed({ extracted: { brand, price: { amount, currency } } });

test('prices of a brand are told by quantiles that stand on the list, in each currency for itself', () => {
  const products = ['9000.00', '20000.00', '10000.00', '11000.00'].map((amount) => costing(amount));
  const [euros, crowns] = pricesOf([...products, costing('99000.00', 'SKI-DOO', 'SEK')]);
  expect(euros).toMatchObject({ products: 4, p25: { amount: '9000.00' }, p75: { amount: '11000.00' } });
  expect(crowns).toMatchObject({ products: 1, p75: { amount: '99000.00', currency: 'SEK' } });
});

test('a machine without a price is in no quantile, and is counted in what the lists cover', () => {
  const products = [costing('1.00', 'LYNX'), aListed({ extracted: { price: null } })];
  expect(pricesOf(products)).toHaveLength(1);
  expect(coverageOf(products).brands).toMatchObject([{ name: 'LYNX' }, { name: 'SKI-DOO' }]);
});

test('where an ad is offered is its address; what has no ad is of unknown place', () => {
  const { places } = coverageOf([aListed(), aListed({ validated: { ad: null, verdict: 'review' } })]);
  expect(places).toEqual(
    expect.arrayContaining([
      { name: 'Мурманск', products: 1, published: 1, review: 0, rejected: 0 },
      { name: 'unknown', products: 1, published: 0, review: 1, rejected: 0 },
    ]),
  );
});

test('at least the share asked for stands at or below a quantile', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer(), { minLength: 1 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (values, share) => {
        const sorted = values.toSorted((one, other) => one - other);
        const found = quantile(sorted, share);
        expect(sorted.filter((value) => value <= found).length).toBeGreaterThanOrEqual(share * sorted.length);
      },
    ),
  );
});
