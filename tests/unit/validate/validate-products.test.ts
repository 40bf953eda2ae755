import { expect, test } from 'vitest';
import { ValidatedProduct } from '#contracts/validated.ts';
import { validateProducts } from '#functions/validate/validate-products.ts';
import { avito } from '#marketplace/avito.ts';
import type { Listing } from '#marketplace/marketplace.ts';
import { asTold, reason } from '#messages/reason.ts';
import { sentenceOf } from '#messages/say.ts';
import { bundledRules } from '#reference/rules/bundled-rules.ts';
import { LongList } from '#shared/long-list.ts';
import { aDealer, aListing } from '../../fakes/listings.ts';

const standards = { marketplace: avito, rules: bundledRules, dealer: aDealer() };

const judged = (...listings: Listing[]) => [...validateProducts(listings, standards)];

const verdict = (listing: Listing) => judged(listing)[0];

test('a machine of which all is known and sure is published, without a reason', () => {
  expect(verdict(aListing())).toMatchObject({ verdict: 'published', reasons: [], modelCode: 'TJTH' });
});

test('the result keeps its contract', () => {
  expect(() =>
    judged(aListing(), aListing({ extracted: { brand: null } })).map((each) => ValidatedProduct.parse(each)),
  ).not.toThrow();
});

test.each<[string, Listing, RegExp]>([
  [
    'an unsure match',
    aListing({ matched: { decision: 'review', reasons: [asTold('two names fit')] } }),
    /two names fit/,
  ],
  ['a refused match', aListing({ matched: { decision: 'rejected' } }), /not matched for sure/],
  [
    'a flag of the extraction',
    aListing({ extracted: { flags: ['price under another column'] } }),
    /another column/,
  ],
  [
    'a cell of another kind than its column, with what stands there and what was expected',
    aListing({
      extracted: {
        flags: ['cell-unlike-column'],
        doubts: [
          {
            code: 'cell-unlike-column',
            column: 'display',
            text: 'Electric',
            box: [1, 2, 3, 4],
            expected: 'the name of a display',
            values: ['4.5"', '7.8"'],
          },
        ],
      },
    }),
    /: display "Electric", expected the name of a display \(other rows have "4.5"", "7.8""\)$/,
  ],
  [
    'a cell of many letters, of which as many are quoted as it takes to find it',
    aListing({
      extracted: {
        flags: ['over-long-cell'],
        doubts: [
          {
            code: 'over-long-cell',
            column: 'model',
            text: 'W'.repeat(9000),
            box: [1, 2, 3, 4],
            expected: 'plain text',
            values: [],
          },
        ],
      },
    }),
    /: model "W{80}…", expected plain text$/,
  ],
  ['no model', aListing({ matched: { avitoModel: null } }), /Model is missing/],
  ['no power', aListing({ values: { Power: null } }), /Power is missing/],
  ['no engine type', aListing({ values: { EngineType: null } }), /EngineType is missing/],
  ['no picture', aListing({ matched: { spec: null } }), /no picture/],
  ['no price', aListing({ extracted: { price: null } }), /no price can be told/],
  [
    'a currency without rate',
    aListing({ extracted: { price: { amount: '1.00', currency: 'USD' } } }),
    /no rate for USD/,
  ],
  ['no year', aListing({ extracted: { modelYear: null } }), /Id: brand, model code or model year/],
  [
    'an engine the family never had',
    aListing({
      extracted: { engine: '900 ACE', normalized: { ...aListing().extracted.normalized, engine: '900 ACE' } },
    }),
    /does not go with/,
  ],
])('%s holds the ad, and the reason says so', (_, listing, reason) => {
  expect(verdict(listing)).toMatchObject({ verdict: 'review' });
  expect(verdict(listing)?.reasons.map(sentenceOf)).toContainEqual(expect.stringMatching(reason));
});

test('a cause is told once, not again as the field it leaves empty', () => {
  expect(verdict(aListing({ extracted: { price: null } }))?.reasons.map(sentenceOf)).toEqual([
    'Price: no price can be told from the list',
  ]);
});

test.each<[string, Listing]>([
  ['a code that is none', aListing({ extracted: { modelCode: '1' } })],
  ['a price out of all bounds', aListing({ extracted: { price: { amount: '1.00', currency: 'EUR' } } })],
  ['a name that Avito does not list', aListing({ matched: { avitoModel: 'Ski-Doo Sumit' } })],
  ['a family of the other brand', aListing({ extracted: { brand: 'LYNX' } })],
])('%s is rejected', (_, listing) => {
  expect(verdict(listing)?.verdict).toBe('rejected');
});

test('a rule that only warns keeps nothing out', () => {
  const rules = structuredClone(bundledRules);
  for (const rule of rules.layers['business-rules']) rule.severity = 'warn';
  const [product] = validateProducts([aListing({ extracted: { brand: 'LYNX' } })], { ...standards, rules });
  expect(product?.verdict).toBe('published');
});

test('without brand or year there is no ad that could get a wrong Id', () => {
  expect(verdict(aListing({ extracted: { brand: null } }))?.ad).toBeNull();
});

const priced = (amount: string) => aListing({ extracted: { price: { amount, currency: 'EUR' } } });

test('a code that stands twice is held at both places, with both prices', () => {
  const prices = ['18750.00 EUR', '19000.00 EUR'];
  const twice = reason('ad-repeated', { codes: ['TJTH'], times: 2, prices });
  const other = aListing({ extracted: { modelCode: 'TJTK', color: 'Black' } });
  expect(
    judged(priced('18750.00'), other, priced('19000.00')).map(({ verdict: given, reasons }) => [
      given,
      reasons,
    ]),
  ).toEqual([
    ['review', [twice]],
    ['published', []],
    ['review', [twice]],
  ]);
});

test('codes that a buyer could not tell apart are held; a colour tells them apart, whatever its name', () => {
  const coloured = (color: string) => aListing({ extracted: { modelCode: 'TJTK', color } });
  const elsewhere = aListing({ extracted: { modelCode: 'TJTK', section: 'Trail' } });
  const [first, second] = judged(aListing(), elsewhere);
  for (const product of [first, second])
    expect(product).toMatchObject({
      verdict: 'review',
      reasons: [reason('ads-alike', { codes: ['TJTH', 'TJTK'], columns: ['section'] })],
    });
  for (const color of ['Black', 'Octarine'])
    expect(judged(aListing(), coloured(color)).map(({ verdict: given }) => given)).toEqual([
      'published',
      'published',
    ]);
});

test('the same code of another year is another ad', () => {
  const older = aListing({ extracted: { modelYear: 2025 }, values: { Year: 2025 } });
  expect(judged(aListing(), older).map((product) => product.ad?.id)).toEqual([
    'SKIDOO-TJTH-2026',
    'SKIDOO-TJTH-2025',
  ]);
});

test('each ad is composed once, and of a list beyond memory the same is judged', () => {
  let composed = 0;
  const compose: typeof avito.compose = (...parts) => {
    composed += 1;
    return avito.compose(...parts);
  };
  const colours = ['Black', 'Terra Green'];
  const listings = Array.from({ length: 60 }, (_, at) =>
    aListing({ extracted: { modelCode: `A${at % 59}`, color: colours[at % 2] as string, row: at + 1 } }),
  );
  using behind = new LongList<Listing>(null, 10);
  for (const listing of listings) behind.add(listing);
  const whole = judged(...listings);
  const counting = { ...standards, marketplace: { ...avito, compose } };
  expect([...validateProducts(behind, counting)]).toEqual(JSON.parse(JSON.stringify(whole)));
  expect(composed).toBe(listings.length);
  const { codes, moreCodes } = whole[5]?.reasons[0]?.values ?? {};
  expect([(codes as string[]).length, moreCodes]).toEqual([20, 10]);
});
