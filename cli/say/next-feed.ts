import { sentenceOf } from '#messages/say.ts';
import type { FeedVersion } from '#shared/table/feed-records.ts';
import { say } from './terminal.ts';

/** What becomes of a dealer's newest version. */
export const whatBecomesOf = ({ dealerId, version, status, heldFor = [], decision }: FeedVersion): string => {
  const whatNext = {
    held: `is held back: ${heldFor.map(sentenceOf).join('; ')}. Approve or reject it; what it changes: npx feedwright feed diff ${dealerId}`,
    rejected: `was rejected by ${decision?.by}: the feed delivered last stays until something changes.`,
    delivered: 'is live already: nothing in it changes.',
    built: 'goes out before the next window.',
    approved: 'goes out before the next window.',
    superseded: 'is about to be replaced.',
  }[status];
  return `Feed version ${version} ${whatNext}`;
};

/** Says what becomes of the dealer's newest version, which a command may just have brought about. */
export const sayNextFeed = (feed: FeedVersion | null): void => {
  if (feed) say(whatBecomesOf(feed));
};
