import type { Dealer } from '#contracts/dealer.ts';
import { reasonKey } from '#contracts/reason.ts';
import { newestFeed } from '#desk/feeds/feed.ts';
import { productsInReview } from '#desk/review/queue.ts';
import { urlTrouble } from '#desk/tasks/feed-tasks.ts';
import { type SharedReason, sharedReasons } from '#functions/reports/reasons.ts';
import type { Host } from '#local/host/host.ts';
import { counted } from '#messages/en/words.ts';
import { sentenceOf } from '#messages/say.ts';
import type { Ports } from '#shared/ports.ts';
import { isPlayed } from '#shared/public-web.ts';
import type { FeedVersion } from '#shared/table/feed-records.ts';
import { nextWindow } from '#shared/windows.ts';
import { runnable } from '../say/command-line.ts';
import { sayGrid } from '../say/grid.ts';
import { sayReasons } from '../say/reasons.ts';
import { bold, dim, say } from '../say/terminal.ts';
import { duration, moscowTime } from '../say/times.ts';

/** Where this machine serves a dealer's feed, and what it plays; where the dealer's own host does, its address. */
export const feedUrl = ({ feed }: Dealer, web: string): { url: string; plays: string } => {
  const asked = new URL(feed.publicUrl);
  return isPlayed(asked)
    ? { url: new URL(asked.pathname, web).href, plays: feed.publicUrl }
    : { url: feed.publicUrl, plays: '' };
};

/** "11:00 MSK, in 1 h 19 min". */
export const nextWindowText = ({ windows }: Dealer): string => {
  const { opensAt, minutesLeft } = nextWindow(windows, new Date());
  return `${moscowTime(opensAt)}, in ${duration(minutesLeft)}`;
};

const urlText = ({ status, heldFor = [], decision }: FeedVersion, served: boolean, url: string): string => {
  if (status === 'held')
    return `keeps the feed before: this one is held back, ${heldFor.map(sentenceOf).join('; ')}`;
  if (status === 'rejected')
    return `keeps the feed before: this one was rejected by ${decision?.by}, ${decision?.why}`;
  return served ? `${url}  serves it` : 'serves it before the next window, or now by npx feedwright deliver';
};

/** How a dealer's newest feed stands, row by row; none where nothing was built. */
const feedRows = async (dealer: Dealer, web: string, ports: Ports): Promise<[string, string][]> => {
  const feed = await newestFeed(dealer.id, ports);
  const state = await ports.table.channelStates.get({ dealerId: dealer.id });
  if (!feed) return [];
  const served = state?.verifiedFeed === feed.version;
  const trouble = served ? await urlTrouble(dealer, ports) : null;
  return [
    ['Feed', `.feedwright/artefacts/${feed.key}  version ${feed.version}, ${counted(feed.ads, 'ad')}`],
    ['URL', trouble ? sentenceOf(trouble) : urlText(feed, served, feedUrl(dealer, web).url)],
  ];
};

/** Reasons that keep out more products than when they were told. */
export const newReasons = (
  reasons: readonly SharedReason[],
  told: ReadonlyMap<string, number>,
): SharedReason[] =>
  reasons.filter(({ reason, products }) => products.length > (told.get(reasonKey(reason)) ?? 0));

const countsOf = (reasons: readonly SharedReason[]): Map<string, number> =>
  new Map(reasons.map(({ reason, products }) => [reasonKey(reason), products.length]));

/** What was told of a dealer last. */
interface Told {
  reasons: ReadonlyMap<string, number>;
  feed: string;
}

const NOTHING_TOLD: Told = { reasons: new Map(), feed: '[]' };

const sayWaiting = (dealerId: string, reasons: SharedReason[], isFirst: boolean): void => {
  if (reasons.length === 0) return;
  sayReasons(reasons, isFirst ? 'Not published, by reason' : 'Not published, and new since then');
  say(dim(runnable(['questions', dealerId])));
};

/** Tells of dealers what has changed since it told of them last: old reasons are not told again at each drop. */
export const newsTeller = ({ web, ports }: Pick<Host, 'web' | 'ports'>) => {
  const last = new Map<string, Told>();
  return async (dealer: Dealer): Promise<void> => {
    const before = last.get(dealer.id) ?? NOTHING_TOLD;
    const reasons = sharedReasons(await productsInReview(dealer.id, ports));
    const rows = await feedRows(dealer, web, ports);
    const now = { reasons: countsOf(reasons), feed: JSON.stringify(rows) };
    last.set(dealer.id, now);
    const fresh = newReasons(reasons, before.reasons);
    if (fresh.length === 0 && now.feed === before.feed) return;
    say(`\n${bold(dealer.id)}`);
    sayWaiting(dealer.id, fresh, before === NOTHING_TOLD);
    if (now.feed !== before.feed) sayGrid([...rows, ['Next window', nextWindowText(dealer)]]);
    say();
  };
};
