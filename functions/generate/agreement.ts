import type { Reason } from '#contracts/reason.ts';
import type { FeedShape } from '#marketplace/marketplace.ts';
import { among } from '#messages/among.ts';
import type { FeedState } from '#shared/feed-state.ts';
import type { Ports } from '#shared/ports.ts';
import type { FeedVersion } from '#shared/table/feed-records.ts';
import { liveAds } from './written-ads.ts';

/** What a person has agreed to by approving a version that is not live yet. */
export interface Agreement {
  decision: FeedVersion['decision'];
  /** That version was held for this. */
  knows(reason: Reason): boolean;
  /** That version lacks the ad of this Id: it may go. */
  lacks(adId: string): boolean;
}

/** The agreement that the dealer's newest version is; null where it is live by now, or nobody approved it. */
export const agreementOf = async (
  { dealerId, builtFeed, verifiedFeed }: FeedState,
  shape: FeedShape,
  ports: Pick<Ports, 'table' | 'artefacts'>,
): Promise<Agreement | null> => {
  const feed =
    builtFeed > verifiedFeed ? await ports.table.feeds.get({ dealerId, version: builtFeed }) : null;
  if (feed?.status !== 'approved') return null;
  const ids = new Set<string>();
  for await (const { id } of liveAds(feed, shape, ports)) ids.add(id);
  const { decision, heldFor = [] } = feed;
  return { decision, knows: among(heldFor), lacks: (adId) => !ids.has(adId) };
};
