import type { Dealer } from '#contracts/dealer.ts';
import { generatePriceList, type PriceListOptions } from '#samples/generate-price-list.ts';
import { generateSpecBook } from '#samples/generate-spec-book.ts';
import type { Ports } from '#shared/ports.ts';
import { aDealer } from '../../fakes/listings.ts';

/** Small lists, each of its own machines. */
export const aList = async (seed: number, changes: Partial<PriceListOptions> = {}): Promise<Uint8Array> => {
  const { bytes } = await generatePriceList({
    ...{ layout: 'banded', language: 'fi', brand: 'SKI-DOO', modelYear: 2027, productCount: 6, seed },
    ...changes,
  });
  return bytes;
};

/** The book of those lists. */
export const aBook = async (): Promise<Uint8Array> =>
  (await generateSpecBook({ brand: 'SKI-DOO', modelYear: 2027 })).bytes;

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
