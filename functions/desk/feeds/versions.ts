import * as z from 'zod';
import { FeedDiff } from '#contracts/feed-diff.ts';
import { reason } from '#messages/reason.ts';
import { readJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import type { ChannelState, FeedVersion } from '#shared/table/feed-records.ts';
import { dealersNamed, refuseUnknownDealer } from '../dealers/known-dealer.ts';
import { Refusal } from '../refusal.ts';

/** A version's number. */
export const Version = z.number().int().positive();

/** A version of a dealer's feed; the newest where none is named. */
export const ShowFeed = z.strictObject({ dealerId: z.string(), version: Version.optional() });
type ShowFeed = z.infer<typeof ShowFeed>;

type VersionPorts = Pick<Ports, 'table'>;

const MAY_GO: FeedVersion['status'][] = ['built', 'approved'];

/**
 * Versions, oldest first, as a person understands them: one that may still go by its record but never will, since a
 * newer one is live or goes before it, is superseded.
 */
export const asTheyStand = (
  feeds: readonly FeedVersion[],
  { verifiedFeed }: Pick<ChannelState, 'verifiedFeed'>,
): FeedVersion[] => {
  const next = feeds.findLast(({ status }) => MAY_GO.includes(status))?.version ?? 0;
  const isOvertaken = ({ version, status }: FeedVersion) =>
    MAY_GO.includes(status) && version < Math.max(next, verifiedFeed);
  return feeds.map((feed) => (isOvertaken(feed) ? { ...feed, status: 'superseded' } : feed));
};

/** How a dealer that has a feed stands. Throws `Refusal` for one that nobody knows, or that has none yet. */
export const stateWithFeed = async (dealerId: string, ports: VersionPorts): Promise<ChannelState> => {
  await refuseUnknownDealer(dealerId, ports);
  const state = await ports.table.channelStates.get({ dealerId });
  if (state && state.builtFeed > 0) return state;
  throw new Refusal(reason('feed-missing', { dealerId }));
};

/** The versions of a dealer's feed in the order of their numbers, and which of them is live. */
export const listFeeds = async (
  { dealerId }: Pick<ShowFeed, 'dealerId'>,
  ports: VersionPorts,
): Promise<{ feeds: FeedVersion[]; live: number }> => {
  const state = await stateWithFeed(dealerId, ports);
  const feeds = (await ports.table.feeds.query({ dealerId })).filter(
    ({ version }) => version <= state.builtFeed,
  );
  const inOrder = feeds.sort((one, other) => one.version - other.version);
  return { feeds: asTheyStand(inOrder, state), live: state.verifiedFeed };
};

/** How a dealer's feed stands: what is live, and the newest version. */
export interface NewestFeed {
  dealerId: string;
  /** 0 where nothing is. */
  live: number;
  adsLive: number;
  newest: FeedVersion;
}

/** How the feeds of dealers stand, of those that have one; read together, however many they are. */
export const newestFeedsOf = async (
  dealerIds: readonly string[],
  { table }: VersionPorts,
): Promise<NewestFeed[]> => {
  const states = await table.channelStates.getAll(dealerIds.map((dealerId) => ({ dealerId })));
  const wanted = states.flatMap(({ dealerId, builtFeed, verifiedFeed }) =>
    [builtFeed, verifiedFeed].filter((version) => version > 0).map((version) => ({ dealerId, version })),
  );
  const versions = Map.groupBy(await table.feeds.getAll(wanted), ({ dealerId }) => dealerId);
  const byDealer = new Map(states.map((state) => [state.dealerId, state]));
  return dealerIds.flatMap((dealerId) => {
    const { builtFeed = 0, verifiedFeed: live = 0 } = byDealer.get(dealerId) ?? {};
    const numbered = (number: number) => versions.get(dealerId)?.find(({ version }) => version === number);
    const newest = numbered(builtFeed);
    return newest ? [{ dealerId, live, adsLive: numbered(live)?.ads ?? 0, newest }] : [];
  });
};

/** How the feeds stand of so many dealers behind the cursor, and the next one's; null after the last. */
export const pageOfNewestFeeds = async (
  part: { limit: number; after: string | null },
  ports: VersionPorts,
): Promise<{ items: NewestFeed[]; cursor: string | null }> => {
  const { items, cursor } = await ports.table.dealers.pageOfIndex('GSI1', {}, part);
  const ids = items.map(({ dealerId }) => dealerId);
  return { items: await newestFeedsOf(ids, ports), cursor };
};

/** How the feed of every dealer that has one stands. */
export const newestFeeds = async (ports: VersionPorts): Promise<NewestFeed[]> =>
  newestFeedsOf(await dealersNamed(undefined, ports), ports);

/** One version, and which one is live. Throws `Refusal` for one that nobody built. */
export const showFeed = async (
  { dealerId, version }: ShowFeed,
  ports: VersionPorts,
): Promise<{ feed: FeedVersion; live: number }> => {
  const { feeds, live } = await listFeeds({ dealerId }, ports);
  const feed = version === undefined ? feeds.at(-1) : feeds.find((built) => built.version === version);
  if (feed) return { feed, live };
  throw new Refusal(reason('feed-unknown', { dealerId, version: version ?? 0 }));
};

/** What a version changes, ad by ad, and the key of the same as a page. Throws `Refusal` where that was not kept. */
export const diffFeed = async (
  wish: ShowFeed,
  ports: Pick<Ports, 'table' | 'artefacts'>,
): Promise<{ difference: FeedDiff; page: string }> => {
  const { feed } = await showFeed(wish, ports);
  if (!feed.changes) throw new Refusal(reason('difference-missing'));
  return {
    difference: await readJson(ports.artefacts, feed.changes.json, FeedDiff),
    page: feed.changes.html,
  };
};
