import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { validateProducts } from '#functions/validate/validate-products.ts';
import { adText } from '#marketplace/feed-text.ts';
import { readerOfKind } from '#pages/file-kind.ts';
import type {
  FileKindPlugin,
  MarketplacePlugin,
  Plugin,
  ReportPlugin,
  ScorerPlugin,
} from '#plugins/plugin.ts';
import { parseRuleSet } from '#reference/rules/parse-rule-set.ts';
import { loadModules } from '#shared/configured-plugins.ts';
import { checkedPlugins } from '#shared/plugins.ts';
import { aListed, anAd } from '../../fakes/listed.ts';
import { aDealer, aListing } from '../../fakes/listings.ts';

const PROJECT = join(import.meta.dirname, '../../..');
const GUIDE = readFileSync(join(PROJECT, 'docs/extending.md'), 'utf8');
const blocks = (language: string): string[] =>
  [...GUIDE.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(([, text = '']) => text);

// Below the project's own package: what it calls by "#" is found from there.
const folder = mkdtempSync(join(import.meta.dirname, 'guide-'));
afterAll(() => rmSync(folder, { recursive: true }));

const loaded = async (): Promise<Plugin[]> => {
  const names = blocks('ts').map((text, at) => {
    writeFileSync(join(folder, `${at}.ts`), text);
    return `./${at}.ts`;
  });
  writeFileSync(join(folder, 'plugins.json'), JSON.stringify(names));
  const { plugins, faults } = checkedPlugins(await loadModules(join(folder, 'plugins.json')));
  expect(faults).toEqual([]);
  return plugins.map(({ plugin }) => plugin as Plugin);
};

test('The modules of the guide do what it says', async () => {
  const [kind, scorer, report, board] = (await loaded()) as [
    FileKindPlugin,
    ScorerPlugin,
    ReportPlugin,
    MarketplacePlugin,
  ];
  const bytes = new TextEncoder().encode('LIST\nModel code|Model|Price EUR\nTJTH|Summit|18750.00\n');
  const page = await (await readerOfKind(kind).open(bytes)).readPage(1);
  expect(page.words.map(({ text }) => text)).toEqual(
    expect.arrayContaining(['Model code', 'TJTH', '18750.00']),
  );

  const known = { matchConfidence: 1, book: 'exact', ownPictures: 0, standing: null } as const;
  const ad = anAd({ fields: { Type: 'Утилитарный', Price: '1500000' } });
  expect(scorer.score({ ...known, ad })).toEqual({ score: 5, parts: { category: 3, value: 2 } });

  const products = [aListed(), aListed(), aListed({ extracted: { brand: 'LYNX' } })];
  const written = report.write({ dealerId: 'demo', report: {} as never, products });
  expect(written.text).toBe('LYNX;1\nSKI-DOO;2\n');

  const rules = parseRuleSet({ version: 'test', layers: board.rules });
  const [product] = validateProducts([aListing()], { marketplace: board, rules, dealer: aDealer() });
  expect(product?.ad && adText(product.ad, board.feed)).toMatch(
    /^<machine id="SKIDOO-TJTH-2026"><name>Ski-Doo Summit .*<\/name><cost>2069000<\/cost><picture>/,
  );
});

test('Its configurations are ones', async () => {
  const [plugins, dealer] = blocks('json').map((text) => JSON.parse(text));
  expect(checkedPlugins(await loadModules(configured(plugins))).faults).toEqual([]);
  expect(aDealer(dealer).channels).toHaveProperty('price-board');
});

const configured = (named: string[]): string => {
  const file = join(folder, 'named.json');
  writeFileSync(file, JSON.stringify(named.map((name) => join(PROJECT, name))));
  return file;
};
