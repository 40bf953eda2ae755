import { generatePriceList } from '#samples/generate-price-list.ts';
import type { Ports } from '#shared/ports.ts';
import { begin } from './pipeline.ts';
import { shippedBook } from './shipped-book.ts';

export interface DroppedFile {
  name: string;
  bytes: Uint8Array;
}

export const LIST = {
  ...({ layout: 'banded', language: 'fi', brand: 'SKI-DOO', modelYear: 2027 } as const),
  ...{ productCount: 20, seed: 1 },
};

/** A list, its book, and a list of another brand that has none. */
export const droppedFiles = async () => ({
  list: await generatePriceList(LIST),
  book: await shippedBook(),
  otherList: await generatePriceList({
    ...LIST,
    ...{ brand: 'LYNX', layout: 'ruled', language: 'en', seed: 2 },
  }),
});

/** Takes a file in that has come into the inbox of the demo dealer. */
export const beginWith = async ({ name, bytes }: DroppedFile, ports: Ports) => {
  await ports.inbox.write(`inbox/demo/${name}`, bytes, 'application/pdf');
  return begin({ key: `inbox/demo/${name}` }, `run-${name}`, ports);
};

/** The newest feed of the demo dealer; empty where there is none. */
export const newestFeedOf = async ({ table, artefacts }: Ports): Promise<string> => {
  const state = await table.channelStates.get({ dealerId: 'demo' });
  const feed = await table.feeds.get({ dealerId: 'demo', version: state?.builtFeed ?? 0 });
  return feed ? Buffer.from(await artefacts.read(feed.key)).toString() : '';
};
