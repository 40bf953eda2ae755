import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { validateProducts } from '#functions/validate/validate-products.ts';
import { avito } from '#marketplace/avito.ts';
import { adText } from '#marketplace/feed-text.ts';
import { parseRuleSet } from '#reference/rules/parse-rule-set.ts';
import { aDealer, aListing } from '../../fakes/listings.ts';
import { classifieds } from './classifieds.ts';

const rules = parseRuleSet({
  version: 'none',
  layers: { 'required-fields': [], 'model-catalogue': [], 'field-rules': [], 'business-rules': [] },
});
const fields = ['name', 'cost'].map((tag) => ({
  id: tag,
  severity: 'block' as const,
  source: 'test',
  tag,
  cases: [{ presence: 'required' as const }],
}));
rules.layers['field-rules'] = fields;

const xml = (marketplace: typeof avito) => {
  const [product] = validateProducts([aListing()], { marketplace, rules, dealer: aDealer() });
  return product?.ad ? adText(product.ad, marketplace.feed) : '';
};

test('takes about thirty lines', () => {
  const source = readFileSync(new URL('./classifieds.ts', import.meta.url), 'utf8');
  expect(source.split('\n').filter((line) => line && !line.startsWith('import')).length).toBeLessThanOrEqual(
    30,
  );
});

test('swaps in, from the listing to the feed, without a change elsewhere', () => {
  expect(xml(classifieds)).toBe(
    '<offer><number>SKIDOO-TJTH-2026</number><name>Ski-Doo Summit X Expert 850 E-TEC 2026</name>' +
      '<cost>2069000</cost><photos><photo href="https://north.example/pictures/5f1d.png"/></photos></offer>\n',
  );
  expect(xml(avito)).toMatch(/^<Ad><Id>/);
});
