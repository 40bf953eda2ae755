import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';
import { afterAll, describe, expect, test } from 'vitest';
import { inspectBytes } from '#functions/intake/inspect.ts';
import { validateProducts } from '#functions/validate/validate-products.ts';
import { adText } from '#marketplace/feed-text.ts';
import type { Listing } from '#marketplace/marketplace.ts';
import { type FileTable, readerOfKind } from '#pages/file-kind.ts';
import { UnreadableDocument } from '#pages/page.ts';
import { PAGE_READERS } from '#pages/readers.ts';
import { ruleFaults } from '#plugins/check.ts';
import { parseRuleSet } from '#reference/rules/parse-rule-set.ts';
import jsonList from '#samples/plugins/json-list.ts';
import noticeBoard from '#samples/plugins/notice-board.ts';
import priceReport from '#samples/plugins/price-report.ts';
import valueScorer from '#samples/plugins/value-scorer.ts';
import { loadModules } from '#shared/configured-plugins.ts';
import {
  checkedPlugins,
  pluginsBeside,
  type pluginsOf,
  refuseFaultyPlugins,
  withPlugins,
} from '#shared/plugins.ts';
import { pluginsModule } from '../../../infra/bundling.ts';
import { aListed, anAd } from '../../fakes/listed.ts';
import { aDealer, aListing } from '../../fakes/listings.ts';

const PROJECT = join(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(PROJECT, 'node_modules/.cache-plugins-'));
afterAll(() => rmSync(folder, { recursive: true }));

const written = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return `./${name}`;
};
const configuration = (...named: string[]): string => {
  const file = join(folder, `${named.length}-${named.join('').replaceAll(/\W/g, '')}.json`.slice(-80));
  writeFileSync(file, JSON.stringify(named));
  return file;
};
const SAMPLES = ['value-scorer', 'json-list', 'price-report', 'notice-board'].map(
  (name) => `../../samples/plugins/${name}.ts`,
);
const scorer = (head: string, rest = 'score: () => ({ score: 1, parts: {} })') =>
  `export default { ${head}, ${rest} };\n`;

describe('Configured modules', () => {
  test('are found by the file that names them, in its order', async () => {
    const checked = checkedPlugins(await loadModules(configuration(...SAMPLES)));
    expect(checked.faults).toEqual([]);
    expect(checked.plugins.map(({ plugin }) => plugin.name)).toEqual([
      ...['category-and-value', 'json-list', 'price-quartiles', 'notice-board'],
    ]);
    expect(withPlugins('scorer', { weighted: valueScorer }, checked)).toHaveProperty('category-and-value');
    expect(pluginsBeside('report', (name) => name === 'price-quartiles', checked)).toEqual([]);
    expect(checked.faults).toMatchObject([expect.stringContaining('is called price-quartiles')]);
  });

  test.each([
    [
      'of another version',
      scorer("feedwright: 2, kind: 'scorer', name: 'own'"),
      /is written for version 2 .* this is 1/,
    ],
    ['of no version', scorer("kind: 'scorer', name: 'own'"), /is written for version undefined/],
    [
      'of no kind there is',
      scorer("feedwright: 1, kind: 'oracle', name: 'own'"),
      /is of the kind oracle: there are file-kind/,
    ],
    ['without a name', scorer("feedwright: 1, kind: 'scorer'"), /is called undefined: use up to 40/],
    [
      'without its function',
      scorer("feedwright: 1, kind: 'scorer', name: 'own'", 'score: 7'),
      /lacks score, a function/,
    ],
    ['without a default export', 'export const plugin = {};\n', /has no default export/],
    ['that does not load', "import './nowhere.ts';\n", /cannot be loaded: .*nowhere/],
    ['that is no program', 'export default {\n', /cannot be loaded/],
  ])('one %s is refused with the reason, and keeps no other back', async (what, text, reason) => {
    const bad = written(`${what.replaceAll(/\W/g, '-')}.ts`, text);
    const checked = checkedPlugins(await loadModules(configuration(bad, ...SAMPLES)));
    expect(checked.faults).toHaveLength(1);
    expect(checked.faults[0]).toMatch(reason);
    expect(() => refuseFaultyPlugins(checked)).toThrow(`  ${bad} `);
    expect(checked.plugins).toHaveLength(SAMPLES.length);
  });

  test('a name that the program or another plug-in has is refused', async () => {
    const [one, other] = ['one.ts', 'other.ts'].map((name) =>
      written(name, scorer("feedwright: 1, kind: 'scorer', name: 'weighted'")),
    );
    const checked = checkedPlugins(await loadModules(configuration(one as string, other as string)));
    const known = { weighted: valueScorer };
    expect(withPlugins('scorer', known, checked)).toEqual(known);
    expect(checked.faults).toEqual([
      './other.ts is a scorer weighted, as ./one.ts is: one of them needs another name',
      './one.ts is called weighted, as a scorer of the program is: give it another name',
    ]);
  });

  test.each([
    ['no list', '{"modules": []}'],
    ['no JSON', '[ "./x.ts", ]'],
  ])('a file that holds %s is refused', async (_, text) => {
    const file = join(folder, written('wrong.json', text));
    const { faults } = checkedPlugins(await loadModules(file));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(file);
  });

  test('are part of a bundle, which finds them without the file', async () => {
    const plugins = join(folder, 'plugins.mjs');
    writeFileSync(plugins, pluginsModule(configuration(...SAMPLES)));
    const outfile = join(folder, 'bundle.mjs');
    buildSync({
      ...{ bundle: true, platform: 'node', format: 'esm', outfile, absWorkingDir: PROJECT },
      entryPoints: ['functions/shared/plugins.ts'],
      alias: { '#configured-plugins': plugins },
    });
    const bundle: { pluginsOf: typeof pluginsOf } = await import(pathToFileURL(outfile).href);
    expect(bundle.pluginsOf('report').map(({ name }) => name)).toEqual(['price-quartiles']);
  });
});

describe('The scorer of the samples', () => {
  const KNOWN = { matchConfidence: 1, book: 'exact', ownPictures: 0, standing: null } as const;
  const scored = (fields: Record<string, string>) => valueScorer.score({ ...KNOWN, ad: anAd({ fields }) });

  test.each([
    // 140 hp for 2,000,000 roubles are 7 for 100,000: a ratio of 1, twice.
    [{ Type: 'Утилитарный', Power: '140', Price: '2000000' }, 5, { category: 3, value: 2 }],
    [{ Type: 'Туристический', Power: '140', Price: '1000000' }, 7, { category: 3, value: 4 }],
    [{ Type: 'Утилитарный', Power: '180', Price: '500000' }, 8, { category: 3, value: 5 }],
    [{ Type: 'Спортивный или горный', Power: '140', Price: '2000000' }, 2, { category: 0, value: 2 }],
    [{ Type: 'Детский', Power: '', Price: '500000' }, 0, { category: 0, value: 0 }],
  ])('gives %j %d of 10', (fields, score, parts) => {
    expect(scored(fields)).toEqual({ score, parts });
  });

  test('takes watts for what they are, and gives a product without an ad nothing', () => {
    const electric = { Type: 'Детский', EngineType: 'Электро', Power: '73550', Price: '1000000' };
    expect(scored(electric).parts.value).toBe(2.9);
    expect(valueScorer.score({ ...KNOWN, ad: null }).score).toBe(0);
  });
});

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const readers = [readerOfKind(jsonList), ...Object.values(PAGE_READERS)];
const rows = Array.from({ length: 4 }, (_, at) => ({
  ...{ 'Model code': `TJT${'ABCD'[at]}`, Model: 'Summit X Expert', Engine: '850 E-TEC' },
  'Suggested retail price EUR': `${18_750 + at},00`,
}));

describe('The file kind of the samples', () => {
  test('makes a price list of bytes that no other reader knows for one', async () => {
    const bytes = bytesOf({ sheets: { '2027': rows } });
    expect(await inspectBytes(readers, bytes)).toEqual({ kind: 'price-list' });
    const document = await (readers[0] as (typeof readers)[number]).open(bytes);
    const page = await document.readPage(1);
    expect(page.words.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Model code', 'TJTA', '18750,00', 'TJTD']),
    );
    expect(
      page.sheet?.addressAt(page.words.find(({ text }) => text === 'TJTA')?.box ?? [0, 0, 0, 0]),
    ).toContain('A2');
  });

  test('may be an object that knows itself', async () => {
    const counting = {
      name: 'counting',
      heading: 'Model code',
      recognizes: () => true,
      read(): FileTable[] {
        return [{ name: null, rows: [[this.heading], ['TJTA']] }];
      },
    };
    const page = await (await readerOfKind(counting).open(new Uint8Array([1]))).readPage(1);
    expect(page.words.map(({ text }) => text)).toContain('Model code');
  });

  test('leaves files of other kinds to their readers', async () => {
    const csv = new TextEncoder().encode('Code;Model;Price\nTJTA;Summit;18750\n');
    expect(jsonList.recognizes(csv)).toBe(false);
    await expect((readers[0] as (typeof readers)[number]).open(csv)).rejects.toThrow('no json-list');
  });

  test.each([
    ['no table', { sheets: [1] }, 'unreadable', /no list of rows/],
    ['a cell that is a table', { sheets: { a: [{ Code: { a: 1 } }] } }, 'unreadable', /A cell holds/],
    ['nothing', { sheets: {} }, 'list-empty', /holds any text/],
    [
      'more rows than any list',
      { sheets: { a: Array.from({ length: 50_000 }, () => ({ Code: 'TJTA' })) } },
      'spreadsheet-too-large',
      /more than 50000 rows/,
    ],
    [
      'tables that have more rows together',
      {
        sheets: Object.fromEntries(['a', 'b'].map((name) => [name, Array(25_000).fill({ Code: 'TJTA' })])),
      },
      'spreadsheet-too-large',
      /more than 50000 rows/,
    ],
  ])('refuses a file with %s', async (_, value, category, message) => {
    const refusal = await (readers[0] as (typeof readers)[number])
      .open(bytesOf(value))
      .catch((error) => error);
    expect(refusal).toBeInstanceOf(UnreadableDocument);
    expect(refusal.category).toBe(category);
    expect(refusal.message).toMatch(message);
  });
});

test('The report of the samples tells the upper quartile of each market, brand and currency', () => {
  const priced = (amount: string, brand: string, currency = 'EUR') =>
    aListed({ extracted: { brand, price: { amount, currency } } });
  const products = [
    ...['10000.00', '20000.00', '30000.00', '40000.00'].map((amount) => priced(amount, 'SKI-DOO')),
    ...[priced('9000.00', 'LYNX'), priced('90000.00', 'LYNX', 'SEK')],
    aListed({ extracted: { brand: 'LYNX', price: null } }),
  ];
  const { text } = priceReport.write({ dealerId: 'demo', report: {} as never, products });
  expect(text.split('\r\n')).toEqual([
    'market,brand,machines,p75,currency',
    'FI,LYNX,1,9000.00,EUR',
    'FI,LYNX,1,90000.00,SEK',
    'FI,SKI-DOO,4,32500.00,EUR',
    '',
  ]);
});

describe('The marketplace of the samples', () => {
  const rules = parseRuleSet({ version: 'test', layers: noticeBoard.rules });
  const judged = (listing: Listing) =>
    [...validateProducts([listing], { marketplace: noticeBoard, rules, dealer: aDealer() })][0];

  test('makes an ad by rules of its own', () => {
    const product = judged(aListing());
    expect(product?.verdict).toBe('published');
    expect(product?.ad && adText(product.ad, noticeBoard.feed)).toBe(
      '<offer number="SKIDOO-TJTH-2026"><name>Ski-Doo Summit X Expert 850 E-TEC 2026</name>' +
        '<cost>2069000</cost><code>TJTH</code>' +
        '<photos><photo href="https://north.example/pictures/5f1d.png"/></photos></offer>\n',
    );
  });

  test('is refused at the start where its rules are none', () => {
    expect(ruleFaults(noticeBoard)).toEqual([]);
    const { 'business-rules': _, ...rules } = noticeBoard.rules;
    const [fault] = ruleFaults({ name: 'board', rules: rules as typeof noticeBoard.rules });
    expect(fault).toMatch(/^marketplace board, whose rules are wrong: .*business-rules/s);
  });

  test('publishes nothing without a price', () => {
    expect(judged(aListing({ extracted: { price: null } }))?.verdict).not.toBe('published');
  });
});
