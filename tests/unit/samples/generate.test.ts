import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { Dealer } from '#contracts/dealer.ts';
import demo from '#samples/dealers/demo.json' with { type: 'json' };
import samples from '#samples/dealers/samples.json' with { type: 'json' };
import { generateSamples, PRICE_LISTS } from '#samples/generate.ts';
import { generatePriceList } from '#samples/generate-price-list.ts';

const SAMPLES = new URL('../../../samples/', import.meta.url);

const options = { layout: 'ruled', language: 'fi', brand: 'LYNX', modelYear: 2027 } as const;

const generated = await generateSamples();

test('the shipped files are what the generator makes', async () => {
  const shipped = await Promise.all(['price-lists', 'spec-books'].map(filesIn));
  expect(generated.map(({ name }) => name).toSorted()).toEqual(shipped.flat().toSorted());
  for (const { name, bytes } of generated)
    expect(Buffer.compare(bytes, await readFile(new URL(name, SAMPLES))), name).toBe(0);
});

const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(new URL(folder, SAMPLES))).map((name) => `${folder}/${name}`);

test('every shipped file is under 300 KB', () => {
  for (const { name, bytes } of generated) expect(bytes.length, name).toBeLessThan(300_000);
});

test.each([
  ['demo', demo],
  ['samples', samples],
])('the dealer %s is complete', (id, dealer) => {
  expect(Dealer.parse(dealer)).toMatchObject({ id, conversion: { EUR: {}, SEK: {}, NOK: {} } });
});

test('a list has as many rows as asked for, every code once', async () => {
  const { expected } = await generatePriceList({ ...options, productCount: 2000, seed: 3, compress: true });
  const codes = new Set(expected.products.map(({ modelCode }) => modelCode));
  expect(codes.size).toBe(2000);
});

test('the seed decides the bytes', async () => {
  const [first, same, other] = await Promise.all(
    [5, 5, 6].map((seed) => generatePriceList({ ...options, productCount: 20, seed })),
  );
  expect(first?.bytes).toEqual(same?.bytes);
  expect(first?.bytes).not.toEqual(other?.bytes);
});

test('the shipped lists hold what a person must look at: a price to come, a name nobody knows, spring-only', async () => {
  for (const list of await Promise.all(PRICE_LISTS.map(generatePriceList))) {
    const { products } = list.expected;
    expect(products.some(({ price, priceText }) => price === null && priceText === 'tba')).toBe(true);
    expect(products.some(({ model }) => ['Icefall', 'Avalanche'].includes(model ?? ''))).toBe(true);
    expect(products.some(({ springOnly }) => springOnly)).toBe(true);
  }
});
