import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AdPreview } from '#contracts/shown-ad.ts';
import { previewOf } from '#desk/ads/preview.ts';
import { previewPage } from '#functions/reports/ad/preview-page.ts';
import { validateProducts } from '#functions/validate/validate-products.ts';
import { avito } from '#marketplace/avito.ts';
import type { Listing } from '#marketplace/marketplace.ts';
import { bundledRules } from '#reference/rules/bundled-rules.ts';
import { aDealer, aListing } from '../../fakes/listings.ts';
import { runs } from '../../matrix.ts';

const dealer = aDealer();

type Pictures = AdPreview['pictures'];

const pageOf = (listing: Listing, pictures: Pictures, name = 'list.pdf'): string => {
  const [product] = validateProducts([listing], { marketplace: avito, rules: bundledRules, dealer });
  if (!product) throw new Error('a listing gives a product');
  const document = {
    dealerId: 'north',
    documentId: 'd',
    key: `inbox/north/${name}`,
    name,
    version: 'v',
    bytes: 1,
    receivedAt: '2026-11-01T10:00:00.000Z',
    claimedBy: 'r',
    runId: 'r',
    status: 'published' as const,
  };
  const rules = { version: '1', source: 'bundled' } as const;
  return previewPage(previewOf({ dealer, listing, product, document, rules }, pictures));
};

const picture: Pictures[number] = {
  address: 'https://north.example/a.png',
  data: 'data:image/png;base64,AA',
};

test('shows the ad as a buyer sees it, with its picture', () => {
  const page = pageOf(aListing(), [picture]);
  for (const words of [
    'Ski-Doo Summit X Expert 850',
    '2\u00A0069\u00A0000\u00A0₽',
    '<li>Мощность: 165 л.с.</li>',
  ])
    expect(page).toContain(words);
  expect(page).toContain('<img src="data:image/png;base64,AA"');
  expect(page).toContain('Goes into the feed');
});

test('says of each field where its value comes from', () => {
  const source = { document: 'book.pdf', page: 7, box: null, rule: null, inherited: true, confidence: 0.8 };
  const page = pageOf(aListing({ matched: { sources: { Power: source } } }), []);
  expect(page).toContain('book.pdf, page 7; inherited from another book; only 80 % sure');
  expect(page).toContain(
    '18\u00A0750\u00A0EUR × 98.50 + 12 % → 2\u00A0069\u00A0000\u00A0₽ (rate of 2026-11-02, rounded up to 1000)',
  );
  expect(page).toContain('configuration of north');
});

test('says why an ad waits, and what each layer found', () => {
  const page = pageOf(aListing({ values: { Power: null } }), []);
  expect(page).toContain('Waits for a person');
  expect(page).toContain('<li>Power is missing</li>');
  expect(page).toContain('field-rules');
});

test('a picture that only the dealer’s host has is named and not fetched', () => {
  const page = pageOf(aListing(), [{ ...picture, data: null }]);
  expect(page).toContain('https://north.example/a.png');
  expect(page).not.toContain('<img');
});

const tagsOf = (page: string): string[] => [...new Set(page.match(/<\/?[a-z][^\s>]*/gi))];

test('whatever a list says, the page has no tag but its own', () => {
  const own = new Set(tagsOf(pageOf(aListing({ values: { Power: null } }), [picture])));
  const text = fc.oneof(
    fc.constantFrom('<script>', '"><svg onload=x>', '</article><iframe>', '{name}', '\uD83D', '\u202E'),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );
  const record = fc.record({ model: text, package: text, color: text, modelCode: text, springOptions: text });
  fc.assert(
    fc.property(record, text, (extracted, name) => {
      const page = pageOf(aListing({ extracted }), [{ address: name, data: null }], name);
      expect(tagsOf(page).filter((tag) => !own.has(tag))).toEqual([]);
    }),
    { numRuns: runs({ quick: 60, whole: 200 }) },
  );
});
