import { expect, test } from 'vitest';
import * as z from 'zod';
import { LongArtefact, longJson } from '#shared/long-json.ts';
import type { ObjectStore } from '#shared/ports.ts';

/** An artefact whose texts hold all that parts JSON, lists in its elements and another field of the list's name further in. */
const ARTEFACT = {
  ...{ name: 'products', before: { products: [1, 2] }, 'quo"ted, {\'': [[], {}] },
  products: [{ text: 'прив"ет, [ ] { } \\\\ \\"', list: [1, { products: [] }] }, [], {}, 'x,]', 5, null],
  ...{ after: 'ё'.repeat(10), more: [1, [2]] },
};

/** More than is parsed at once: what comes behind it is parted. */
const LONG = { long: ' '.repeat((1 << 22) + 1), ...ARTEFACT };

/** The end of it in pieces: characters, escapes and names are torn. */
const inPieces = async function* (text: string, size: number) {
  const bytes = Buffer.from(text);
  let at = Math.max(0, bytes.length - 1_000);
  yield bytes.subarray(0, at);
  for (; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
};

const partsOf = async (text: string, size: number): Promise<[unknown[], unknown]> => {
  const elements: unknown[] = [];
  const reading = longJson(inPieces(text, size), 'products');
  let next = await reading.next();
  for (; !next.done; next = await reading.next()) elements.push(next.value);
  return [elements, next.value];
};

test.each([
  ['a short one', ARTEFACT, 1],
  ['a long one', LONG, 1],
  ['a long one', LONG, 7],
])('the elements of %s come one by one, then all else', async (_, artefact, size) => {
  const rest = { ...artefact, products: [] };
  expect(await partsOf(JSON.stringify(artefact, null, 1), size)).toEqual([ARTEFACT.products, rest]);
});

test.each([
  ['a short one', ARTEFACT],
  ['a long one', LONG],
])('%s that breaks off, or has no such list, is no artefact', async (_, artefact) => {
  const text = JSON.stringify(artefact);
  await expect(partsOf(text.slice(0, -1), 100)).rejects.toThrow(SyntaxError);
  await expect(partsOf(text.slice(0, -120), 100)).rejects.toThrow(SyntaxError);
  const { products: _none, ...without } = artefact;
  expect(await partsOf(JSON.stringify(without), 100)).toEqual([[], without]);
});

test.each(['[1,,2]', '[1,]', '[,1]', '[,]'])('a long one whose list is %s is no artefact', async (list) => {
  const text = JSON.stringify({ ...LONG, products: [] }).replace(
    '"products":[],"after"',
    `"products":${list},"after"`,
  );
  await expect(partsOf(text, 100)).rejects.toThrow(SyntaxError);
});

test('products under a name that is written with escapes are not passed over', async () => {
  const text = JSON.stringify(LONG).replace('"products":[{', '"pro\\u0064ucts":[{');
  const store = { readStream: async () => inPieces(text, 100) } as unknown as ObjectStore;
  const contract = { whole: z.object({ products: z.array(z.unknown()) }), product: z.unknown() };
  const reading = async () => Array.fromAsync(new LongArtefact(store, 'key', contract).products());
  await expect(reading()).rejects.toThrow(SyntaxError);
});
