import { expect, test } from 'vitest';
import { FACT_FIELDS } from '#contracts/fact-fields.ts';
import { avito } from '#marketplace/avito.ts';
import { factsOf } from '#marketplace/facts.ts';
import { Stock } from '#shared/stock.ts';
import { validAd } from '../../fakes/ads.ts';
import { offer } from '../../fakes/records.ts';

const NOW = new Date('2026-11-30T12:00:00.000Z');
const beside = { stock: null, shape: avito.feed, now: NOW };

const ad = {
  ...validAd('TJTH'),
  images: ['https://n.example/p/b00c.png', 'https://n.example/own.jpg'],
};

const known = offer('TJTH', {
  ad: { ...ad, fields: { ...ad.fields, Price: '2150000', Description: '<p>Два слова</p>' } },
  listed: {
    ...{ price: null, family: 'Summit', color: 'Black' },
    machine: {
      model: 'Summit X',
      package: 'Expert',
      engine: '850 E-TEC',
      trackLength: 4191,
      springOnly: true,
    },
    match: { confidence: 0.97, book: 'exact', bookPicture: 'b00c.png' },
  },
});

test('an offer tells what it knows, and nothing of what it does not', () => {
  const facts = factsOf(known, beside);
  expect(facts).toMatchObject({
    ...{ 'machine.brand': 'SKI-DOO', 'machine.family': 'Summit', 'machine.trackLength': 4191 },
    ...{ 'machine.springOnly': true, 'ad.price': 2_150_000, 'ad.pictures': 2, 'ad.ownPictures': 1 },
    'ad.letters': 8,
  });
  expect(Object.keys(facts).filter((field) => /^(stock|market|verdict|listing)\./.test(field))).toEqual([]);
});

test('an offer of before has no more than it was kept with', () => {
  const { machine: _, match: __, ...listed } = known.listed ?? { price: null, family: null, color: null };
  const facts = factsOf({ ...known, listed }, beside);
  expect(facts['machine.model']).toBeUndefined();
  expect(facts['ad.ownPictures']).toBeUndefined();
});

test('the market, the marketplace and the stock are told as far as they are known', () => {
  const said = (value: number, at: string) => ({ value, source: { by: 'anna', at }, order: at });
  const stock = new Stock([
    {
      ...{ dealerId: 'demo', modelCode: 'TJTH', piece: '', revision: 1 },
      values: { quantity: said(2, '2026-11-20T12:00:00.000Z') },
    },
  ]);
  const facts = factsOf(known, {
    ...beside,
    stock: stock.adsOf(known)[0] ?? null,
    score: 71.5,
    market: { median: '2000000', count: 5 },
    verdict: {
      standing: 'refused',
      refusals: { photo: { times: 2, last: NOW.toISOString() }, text: { times: 1, last: NOW.toISOString() } },
    },
  });
  expect(facts).toMatchObject({
    ...{ 'stock.standing': 'in-stock', 'stock.count': 2, 'stock.days': 10, 'stock.sold': false },
    ...{ 'market.median': 2_000_000, 'market.count': 5, 'market.difference': 7.5 },
    ...{ 'verdict.standing': 'refused', 'verdict.refusals': 3, 'listing.score': 71.5 },
  });
  expect(Object.keys(facts).filter((field) => !(field in FACT_FIELDS))).toEqual([]);
});

test('a sheet speaks on the day that it prints', () => {
  const source = { document: 's.csv', documentId: 's', cell: 'A1' };
  const order = '2026-11-25#2026-11-28T08:00:00.000Z#abc#000000000001';
  const values = { availability: { value: 'in-stock' as const, source, order } };
  const stock = new Stock([{ dealerId: 'demo', modelCode: 'TJTH', piece: '', revision: 1, values }]);
  expect(factsOf(known, { ...beside, stock: stock.adsOf(known)[0] ?? null })['stock.days']).toBe(5);
});
