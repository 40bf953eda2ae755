import { expect, test } from 'vitest';
import type { ExtractedProduct } from '#contracts/extracted.ts';
import { compareLists } from '#functions/reports/compare-lists.ts';
import { sentenceOf } from '#messages/say.ts';
import { extractedList } from '../../fakes/extracted.ts';
import { aListing } from '../../fakes/listings.ts';

const row = (modelCode: string, changes: Partial<ExtractedProduct> = {}) =>
  aListing({ extracted: { modelCode, ...changes } }).extracted;

const costing = (modelCode: string, amount: string, currency = 'EUR') =>
  row(modelCode, { price: { amount, currency }, priceText: amount });

test('what came, what went, other prices in percent and other words are told', () => {
  const before = extractedList([costing('AAAA', '10000.00'), costing('BBBB', '20000.00'), row('CCCC')]);
  const after = extractedList([costing('AAAA', '12500.00'), row('CCCC', { color: 'Red' }), row('DDDD')]);
  expect(compareLists(before, after)).toMatchObject({
    added: ['DDDD'],
    removed: ['BBBB'],
    prices: [{ modelCode: 'AAAA', before: '10000.00 EUR', after: '12500.00 EUR', percent: 25 }],
    changed: [{ modelCode: 'CCCC', columns: ['color'] }],
  });
});

test('between two currencies there is no percentage, and the currency is told as drift', () => {
  const [before, after] = [[costing('AAAA', '10000.00')], [costing('AAAA', '10000.00', 'SEK')]].map(
    extractedList,
  );
  const { prices, drift } = compareLists(before as never, after as never);
  expect(prices[0]?.percent).toBeNull();
  expect(drift.map(({ reason }) => sentenceOf(reason))).toEqual(['the currency was EUR, and is SEK now']);
});

test('a column that is empty of a sudden, or holds another kind of value, is drift', () => {
  const codes = ['AAAA', 'BBBB', 'CCCC'];
  const before = extractedList(codes.map((code) => row(code)));
  const after = extractedList(codes.map((code) => row(code, { display: null, engine: '850' })));
  expect(compareLists(before, after).drift.map(({ reason }) => sentenceOf(reason))).toEqual([
    'engine: 0 % a number before, 100 % now',
    'engine: 100 % letters with digits before, 0 % now',
    'display: 100 % filled before, 0 % now',
  ]);
});

test('the same list again says nothing', () => {
  const list = extractedList([row('AAAA'), row('BBBB')]);
  expect(compareLists(list, list)).toMatchObject({
    added: [],
    removed: [],
    prices: [],
    changed: [],
    drift: [],
  });
});
