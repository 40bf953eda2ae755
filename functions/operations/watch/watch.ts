import type { Dealer } from '#contracts/dealer.ts';
import { forEachChannel } from '#shared/in-channel.ts';
import { liveVersion } from '#shared/live-feed.ts';
import type { Standing } from '#shared/meter.ts';
import type { Ports } from '#shared/ports.ts';
import { MAY_BE_LATE } from '#shared/table/collection.ts';
import type { ChannelState, FeedVersion } from '#shared/table/feed-records.ts';
import type { DocumentRecord } from '#shared/table/records.ts';

type WatchPorts = Pick<Ports, 'table' | 'clock'>;

/** How things stand; `StuckMinutes` and `HeldHours` are those of whoever has waited longest. */
export type Standings = Record<Standing, number>;

const NOTHING: Standings = {
  Dealers: 0,
  Lists: 0,
  Products: 0,
  AdsLive: 0,
  FeedsHeld: 0,
  InReview: 0,
  StuckMinutes: 0,
  HeldHours: 0,
};

const LONGEST = new Set<Standing>(['StuckMinutes', 'HeldHours']);

const together = (all: Standings, one: Standings): Standings => {
  const names = Object.keys(all) as Standing[];
  const joined = (name: Standing) =>
    LONGEST.has(name) ? Math.max(all[name], one[name]) : all[name] + one[name];
  return Object.fromEntries(names.map((name) => [name, joined(name)])) as Standings;
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Since when nothing has come of a document: the last stage that ended, or its arrival. */
export const stillSince = async (
  { dealerId, documentId, runId, receivedAt }: DocumentRecord,
  { table }: WatchPorts,
): Promise<string> => {
  const stages = await table.statistics.query({ dealerId, documentId, runId });
  return stages.reduce((last, { endedAt }) => (endedAt > last ? endedAt : last), receivedAt);
};

const stuckMinutes = async (dealerId: string, ports: WatchPorts): Promise<number> => {
  const open = await ports.table.documents.queryIndex('GSI1', { dealerId, status: 'processing' });
  const now = ports.clock().getTime();
  const still = await Promise.all(open.map((document) => stillSince(document, ports)));
  return Math.max(0, ...still.map((since) => (now - Date.parse(since)) / MINUTE_MS));
};

const UNDECIDED: FeedVersion['status'][] = ['held', 'superseded'];

/** Since when nobody has decided: a version that is held may take the place of others that were. */
export const heldSince = async ({ dealerId, builtFeed }: ChannelState, { table }: WatchPorts) => {
  let [since, version] = [null as string | null, builtFeed];
  for (; version > 0; version--) {
    const feed = await table.feeds.get({ dealerId, version });
    if (!feed || !UNDECIDED.includes(feed.status) || (since === null && feed.status !== 'held')) break;
    since = feed.builtAt;
  }
  return since;
};

const feedOf = async (dealerId: string, ports: WatchPorts): Promise<Standings> => {
  const state = await ports.table.channelStates.get({ dealerId });
  if (!state) return NOTHING;
  const live = await liveVersion(state, ports);
  const since = await heldSince(state, ports);
  const HeldHours = since ? (ports.clock().getTime() - Date.parse(since)) / HOUR_MS : 0;
  return { ...NOTHING, AdsLive: live?.ads ?? 0, FeedsHeld: since ? 1 : 0, HeldHours };
};

/** A file with several lists counts its products once. */
const productsIn = async (dealerId: string, documents: Set<string>, { table }: WatchPorts) => {
  const keys = [...documents].map((documentId) => ({ dealerId, documentId }));
  const found = await table.documents.getAll(keys);
  return found.reduce((sum, { counts }) => sum + (counts?.products ?? 0), 0);
};

/** The guard's items of the first channel lie among the machines' own. */
const inReview = async (dealerId: string, { table }: WatchPorts): Promise<number> => {
  const open = table.guardItems.streamIndex('GSI1', { dealerId, status: 'open' }, MAY_BE_LATE);
  let waiting = 0;
  for await (const _ of open) waiting += 1;
  return waiting;
};

const standingsOf = async (dealer: Dealer, ports: WatchPorts): Promise<Standings> => {
  const dealerId = dealer.id;
  const feeds = await forEachChannel(dealer, ports, async (_, inOne) => ({
    ...(await feedOf(dealerId, inOne)),
    InReview: await inReview(dealerId, inOne),
  }));
  const lists = await ports.table.lists.query({ dealerId });
  const documents = new Set(lists.map(({ documentId }) => documentId));
  return {
    ...feeds.reduce(together, NOTHING),
    Dealers: 1,
    Lists: lists.length,
    Products: await productsIn(dealerId, documents, ports),
    StuckMinutes: await stuckMinutes(dealerId, ports),
  };
};

/** How the environment stands, by its table: what it holds, what waits for a person, and what does not move. */
export const watch = async (ports: WatchPorts): Promise<Standings> => {
  let standings = NOTHING;
  for await (const { configuration } of ports.table.dealers.streamIndex('GSI1', {}))
    standings = together(standings, await standingsOf(configuration, ports));
  return standings;
};
