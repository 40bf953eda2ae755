import { expect, test } from 'vitest';
import { adIdsOf } from '#functions/validate/offers.ts';
import { validateProducts } from '#functions/validate/validate-products.ts';
import { avito } from '#marketplace/avito.ts';
import type { Listing } from '#marketplace/marketplace.ts';
import { bundledRules } from '#reference/rules/bundled-rules.ts';
import type { AdLedgerEntry } from '#shared/table/feed-records.ts';
import { aDealer, aListing } from '../../fakes/listings.ts';

const dealer = aDealer({ adPer: 'variant' });

const row = (modelCode: string, color: string, amount: string, changes: object = {}): Listing =>
  aListing({ extracted: { modelCode, color, price: { amount, currency: 'EUR' }, ...changes } });

const BLACK = row('AAAA', 'Black', '20000.00');
const GREEN = row('BBBB', 'Terra Green', '18000.00', { springOptions: 'Terra Green Color' });
const LONGER = row('CCCC', 'Black', '21000.00', { trackLength: '165in 4200mm' });

const judge = (listings: Listing[], adLedger: AdLedgerEntry[] = []) => {
  const { adIds, ledger } = adIdsOf({ listings, dealer, adLedger }, avito);
  const standards = { marketplace: avito, rules: bundledRules, dealer, adIds };
  return {
    products: [...validateProducts(listings, standards)],
    ledger: ledger.map((entry) => ({ ...entry, dealerId: 'north' })),
  };
};

test('codes that differ in colour and options alone share an ad at the lowest price', () => {
  const [black, green, longer] = judge([BLACK, GREEN, LONGER]).products;
  expect(black?.ad).toEqual(green?.ad);
  expect(black?.ad).toMatchObject({ id: 'SKIDOO-BBBB-2026', fields: { Price: '1986000' } });
  expect(longer?.ad?.id).toBe('SKIDOO-CCCC-2026');
});

test('the ad lists each colour with its code and its price, and has none of them in the title', () => {
  const [{ ad } = { ad: null }] = judge([BLACK, GREEN]).products;
  expect(ad?.fields.Description).toContain('<li>чёрный (код AAAA) — 2 207 000 ₽</li>');
  expect(ad?.fields.Description).toContain(
    '<li>зелёный Terra Green, цвет Terra Green (код BBBB) — 1 986 000 ₽</li>',
  );
  expect(ad?.fields.Description).not.toContain('<li>Цвет');
  expect(ad?.fields.Title).not.toMatch(/чёрный|зелёный/);
});

test('a code that may not be published is not in the ad of the others', () => {
  const [black, green] = judge([
    BLACK,
    row('BBBB', 'Terra Green', '18000.00', { flags: ['price-absurd'] }),
  ]).products;
  expect(black).toMatchObject({ verdict: 'published', ad: { fields: { Price: '2207000' } } });
  expect(black?.ad?.fields.Description).not.toContain('BBBB');
  expect(green?.verdict).toBe('review');
});

test('the ad keeps its Id when the code it is named after leaves the list', () => {
  const { ledger } = judge([BLACK, GREEN]);
  const next = judge([BLACK], ledger);
  expect(next.products[0]?.ad?.id).toBe('SKIDOO-BBBB-2026');
  expect(next.ledger).toMatchObject([{ adId: 'SKIDOO-BBBB-2026', codes: ['AAAA'] }]);
});

test('a code that comes back beside its former ad gets an ad of its own', () => {
  const ledger = judge([BLACK], judge([BLACK, GREEN]).ledger).ledger;
  const apart = row('BBBB', 'Terra Green', '18000.00', { trackLength: '146in 3700mm' });
  const ids = judge([BLACK, apart], ledger).products.map(({ ad }) => ad?.id);
  expect(ids).toEqual(['SKIDOO-BBBB-2026', 'SKIDOO-BBBB-2026-2']);
});

test('the order of the list changes no ad', () => {
  const ads = (listings: Listing[]) =>
    Object.fromEntries(judge(listings).products.map(({ modelCode, ad }) => [modelCode, ad]));
  expect(ads([LONGER, GREEN, BLACK])).toEqual(ads([BLACK, GREEN, LONGER]));
});

test.each([
  ['year', { modelYear: 2025 }],
  ['brand', { brand: 'LYNX' }],
])('the same code under another %s does not go on with that ad', (_, changes) => {
  const { ledger } = judge([BLACK]);
  const other = ledger.map((entry) => ({ ...entry, ...changes, adId: 'OF-THE-OTHER' }));
  expect(judge([BLACK], other).products[0]?.ad?.id).toBe('SKIDOO-AAAA-2026');
});

test('an Id under which another machine is known is given to no ad, nor the ones beside it', () => {
  const others = ['SKIDOO-AAAA-2026', 'SKIDOO-AAAA-2026-2'].map((adId, at) => ({
    ...{ dealerId: 'north', adId, brand: 'SKI-DOO', modelYear: 2026, codes: [`OLD${at}`] },
  }));
  expect(judge([BLACK], others).products[0]?.ad?.id).toBe('SKIDOO-AAAA-2026-3');
});
