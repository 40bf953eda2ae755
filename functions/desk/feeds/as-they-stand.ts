import type { DealerState, FeedVersion } from '#shared/table/records.ts';

const MAY_GO: FeedVersion['status'][] = ['built', 'approved'];

/**
 * Versions, oldest first, as a person understands them: one that may still go by its record but never will, since a
 * newer one is live or goes before it, is superseded.
 */
export const asTheyStand = (
  feeds: readonly FeedVersion[],
  { verifiedFeed }: Pick<DealerState, 'verifiedFeed'>,
): FeedVersion[] => {
  const next = feeds.findLast(({ status }) => MAY_GO.includes(status))?.version ?? 0;
  const isOvertaken = ({ version, status }: FeedVersion) =>
    MAY_GO.includes(status) && version < Math.max(next, verifiedFeed);
  return feeds.map((feed) => (isOvertaken(feed) ? { ...feed, status: 'superseded' } : feed));
};
