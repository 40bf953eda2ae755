import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Dealer } from '#contracts/dealer.ts';
import { feedStateOf } from '#shared/feed-state.ts';
import { sha256 } from '#shared/hash.ts';
import type { Ports } from '#shared/ports.ts';
import type { FeedVersion } from '#shared/table/feed-records.ts';
import { testDealer } from '../../fakes/dealer.ts';
import { type DeliveryInput, runDelivery } from '../../fakes/delivery-machine.ts';
import { testPorts } from '../../fakes/ports.ts';
import { webHost } from '../../fakes/web-host.ts';

/** 02:15 in Moscow: the lead start of the window that opens at 03:00. */
export const LEAD_START = '2026-11-22T23:15:00.000Z';
export const WINDOW = '2026-11-23T00:00:00.000Z';
export const FEED_PATH = '/api/avito/feed.xml';

/** Feeds are sorted by Id, as texts. */
export const feedOf = (title: string, ads = 1): string =>
  `<Ads>${Array.from({ length: ads }, (_, n) => `<Ad><Id>${1000 + n}</Id><Title>${title}</Title></Ad>`).join('')}</Ads>`;

const DEALER = { dealerId: 'north' };

/** One dealer with a web host, and a clock that a test moves; the FTP host is the test's to give. */
export const deliveryScene = async () => {
  const stack = new AsyncDisposableStack();
  const root = await mkdtemp(join(tmpdir(), 'dealer-host-'));
  stack.defer(() => rm(root, { recursive: true }));
  const web = stack.use(await webHost(root));
  const real = stack.use(await testPorts());
  const moving = { now: new Date(LEAD_START), secret: {} as Record<string, string> };
  const ports: Ports = {
    ...real,
    secrets: { read: async () => moving.secret },
    clock: () => moving.now,
  };
  return Object.assign(moving, {
    root,
    url: web.url,
    dealerUrl: `${web.url}${FEED_PATH}`,
    place: real.place,
    ports,
    use: <Host extends AsyncDisposable>(host: Host) => stack.use(host),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),

    dealer: async (changes: Partial<Dealer> = {}, url = web.url) => {
      const configuration = testDealer(changes, url);
      await real.table.dealers.put({ ...DEALER, version: '1', configuration });
    },
    build: async (version: number, content: string, changes: Partial<FeedVersion> = {}) => {
      const key = `feeds/north/${version}.xml`;
      const hash = { sha256: sha256(content), bytes: Buffer.byteLength(content) };
      await real.artefacts.write(key, content, 'application/xml');
      const feed = { ...DEALER, version, key, ...hash, ads: 1, revision: version, status: 'built' as const };
      await real.table.feeds.put({ ...feed, builtAt: LEAD_START, ...changes });
      await real.table.channelStates.add(DEALER, { builtFeed: 1 });
    },
    deliver: (request: Partial<DeliveryInput> = {}, changes: Partial<Ports> = {}) =>
      runDelivery({ at: moving.now.toISOString(), ...request }, { ...ports, ...changes }),
    live: () => readFile(join(root, FEED_PATH), 'utf8'),
    namesBesideFeed: () => readdir(dirname(join(root, FEED_PATH))),
    receipts: async () =>
      (await real.table.deliveries.query(DEALER)).sort((a, b) => a.sequence.localeCompare(b.sequence)),
    state: () => feedStateOf(DEALER.dealerId, real),
  });
};
export type Scene = Awaited<ReturnType<typeof deliveryScene>>;
