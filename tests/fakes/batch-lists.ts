import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dealer } from '#contracts/dealer.ts';
import samplesDealer from '#samples/dealers/samples.json' with { type: 'json' };
import { generatePriceList, type PriceListOptions } from '#samples/generate-price-list.ts';
import type { Ports } from '#shared/ports.ts';
import { aDealer } from './listings.ts';
import { shippedBook } from './shipped-book.ts';

/** Small lists, each of its own machines. */
export const aList = async (seed: number, changes: Partial<PriceListOptions> = {}): Promise<Uint8Array> => {
  const { bytes } = await generatePriceList({
    ...{ layout: 'banded', language: 'fi', brand: 'SKI-DOO', modelYear: 2027, productCount: 6, seed },
    ...changes,
  });
  return bytes;
};

/** The book of those lists. */
export const aBook = async (): Promise<Uint8Array> => (await shippedBook()).bytes;

/** Puts a dealer into the table under each of the names. */
export const addDealers = async ({ table }: Ports, ...ids: string[]): Promise<void> => {
  for (const id of ids) {
    const configuration: Dealer = { ...aDealer(), id };
    await table.dealers.put({ dealerId: id, version: '1', configuration });
  }
};

/** Lays files below a prefix of the inbox. */
export const bring = async (
  { inbox }: Ports,
  prefix: string,
  files: Record<string, Uint8Array | string>,
): Promise<void> => {
  for (const [name, body] of Object.entries(files))
    await inbox.write(prefix + name, body, 'application/octet-stream');
};

const BRANDS = ['SKI-DOO', 'LYNX'] as const;
const FIRST_YEAR = 2018;

/** A dealer has a list of either brand for each of these years, and one spec book. */
const LISTS_A_DEALER = 20;

const listAt = (place: number, productCount: number): Promise<Uint8Array> => {
  const brand = BRANDS[place % BRANDS.length] as (typeof BRANDS)[number];
  const modelYear = FIRST_YEAR + Math.floor((place % LISTS_A_DEALER) / BRANDS.length);
  return aList(place + 1, { brand, modelYear, productCount, compress: true });
};

/** The samples' dealer under another name, with a host and a secret of its own. */
const dealerCalled = (id: string): object =>
  JSON.parse(JSON.stringify(samplesDealer).replaceAll('samples', id));

/**
 * A folder as a person brings it: `dealers/<id>.json` for a command to find, and `lists/<dealer>/…`, so many lists,
 * no two of a dealer for the same brand and year, and a spec book for each dealer. Answers how many files.
 */
export const writeBatch = async (folder: string, lists: number, productCount = 38): Promise<number> => {
  const book = await aBook();
  const write = async (path: string, body: Uint8Array | string) => {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), body);
  };
  for (let place = 0; place < lists; place++) {
    const id = `dealer-${Math.floor(place / LISTS_A_DEALER)}`;
    await write(`lists/${id}/list-${place}.pdf`, await listAt(place, productCount));
    if (place % LISTS_A_DEALER > 0) continue;
    await write(`dealers/${id}.json`, JSON.stringify(dealerCalled(id)));
    await write(`lists/${id}/book.pdf`, book);
  }
  return lists + Math.ceil(lists / LISTS_A_DEALER);
};
