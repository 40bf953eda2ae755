import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Extracted, ExtractedProduct } from '#contracts/extracted.ts';
import { PRICE_LISTS } from '#samples/generate.ts';
import { generatePriceList } from '#samples/generate-price-list.ts';
import type { Scan } from '../fakes/textract-blocks.ts';
import { pairs } from '../matrix.ts';
import { type List, openList, readScanned, valuesOf } from './read-as-pictures.ts';

const FIXTURES = fileURLToPath(new URL('../../../shared/fixtures/price-lists/', import.meta.url));
const hasShared = existsSync(FIXTURES);
if (!hasShared) console.log('The lists beside the project are absent: they are not read as pictures.');

const LISTS = [
  ...PRICE_LISTS.map((options) => ({
    name: `sample of ${options.brand}, ${options.layout}`,
    read: async () => (await generatePriceList(options)).bytes,
  })),
  ...(hasShared ? readdirSync(FIXTURES) : []).map((name) => ({
    name,
    read: async (): Promise<Uint8Array> => readFileSync(`${FIXTURES}${name}`),
  })),
];

const opened = new Map<string, Promise<List>>();

/** Each list is opened once for all the ways in which it is scanned. */
function listOf({ name, read }: (typeof LISTS)[number]): Promise<List> {
  const list = opened.get(name) ?? read().then(openList);
  opened.set(name, list);
  return list;
}

/** Chance that is the same in every run. */
const dice = (seed: number) => () => {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
};

const SCANS: Record<string, Scan> = {
  'as sharp as it was printed': {},
  'with corners off by a pixel': { noise: 0.4, random: dice(1) },
  askew: { turned: 1.3, noise: 0.3, random: dice(2) },
  'on its side': { turned: 90 },
  'upside down and askew': { turned: 178.5 },
};

/** The pictures of a turned sheet have no colours here, by which some lists mark machines of the spring order. */
const asSeen =
  ({ turned }: Scan) =>
  (values: Partial<ExtractedProduct>) =>
    turned ? { ...values, springOnly: expect.any(Boolean) } : values;

const every = (lists: typeof LISTS, scans: Record<string, Scan>) =>
  pairs(lists, Object.entries(scans)).map(([list, [how, scan]]) => ({ list, name: list.name, how, scan }));

/** Rows that are not as printed and that nobody would look at. */
const passedWrongly = (printed: Extracted, scanned: Extracted) => {
  const unsure = new Set(scanned.products.filter(({ flags }) => flags.length > 0));
  const right = new Set(valuesOf(printed).map((values) => JSON.stringify(values)));
  return scanned.products.filter(
    (product, at) => !unsure.has(product) && !right.has(JSON.stringify(valuesOf(scanned)[at])),
  );
};

describe('a list read from its pictures has the rows of its text layer', () => {
  test.each(every(LISTS, SCANS))('$name, $how', async ({ list, scan }) => {
    const opened = await listOf(list);
    const { printed } = opened;
    const scanned = await readScanned(opened, scan);
    expect(valuesOf(scanned)).toEqual(valuesOf(printed).map(asSeen(scan)));
    const { brand, modelYear, market, printedDate } = printed;
    expect(scanned).toMatchObject({ brand, modelYear, market, printedDate, accounted: true, problems: [] });
    expect(scanned.engine.name).toBe('textract');
    expect(scanned.products.map(({ confidence }) => confidence)).toEqual(
      printed.products.map(({ confidence }) => Math.min(confidence, 0.996)),
    );
  });
});

describe('what Textract is not sure of waits for a person', () => {
  const UNSURE: Record<string, Scan> = {
    'no table found': { withoutTables: true },
    'second lines taken for rows': { tearsRows: true },
    'prices hard to read': { confidence: (text) => (/\d/.test(text) ? 72 : 99) },
  };

  test.each(every(LISTS, UNSURE))('$name, $how', async ({ list, scan }) => {
    const opened = await listOf(list);
    const { printed } = opened;
    const scanned = await readScanned(opened, scan);
    expect(passedWrongly(printed, scanned)).toEqual([]);
    expect(scanned.accounted).toBe(false);
  });
});
