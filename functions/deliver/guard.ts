import type { Delivery, FeedReference } from '#contracts/delivered.ts';
import type { Ports } from '#shared/ports.ts';
import type { DealerState, FeedVersion } from '#shared/table/records.ts';

type GuardPorts = Pick<Ports, 'table'>;

const MAY_GO: FeedVersion['status'][] = ['built', 'approved'];

const referenceTo = ({ version, key, sha256, bytes }: FeedVersion): FeedReference => ({
  version,
  key,
  sha256,
  bytes,
});

/** The versions built since the last verified one, newest first: usually one. */
const unproven = async function* ({ dealerId, builtFeed, verifiedFeed }: DealerState, { table }: GuardPorts) {
  for (let version = builtFeed; version > verifiedFeed; version--) {
    const feed = await table.feeds.get({ dealerId, version });
    if (feed) yield feed;
  }
};

/** The opening check brings nothing: Avito may be loading. */
const routeOf = (mode: Delivery['mode'], feed: FeedVersion, verified: FeedVersion | null) => {
  if (mode === 'verify') return 'opening';
  return feed.sha256 === verified?.sha256 ? 'verify' : 'pictures';
};

const holding = (held?: FeedVersion): Partial<Delivery> => ({
  feed: held ? referenceTo(held) : null,
  outcome: 'held',
  reason: held?.reason ?? 'No feed version is ready to go.',
  route: 'receipt',
});

const decide = (
  { mode }: Delivery,
  versions: FeedVersion[],
  verified: FeedVersion | null,
): Partial<Delivery> => {
  const next = versions.find(({ status }) => MAY_GO.includes(status));
  const held = versions.find(({ status }) => status === 'held');
  const settled = held ? undefined : verified;
  const feed = mode === 'verify' ? (verified ?? next) : (next ?? settled);
  if (!feed) return holding(held);
  return { feed: referenceTo(feed), route: routeOf(mode, feed, verified) };
};

/**
 * Chooses the feed: the newest that may go; where its bytes are the ones last verified, or nothing newer
 * was built, the URL is only asked. The opening check asks for the verified one.
 */
export const guard = async (delivery: Delivery, ports: GuardPorts): Promise<Delivery> => {
  const { dealerId } = delivery;
  const state = await ports.table.states.get({ dealerId });
  const verified = state && (await ports.table.feeds.get({ dealerId, version: state.verifiedFeed }));
  const versions = state ? await Array.fromAsync(unproven(state, ports)) : [];
  return { ...delivery, previousSha256: verified?.sha256 ?? null, ...decide(delivery, versions, verified) };
};
