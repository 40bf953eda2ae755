/**
 * How long a dealer's large feed takes to be built: offers sorted, ads chosen and written, read back, checked
 * and compared; then once more where it is live: `npm run bench -- feed [ADS]`. Wanted: 100,000 ads in ≤ 20 s
 * and ≤ 300 MB.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FIRST_CHANNEL } from '#contracts/channel.ts';
import { buildFeed } from '#functions/generate/generate.ts';
import { validateProducts } from '#functions/validate/validate-products.ts';
import { avito } from '#marketplace/avito.ts';
import { bundledRules } from '#reference/rules/bundled-rules.ts';
import type { FeedState } from '#shared/feed-state.ts';
import { folderObjectStore } from '#shared/folder-object-store.ts';
import { Parts } from '#shared/parts.ts';
import type { Ports } from '#shared/ports.ts';
import type { FeedVersion } from '#shared/table/feed-records.ts';
import type { Offer } from '#shared/table/records.ts';
import { aDealer, aListing } from '../fakes/listings.ts';
import { offer } from '../fakes/records.ts';
import { measured } from './measure.ts';

const count = Number(process.argv[2] ?? 100_000);
const dealer = aDealer();

const codeOf = (index: number): string => `A${index.toString(36).toUpperCase().padStart(5, '0')}`;

/** Ids in no order, as a table gives them; ads about as long as real ones. */
async function* offers(): AsyncGenerator<Offer> {
  const [product] = validateProducts([aListing()], { marketplace: avito, rules: bundledRules, dealer });
  if (!product?.ad) throw new Error('the sample listing gives no ad');
  const { ad } = product;
  const fields = { ...ad.fields, Description: `${ad.fields.Description}<p>${'текст '.repeat(150)}</p>` };
  for (let index = 0; index < count; index++) {
    const id = codeOf((index * 7919) % count);
    yield offer(id, { ad: { ...ad, fields, id } });
  }
}

/** A table of one dealer whose offers are made as they are asked for: what is measured is the stage. */
const tableOf = (feeds: Map<number, FeedVersion>) => ({
  channel: FIRST_CHANNEL,
  offers: { stream: offers },
  lists: { query: async () => [] },
  guardItems: { query: async () => [] },
  productAnswers: { query: async () => [] },
  dealerRules: { query: async () => [] },
  stock: { query: async () => [] },
  rules: { get: async () => null, putIf: async () => true, query: async () => [] },
  dealers: { get: async () => ({ configuration: dealer }) },
  feeds: {
    get: async ({ version }: FeedVersion) => feeds.get(version) ?? null,
    putIf: async (feed: FeedVersion) => Boolean(feeds.set(feed.version, feed)),
    patchIf: async () => false,
    remove: async () => {},
  },
});

const folder = await mkdtemp(join(tmpdir(), 'feed-bench-'));
const feeds = new Map<number, FeedVersion>();
const ports = {
  table: tableOf(feeds),
  artefacts: folderObjectStore(folder),
  clock: () => new Date(),
  parts: Parts.parse({}),
} as unknown as Ports;

const build = async (what: string, verifiedFeed: number): Promise<void> => {
  const state = { dealerId: 'demo', offersRevision: 1, builtFeed: 0, verifiedFeed } as FeedState;
  const { seconds, busySeconds, peakMegabytes } = await measured(() => buildFeed(state, ports, avito));
  const { ads = 0, bytes = 0 } = feeds.get(1) ?? {};
  const times = `${seconds.toFixed(1)} s (${busySeconds.toFixed(1)} s of processor)`;
  console.log(`${what}: ${times}, peak ${peakMegabytes} MB, ${ads} ads, ${Math.round(bytes / 1e6)} MB`);
};

await build('the first feed', 0);
await build('the same again, compared with the first', 1);
await rm(folder, { recursive: true });
