import { execFileSync } from 'node:child_process';
import { createWriteStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Ad, ValidatedProduct } from '#contracts/validated.ts';
import { writeFeed } from '#functions/generate/compose-feed.ts';
import { validateProducts } from '#functions/validate/validate-products.ts';
import { avito } from '#marketplace/avito.ts';
import type { Listing } from '#marketplace/marketplace.ts';
import { sentenceOf } from '#messages/say.ts';
import { bundledRules } from '#reference/rules/bundled-rules.ts';
import { aDealer } from '../fakes/listings.ts';
import { goldIsHere, goldListings, PICTURE } from './gold-listings.ts';

const shared = (path: string): string => fileURLToPath(new URL(`../../../shared/${path}`, import.meta.url));

const LISTS = [
  ['SKI-DOO_2025-PRICE_LIST', 'SKI-DOO_2025-SPEC_BOOK'],
  ['SKI-DOO_2026-PRICE_LIST', 'SKI-DOO_2026-SPEC_BOOK'],
  ['LYNX_2026-PRICE_LIST', null],
] as const;

const standards = { marketplace: avito, rules: bundledRules, dealer: aDealer() };

const judged = (list: string, book: string | null): ValidatedProduct[] => [
  ...validateProducts(goldListings(list, book), standards),
];

const published = (products: ValidatedProduct[]): Ad[] =>
  products.flatMap(({ verdict, ad }) => (verdict === 'published' && ad ? [ad] : []));

const score = async (ads: Ad[]): Promise<{ ads: number; problems: string[] }> => {
  const folder = mkdtempSync(join(tmpdir(), 'ads-'));
  const path = join(folder, 'feed.xml');
  const sorted = ads.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  await writeFeed(sorted, avito.feed, createWriteStream(path));
  const reference = (name: string) => shared(`reference/avito-${name}.json`);
  const args = [
    'feed',
    path,
    '--fields',
    reference('snowmobile-fields'),
    '--models',
    reference('brp-models'),
  ];
  const report = execFileSync('python3', [shared('tools/score.py'), ...args]).toString();
  rmSync(folder, { recursive: true });
  return JSON.parse(report);
};

if (!goldIsHere) console.info('The gold data is not beside the project: its ads are not judged.');

/** The scorer needs Python, which a user's machine may lack. */
const scorerIsHere = goldIsHere && existsSync('/usr/bin/python3');

test.skipIf(!scorerIsHere)('every published ad of the fixture lists is valid by the scorer', async () => {
  const ads = LISTS.flatMap(([list, book]) => published(judged(list, book)));
  const { problems, ads: counted } = await score(ads);
  expect(problems).toEqual([]);
  expect(counted).toBeGreaterThan(110);
});

test.skipIf(!goldIsHere).each(LISTS.filter(([, book]) => book))(
  '%s: all but the machine without a page in the book are published',
  (list, book) => {
    const held = judged(list, book).filter(({ verdict }) => verdict !== 'published');
    expect(held.map(({ ad }) => ad?.fields.Title)).toEqual([expect.stringContaining('600RS E-TEC')]);
  },
);

test.skipIf(!goldIsHere)('without a book every machine waits, with the values that are missing named', () => {
  const products = judged('LYNX_2026-PRICE_LIST', null);
  expect(new Set(products.map(({ verdict }) => verdict))).toEqual(new Set(['review']));
  for (const { reasons } of products) expect(reasons.map(sentenceOf).join()).toMatch(/is missing|no picture/);
});

/** What a book of the brand and year would tell of a machine, made up. */
const withBook = (listing: Listing): Listing => {
  const { avitoValues, spec } = listing.matched;
  const electric = avitoValues.EngineType === 'Электро';
  const known = Object.fromEntries(Object.entries(avitoValues).filter(([, value]) => value !== null));
  const values = {
    Power: 100,
    ...(!electric && { EngineCapacity: 850, Stroke: '2' as const }),
    PersonCapacity: /passenger|limited/i.test(listing.extracted.package ?? '') ? 2 : 1,
    TrackWidth: 406,
    ...known,
  };
  const page = {
    document: 'made-up.pdf',
    sha256: 'c'.repeat(64),
    page: 1,
    model: '',
    engine: '',
    picture: PICTURE,
  };
  return {
    ...listing,
    matched: { ...listing.matched, avitoValues: { ...avitoValues, ...values }, spec: spec ?? page },
  };
};

test.skipIf(!scorerIsHere).each(['code', 'variant'] as const)(
  'a list of the other brand with a made-up book: one ad per %s, each valid by the scorer',
  async (adPer) => {
    const listings = goldListings('LYNX_2026-PRICE_LIST', null).map(withBook);
    const products = [...validateProducts(listings, { ...standards, dealer: aDealer({ adPer }) })];
    const ads = [...new Map(published(products).map((ad) => [ad.id, ad])).values()];
    expect((await score(ads)).problems).toEqual([]);
    expect(published(products)).toHaveLength(products.length);
    expect(ads.length < products.length).toBe(adPer === 'variant');
  },
);

/** Every machine with an ad: those of a list without a book as a made-up one tells them. */
const sold = (list: string, book: string | null): { row: Listing; ad: Ad }[] => {
  const rows = goldListings(list, book).map((row) => (book ? row : withBook(row)));
  return [...validateProducts(rows, standards)].flatMap(({ ad }, at) => {
    const row = rows[at];
    return row && ad?.fields.Title ? [{ row, ad }] : [];
  });
};

const numbersIn = (text: string): string[] => text.match(/\d+(?:,\d+)?/g) ?? [];

test.skipIf(!goldIsHere).each(LISTS)(
  'titles of %s: in 50 characters, nobody else’s, and no length or width twice',
  (list, book) => {
    const ads = sold(list, book);
    const titles = ads.map(({ ad }) => String(ad.fields.Title));
    expect(titles.length).toBeGreaterThan(50);
    expect(titles.filter((title) => title.length > 50)).toEqual([]);
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
    for (const [at, { row }] of ads.entries()) {
      const { trackLengthIn, trackLengthMm } = row.extracted.normalized;
      const widthMm = row.matched.avitoValues.TrackWidth ?? Number.NaN;
      const numbers = numbersIn(titles[at] ?? '');
      const saying = (...sizes: (number | null)[]) =>
        numbers.filter((number) => sizes.includes(Number(number))).length;
      expect(saying(trackLengthIn, trackLengthMm), titles[at]).toBeLessThan(2);
      expect(saying(widthMm, Math.round(widthMm / 25.4)), titles[at]).toBeLessThan(2);
    }
  },
);

test.skipIf(!goldIsHere)('no two ads of a list read alike', () => {
  for (const [list, book] of LISTS) {
    const texts = judged(list, book).map(
      ({ ad }) => `${ad?.fields.Title} ${ad?.fields.Description?.replace(/<p>Код.*/, '')}`,
    );
    expect(new Set(texts).size).toBe(texts.length);
  }
});

/** What buyers read where a list prints an option; kept by hand, apart from the glossary. */
const SAID: Readonly<Record<string, string>> = {
  'Black edition': 'Black Edition',
  'Studded Track': 'шипованная гусеница',
  'Electric start': 'электрический стартер',
  'Spring Only Model': 'только по весеннему заказу',
  '10.25 in. Color Touchscreen Display': 'сенсорный дисплей 10,25 дюйма',
  '7.8 in. Color LCD Display': 'дисплей 7,8 дюйма',
  'Smart-Shox': 'Smart-Shox',
  'Dusty Navy color': 'Dusty Navy',
  'Scandi Blue Color': 'Scandi Blue',
  'Terra Green Color': 'Terra Green',
  'Monument Grey Color': 'Monument Grey',
  '165 in. Track length': 'длиной 165 дюймов',
  '165 inch Track': 'длиной 165 дюймов',
};
const said = (option: string): string => {
  const words = Object.entries(SAID).find(([printed]) => printed.toLowerCase() === option.toLowerCase());
  return words?.[1] ?? option;
};

/** Options and what comes with a package, as the cells print them. */
const soldWith = ({ extracted: { springOptions, package: kit } }: Listing): string[] => [
  ...(springOptions ?? '').replace('- ', '-').split(', ').filter(Boolean).map(said),
  ...(/\+ Passenger kit/.test(kit ?? '') ? ['комплект для пассажира'] : []),
];

test.skipIf(!goldIsHere).each(LISTS)(
  'texts of %s name all that is sold with a machine, its package, and that it is sold in spring alone',
  (list, book) => {
    for (const { row, ad } of sold(list, book)) {
      const text = String(ad.fields.Description);
      for (const words of soldWith(row)) expect(text).toContain(words);
      const words = (row.extracted.package ?? '')
        .replace(/with|Pkg|Standard|\+ Passenger kit/g, '')
        .match(/\S+/g);
      for (const word of words ?? []) expect(text).toContain(word);
      expect(/только по весеннему заказу/.test(text)).toBe(row.extracted.springOnly);
      expect(text).not.toMatch(/\b(?:null|undefined|NaN)\b|: <|: ?,| {2}/);
      if (row.extracted.springOptions?.includes('Shox')) expect(text).not.toContain('KYB');
    }
  },
);
