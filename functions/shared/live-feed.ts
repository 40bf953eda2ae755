/**
 * A version of a feed has a *whole* body, as it was built. Where a delivery may bring only a part of that yet (pictures
 * of some ads are missing, people have withdrawn ads), an *interim* body of the same version goes instead: deliver
 * writes it, `FeedVersion.interim` names it, and `Delivery.withheld` is why pictures made it necessary. *Live* is the
 * version that the channel's public URL was last seen to serve in either body; `ChannelState.verifiedFeed` is its number.
 */
import type { FeedReference } from '#contracts/delivered.ts';
import type { Ports } from './ports.ts';
import type { ChannelState, FeedVersion } from './table/feed-records.ts';

/** The live version of a channel; null while there is none. */
export const liveVersion = async (
  state: Pick<ChannelState, 'dealerId' | 'verifiedFeed'> | null,
  { table }: Pick<Ports, 'table'>,
): Promise<FeedVersion | null> =>
  state && state.verifiedFeed > 0
    ? table.feeds.get({ dealerId: state.dealerId, version: state.verifiedFeed })
    : null;

/** The body of a version as it was built. */
export const wholeFeed = ({ version, key, sha256, bytes }: FeedVersion): FeedReference => ({
  version,
  key,
  sha256,
  bytes,
});

/** The body of a live version that the URL was seen to serve: the interim one, if it has one. */
export const servedFeed = (live: FeedVersion): FeedReference => ({ ...wholeFeed(live), ...live.interim });
