import { expect, test } from 'vitest';
import { obstaclesOf } from '#functions/validate/review/apply-answers.ts';
import { validateProducts } from '#functions/validate/validate-products.ts';
import { avito } from '#marketplace/avito.ts';
import { asTold, reason } from '#messages/reason.ts';
import { bundledRules } from '#reference/rules/bundled-rules.ts';
import { aDealer, aListing } from '../../fakes/listings.ts';

const POWERLESS = reason('field-missing', { field: 'Power' });

const judged = (changes: Parameters<typeof aListing>[0]) => {
  const standards = { marketplace: avito, rules: bundledRules, dealer: aDealer() };
  const [product] = [...validateProducts([aListing(changes)], standards)];
  if (!product) throw new Error('Nothing was judged');
  return product;
};

test('a value that the marketplace asks for stands in the way of an acceptance, told once', () => {
  const product = judged({ values: { Power: null } });
  const [layer] = product.layers;
  if (!layer) throw new Error('There is no layer');
  expect(obstaclesOf(product)).toEqual([POWERLESS]);
  expect(obstaclesOf({ ...product, layers: [...product.layers, layer] })).toEqual([POWERLESS]);
});

test('what a rule of business says can be overruled', () => {
  const product = judged({});
  const layers = product.layers.map((layer) =>
    layer.layer === 'business-rules' ? { ...layer, errors: [asTold('the price is unusual')] } : layer,
  );
  expect(layers).not.toEqual(product.layers);
  expect(obstaclesOf({ ...product, layers })).toEqual([]);
});
