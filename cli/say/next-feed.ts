import { newestFeed } from '#desk/feeds/feed.ts';
import { sentenceOf } from '#messages/say.ts';
import type { Ports } from '#shared/ports.ts';
import { say } from './terminal.ts';

/** Says what becomes of the dealer's newest version, which a command may just have brought about. */
export const sayNextFeed = async (dealerId: string, ports: Ports): Promise<void> => {
  const feed = await newestFeed(dealerId, ports);
  if (!feed) return;
  const { version, status, heldFor = [] } = feed;
  const whatNext = {
    held: `is held back: ${heldFor.map(sentenceOf).join('; ')}. See feedwright feed diff ${dealerId}, then approve or reject it.`,
    rejected: `was rejected by ${feed.decision?.by}: the feed delivered last stays until something changes.`,
    delivered: 'is live already: nothing in it changes.',
    built: 'goes out before the next window.',
    approved: 'goes out before the next window.',
    superseded: 'is about to be replaced.',
  }[status];
  say(`Feed version ${version} ${whatNext}`);
};
