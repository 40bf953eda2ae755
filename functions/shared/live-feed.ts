import type { FeedReference } from '#contracts/delivered.ts';
import type { FeedVersion } from './table/records.ts';

/** A version as it was built. */
export const wholeFeed = ({ version, key, sha256, bytes }: FeedVersion): FeedReference => ({
  version,
  key,
  sha256,
  bytes,
});

/** What the URL was last seen to serve of a verified version. */
export const liveFeed = (feed: FeedVersion): FeedReference => ({ ...wholeFeed(feed), ...feed.interim });
