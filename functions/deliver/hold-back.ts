import type { FeedReference } from '#contracts/delivered.ts';
import type { Reason } from '#contracts/reason.ts';
import { readFeed } from '#marketplace/feed-reader.ts';
import type { FeedShape } from '#marketplace/marketplace.ts';
import { countChange, massRemoval } from '#shared/change-guard.ts';
import { servedFeed, wholeFeed } from '#shared/live-feed.ts';
import type { Ports } from '#shared/ports.ts';
import { oldRates } from '#shared/rate-age.ts';
import type { FeedVersion } from '#shared/table/records.ts';
import { dealerOf } from './dealer-of.ts';

type HoldPorts = Pick<Ports, 'table' | 'artefacts' | 'clock'>;

/** The feed to bring and the one it replaces. */
export interface Replacement {
  next: FeedVersion;
  live: FeedVersion | null;
  /** Ids of ads that people keep out: their going is nobody's accident. */
  keptOut: ReadonlySet<string>;
}

const adsOf = async (feed: FeedReference | null, shape: FeedShape, { artefacts }: HoldPorts) =>
  feed ? readFeed(await artefacts.readStream(feed.key), shape) : (async function* () {})();

const reasonsToHold = async (
  { next, live, keptOut }: Replacement,
  ports: HoldPorts,
  shape: FeedShape,
): Promise<Reason[]> => {
  const dealer = await dealerOf(next.dealerId, ports);
  const tooOld = oldRates(next.rates ?? [], dealer, 'holdAfterDays', ports.clock());
  const liveAds = await adsOf(live && servedFeed(live), shape, ports);
  const change = await countChange(liveAds, await adsOf(wholeFeed(next), shape, ports), keptOut);
  const removal = massRemoval(change, dealer.guard);
  return removal ? [removal] : tooOld;
};

/**
 * Marks a feed as held that would take away too much of the one that is live by now, which may not be the
 * one it was compared with when built, or whose prices stand on a rate that has grown too old since. Gives
 * the reasons; none for a feed that may go, and for one that a person has approved.
 */
export const holdBack = async (
  replacement: Replacement,
  ports: HoldPorts,
  shape: FeedShape,
): Promise<Reason[]> => {
  const { dealerId, version, status } = replacement.next;
  const heldFor = status === 'approved' ? [] : await reasonsToHold(replacement, ports, shape);
  if (heldFor.length === 0) return [];
  const marked = await ports.table.feeds.patchIf(
    { dealerId, version },
    { status: 'held', heldFor },
    (feed, { eq }) => eq(feed.status, status),
  );
  return marked ? heldFor : [];
};
