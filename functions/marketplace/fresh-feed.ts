import type { FeedState } from '#shared/feed-state.ts';
import type { Ports } from '#shared/ports.ts';
import type { Marketplace } from './marketplace.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Whether the marketplace takes the channel's newest feed for fresh no longer: one of the same ads is then due, that tells a
 * later date. Never of one that a person rejected: the same ads would go after all.
 */
export const isStale = async (
  { dealerId, builtFeed }: Pick<FeedState, 'dealerId' | 'builtFeed'>,
  { feed: { frame } }: Pick<Marketplace, 'feed'>,
  { table, clock }: Pick<Ports, 'table' | 'clock'>,
): Promise<boolean> => {
  const last = frame && builtFeed > 0 ? await table.feeds.get({ dealerId, version: builtFeed }) : null;
  if (!frame || !last || last.status === 'rejected') return false;
  return clock().getTime() - Date.parse(last.builtAt) >= frame.freshDays * DAY_MS;
};
