import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { validateProducts } from '#functions/validate/validate-products.ts';
import { avito } from '#marketplace/avito.ts';
import { avitoDescription } from '#marketplace/avito-description.ts';
import { avitoTitle } from '#marketplace/avito-title.ts';
import type { Listing } from '#marketplace/marketplace.ts';
import { sentenceOf } from '#messages/say.ts';
import { bundledRules } from '#reference/rules/bundled-rules.ts';
import { aDealer, aListing } from '../../fakes/listings.ts';
import { model } from '../match/rows.ts';

const dealer = aDealer();

const textOf = (listing: Listing): string => avitoDescription(listing, dealer).text;

const titleOf = (listing: Listing, namesakes: Listing[] = []): string => {
  const made = avitoTitle(listing, { namesakes, variants: [] });
  return 'title' in made ? made.title : sentenceOf(made.problem);
};

const judge = (listings: Listing[], changes: object = {}) => [
  ...validateProducts(listings, { marketplace: avito, rules: bundledRules, dealer: aDealer(changes) }),
];

/** Options of brochures, none of which the glossary knows, and some that it does. */
const OPTIONS = [
  'Heated visor plug',
  'Lämmitettävä kahva',
  'Uppvärmd sits bak',
  'Vinsch 1500',
  'Spiegelpaket',
  'Лебёдка 1500 кг',
  'BRP Connect & GPS',
  'Smart-Shox',
  '10.25-in Color Touchscreen Display',
  'Studded Track',
  'Black edition',
];

const optionCells = fc.uniqueArray(fc.constantFrom(...OPTIONS), { minLength: 1, maxLength: 4 });

const RUSSIAN: Record<string, string> = {
  '10.25-in Color Touchscreen Display': 'цветной сенсорный дисплей 10,25 дюйма',
  'Studded Track': 'шипованная гусеница',
  'Black edition': 'исполнение Black Edition',
};

describe('options', () => {
  test('every option of a published row is in its text, known or not', () => {
    fc.assert(
      fc.property(optionCells, (options) => {
        const [product] = judge([aListing({ extracted: { springOptions: options.join(', ') } })]);
        expect(product?.verdict).toBe('published');
        for (const option of options)
          expect(product?.ad?.fields.Description).toContain(RUSSIAN[option] ?? option);
      }),
      { numRuns: 60 },
    );
  });

  test('a template that leaves them out keeps the row waiting, and says what is missing', () => {
    const bare = { description: '<p>{name}, {code}</p>' };
    const [plain] = judge([aListing()], bare);
    const [option] = judge([aListing({ extracted: { springOptions: 'Moon roof' } })], bare);
    expect(plain?.verdict).toBe('published');
    expect(option?.verdict).toBe('review');
    expect(option?.reasons.map(sentenceOf)).toEqual([
      expect.stringContaining('it does not name what the machine is sold with (Moon roof)'),
    ]);
  });

  test('so does one that names no package, where the title has no room for it either', () => {
    const listing = aListing({ extracted: { package: 'Adrenaline Edge Mountain Sport' } });
    const [product] = judge([listing], { description: '<p>{brand} {family}</p>{specifications}' });
    expect(product?.reasons.map(sentenceOf).join()).toContain('(Adrenaline Edge Mountain Sport)');
  });

  test('each variant of a shared ad names its own', () => {
    const row = (modelCode: string, springOptions: string | null) =>
      aListing({ extracted: { modelCode, springOptions } });
    const [first] = judge([row('AAAA', 'Moon roof'), row('BBBB', null)], { adPer: 'variant' });
    expect(first).toMatchObject({ verdict: 'published' });
    expect(first?.ad?.fields.Description).toContain('Moon roof (код AAAA)');
  });

  test('a machine that can only be ordered in spring says so, once', () => {
    const listing = aListing({ extracted: { springOnly: true, springOptions: 'Spring only model' } });
    expect(textOf(listing).match(/только по весеннему заказу/g)).toHaveLength(1);
    expect(textOf(aListing())).not.toContain('весенн');
  });
});

describe('an option that replaces equipment takes its line away', () => {
  const page = model({
    highlights: [
      'High-performance KYB Pro shock package',
      'KYB 36 front shocks',
      'rMotion X rear suspension',
      'Low windshield',
      'Pilot X skis',
    ],
    features: { windshield: 'Low', skis: 'Pilot X' },
  });
  const withOption = (springOptions: string | null) =>
    textOf(aListing({ model: page, extracted: { springOptions } }));

  test('without an option all of the book is true', () => {
    for (const words of ['KYB Pro', 'KYB 36', 'rMotion X', 'Ветровое стекло: низкое', 'Лыжи: Pilot X'])
      expect(withOption(null)).toContain(words);
  });

  test.each([
    ['Smart-Shox', /KYB/, ['Smart-Shox', 'rMotion X', 'Лыжи: Pilot X']],
    ['Öhlins rear shock', /KYB/, ['Öhlins', 'rMotion X']],
    ['High windshield', /низкое/i, ['High windshield', 'KYB Pro']],
    ['Blade XC+ skis', /Pilot X/, ['Blade XC+ skis', 'KYB Pro']],
  ])('%s', (option, gone, kept) => {
    expect(withOption(option)).not.toMatch(gone);
    for (const words of kept) expect(withOption(option)).toContain(words);
  });
});

test('an option in words that nobody knows leaves no praise that it may have made untrue', () => {
  const page = model({ highlights: ['High-performance KYB Pro shock package'] });
  const text = textOf(aListing({ model: page, extracted: { springOptions: 'Frumious ends' } }));
  expect(text).toContain('Frumious ends');
  expect(text).not.toContain('KYB');
});

test('a column of features that is printed a row too low tells nothing wrong', () => {
  const features = { brakeSystem: 'Fan', heatedThrottleGrips: 'Brembo', windshield: 'Low' };
  const text = textOf(aListing({ model: model({ features }) }));
  expect(text).not.toMatch(/Тормоз|Подогрев/);
  expect(text).toContain('Ветровое стекло: низкое');
});

describe('titles spend their room on what sets a machine apart', () => {
  const renegade = (changes: object) =>
    aListing({ extracted: { model: 'Renegade', package: 'X-RS', engine: '900 ACE Turbo R', ...changes } });

  test('what the dearer of two is dearer for comes before its colour', () => {
    const plain = renegade({ color: 'Black' });
    const dearer = renegade({
      color: 'Neo Yellow',
      springOptions: '10.25 in. Color Touchscreen Display, Smart-Shox',
    });
    const title = titleOf(dearer, [plain, dearer]);
    expect(title).toBe('Ski-Doo Renegade X-RS 900 Turbo R 2026, Smart-Shox');
    expect(title.length).toBeLessThanOrEqual(50);
  });

  test('an option of no glossary is said where it fits', () => {
    const plain = aListing({ extracted: { package: 'X' } });
    const dearer = aListing({ extracted: { package: 'X', springOptions: 'Moon roof' } });
    expect(titleOf(dearer, [plain, dearer])).toContain('Moon roof');
  });

  test.each(['X 154', 'X 154in', 'X 3900'])('a length that the name says is not said again: %s', (kit) => {
    expect(titleOf(aListing({ extracted: { package: kit } }))).not.toContain('154"');
  });

  test('a display that stands in two columns is said once', () => {
    const display = '10.25 in. Color Touchscreen Display';
    const rows = [
      aListing({ extracted: { package: 'X', display, springOptions: display } }),
      aListing({ extracted: { package: 'X' } }),
    ];
    expect(titleOf(rows[0] as Listing, rows).match(/экран/g)).toHaveLength(1);
  });
});

test.each([
  'springOptions',
  'color',
  'display',
  'starter',
  'package',
  'model',
  'trackProfile',
])('a cell of 90,000 characters in the column %s costs no time', (column) => {
  for (const text of ['ab '.repeat(30_000), 'a (painted) '.repeat(7_500), '9 in. '.repeat(15_000)]) {
    const started = performance.now();
    const listing = aListing({ extracted: { [column]: text } });
    avito.compose(listing, dealer, { namesakes: [listing, aListing()], variants: [] });
    expect(performance.now() - started).toBeLessThan(5_000);
  }
});
