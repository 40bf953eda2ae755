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

test.skipIf(!goldIsHere)('of four titles three are nobody else’s', () => {
  for (const [list, book] of LISTS) {
    const titles = judged(list, book).map(({ ad }) => ad?.fields.Title);
    const alone = titles.filter((title) => titles.filter((other) => other === title).length === 1);
    expect(alone.length / titles.length).toBeGreaterThanOrEqual(0.7);
  }
});

test.skipIf(!goldIsHere)('no two ads of a list read alike', () => {
  for (const [list, book] of LISTS) {
    const texts = judged(list, book).map(
      ({ ad }) => `${ad?.fields.Title} ${ad?.fields.Description?.replace(/<p>Код.*/, '')}`,
    );
    expect(new Set(texts).size).toBe(texts.length);
  }
});

/** The words of an option that stand in Russian texts as they are: names and figures. */
const namesIn = (option: string): string[] =>
  option.match(/\b(?:Smart|Shox|Black|Scandi|Terra|Monument|Dusty|Blue|Green|Grey|Navy)\b|\d+(?:\.\d+)?/g) ??
  [];

test.skipIf(!goldIsHere)(
  'each published ad names every option of its row, and none praises what it replaces',
  () => {
    for (const [list, book] of LISTS) {
      const rows = goldListings(list, book);
      for (const [at, { verdict, ad }] of judged(list, book).entries()) {
        const { springOptions, springOnly } = rows[at]?.extracted ?? {};
        if (verdict !== 'published') continue;
        const text = ad?.fields.Description ?? '';
        for (const name of namesIn(springOptions ?? '')) expect(text).toContain(name.replace('.', ','));
        if (springOnly) expect(text).toContain('только по весеннему заказу');
        if (springOptions?.includes('Shox')) expect(text).not.toContain('KYB');
      }
    }
  },
);
