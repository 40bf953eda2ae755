import { expect, test } from 'vitest';
import type { Layer } from '#contracts/validated.ts';
import { candidate, runLayers } from '#functions/validate/validate-products.ts';
import { avito } from '#marketplace/avito.ts';
import { reason } from '#messages/reason.ts';
import { sentenceOf } from '#messages/say.ts';
import { bundledRules } from '#reference/rules/bundled-rules.ts';
import { aDealer, aListing, anElectricListing } from '../../fakes/listings.ts';

const dealer = aDealer();

const results = (listing = aListing()) =>
  runLayers(candidate(listing, avito.compose(listing, dealer), dealer), bundledRules).map(
    ({ result }) => result,
  );

const layer = (name: Layer, listing = aListing()) => {
  const found = results(listing).find((result) => result.layer === name);
  if (!found) throw new Error(`${name} did not run`);
  return found;
};

const family = (brand: string, model: string, engine: string) => {
  const normalized = { ...aListing().extracted.normalized, family: model, engine };
  return layer('business-rules', aListing({ extracted: { brand, model, engine, normalized } }));
};

test('all four layers run in order and are recorded one by one, whatever the first ones find', () => {
  const broken = aListing({ extracted: { modelCode: '12' }, matched: { avitoModel: 'No such model' } });
  expect(results(broken).map(({ layer: name, success }) => [name, success])).toEqual([
    ['required-fields', false],
    ['model-catalogue', false],
    ['field-rules', true],
    ['business-rules', true],
  ]);
});

test.each([
  'SST8',
  'SUT6',
  'UZT1',
  'TJTH',
  'S27CEA6RSL',
  'LTE-900-27',
  '7103451',
])('%s is a model code', (modelCode) => {
  expect(layer('required-fields', aListing({ extracted: { modelCode } })).success).toBe(true);
});

test.each([
  { modelCode: '1234' },
  { modelCode: 'TJT' },
  { modelCode: 'tjth' },
  { modelCode: 'TJTHK' },
  { modelCode: '-S27CEA6' },
  { modelCode: 'S27 CEA6' },
  { brand: 'YAMAHA' },
  { modelYear: 2014 },
  { modelYear: 2031 },
  { price: { amount: '500.00', currency: 'EUR' } },
])('%o breaks the required fields', (extracted) => {
  expect(layer('required-fields', aListing({ extracted })).success).toBe(false);
});

test('prices are judged in roubles, after conversion', () => {
  const price = { amount: '1000.00', currency: 'EUR' };
  expect(layer('required-fields', aListing({ extracted: { price } })).success).toBe(true);
});

test('the model layer is as sure as the match', () => {
  expect(layer('model-catalogue').confidence).toBe(0.97);
});

test('a name that is not listed brings those that are near', () => {
  const { errors, suggestions } = layer(
    'model-catalogue',
    aListing({ matched: { avitoModel: 'Lynx Rave RX' } }),
  );
  expect(errors.map(sentenceOf)).toEqual(['Model "Lynx Rave RX" is not in the catalogue']);
  expect(suggestions).toContainEqual({ code: 'name-near', values: { name: 'Lynx Rave' } });
});

test('terms without a translation are suggestions for the glossary', () => {
  expect(layer('field-rules', aListing({ extracted: { color: 'Octarine' } })).suggestions).toEqual([
    reason('term-untranslated', { term: 'colours: Octarine' }),
  ]);
});

test.each([
  ['SKI-DOO', 'Summit', '600R E-TEC'],
  ['SKI-DOO', 'Summit', '850 E-TEC'],
  ['SKI-DOO', 'MXZ', '850 E-TEC Turbo R'],
  ['SKI-DOO', 'Expedition', '900 ACE Turbo R'],
  ['SKI-DOO', 'Expedition', '850 E-TEC'],
  ['LYNX', 'Rave', '600R E-TEC'],
  ['LYNX', '49 Ranger', '600 EFI 85'],
])('%s %s %s goes together', (brand, model, engine) => {
  expect(family(brand, model, engine)).toMatchObject({ success: true, warnings: [] });
});

test.each([
  ['SKI-DOO', 'Summit', '900 ACE', { 'engines-of-family': 'review' }],
  ['LYNX', 'Summit', '850 E-TEC', { 'brand-of-family': 'block' }],
  ['SKI-DOO', 'Ranger', '900 ACE', expect.objectContaining({ 'brand-of-family': 'block' })],
])('%s %s %s does not', (brand, model, engine, metadata) => {
  expect(family(brand, model, engine)).toMatchObject({ success: false, metadata });
});

test('a family nobody has listed is only a warning', () => {
  const unknown = family('SKI-DOO', 'Blizzard', '850 E-TEC');
  expect(unknown).toMatchObject({ success: true, errors: [] });
  expect(unknown.warnings.map(sentenceOf)).toContain('no rule knows the family BLIZZARD');
});

test('an electric machine has an engine class of its own', () => {
  const normalized = { ...aListing().extracted.normalized, family: 'Adventure', engine: '50/9' };
  const electric = anElectricListing({ extracted: { normalized } });
  expect(layer('business-rules', electric).success).toBe(true);
  const { attributes } = candidate(electric, avito.compose(electric, dealer), dealer);
  expect(attributes['engine class']).toBe('electric');
});

test('a layer is as sure as the share of its rules that found nothing', () => {
  const name = 'required-fields';
  const rules = bundledRules.layers[name].length;
  expect(layer(name).confidence).toBe(1);
  expect(layer(name, aListing({ extracted: { modelCode: '12' } })).confidence).toBeCloseTo(1 - 1 / rules);
  const bare = { ...bundledRules, layers: { ...bundledRules.layers, [name]: [] } };
  const [first] = runLayers(candidate(aListing(), avito.compose(aListing(), dealer), dealer), bare);
  expect(first?.result.confidence).toBe(1);
});
