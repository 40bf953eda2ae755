import type { FeedReference } from '#contracts/delivered.ts';
import type { Ad } from '#contracts/validated.ts';
import { readFeed } from '#marketplace/feed-reader.ts';
import type { FeedShape } from '#marketplace/marketplace.ts';
import { compare } from '#shared/change-guard.ts';
import { liveFeed, wholeFeed } from '#shared/live-feed.ts';
import type { Ports } from '#shared/ports.ts';
import { oldRates } from '#shared/rate-age.ts';
import type { FeedVersion } from '#shared/table/records.ts';
import { dealerOf } from './dealer-of.ts';

type HoldPorts = Pick<Ports, 'table' | 'artefacts' | 'clock'>;

/** The feed to bring and the one it replaces. */
export interface Replacement {
  next: FeedVersion;
  live: FeedVersion | null;
}

/** A feed may be far larger than memory: of each ad only its Id is kept. */
const bareAds = async ({ key }: FeedReference, shape: FeedShape, { artefacts }: HoldPorts): Promise<Ad[]> => {
  const ads = readFeed(await artefacts.readStream(key), shape);
  return Array.fromAsync(ads, ({ id }) => ({ id, fields: {}, images: [] }));
};

const reasonToHold = async ({ next, live }: Replacement, ports: HoldPorts, shape: FeedShape) => {
  const dealer = await dealerOf(next.dealerId, ports);
  const tooOld = oldRates(next.rates ?? [], dealer, 'holdAfterDays', ports.clock()).join('; ') || null;
  const liveAds = live ? await bareAds(liveFeed(live), shape, ports) : [];
  return compare(liveAds, await bareAds(wholeFeed(next), shape, ports), dealer.guard).held ?? tooOld;
};

/**
 * Marks a feed as held that would take away too much of the one that is live by now, which may not be the
 * one it was compared with when built, or whose prices stand on a rate that has grown too old since. Gives
 * the reason; null for a feed that may go, and for one that a person has approved.
 */
export const holdBack = async (
  replacement: Replacement,
  ports: HoldPorts,
  shape: FeedShape,
): Promise<string | null> => {
  const { dealerId, version, status } = replacement.next;
  const reason = status === 'approved' ? null : await reasonToHold(replacement, ports, shape);
  if (reason === null) return null;
  const marked = await ports.table.feeds.patchIf(
    { dealerId, version },
    { status: 'held', reason },
    (feed, { eq }) => eq(feed.status, status),
  );
  return marked ? reason : null;
};
