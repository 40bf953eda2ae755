import { relative } from 'node:path';
import type { Dealer } from '#contracts/dealer.ts';
import { newestFeed } from '#desk/feeds/feed.ts';
import { productsInReview } from '#desk/review/waiting.ts';
import type { Host } from '#local/host/host.ts';
import { sentenceOf } from '#messages/say.ts';
import type { Ports } from '#shared/ports.ts';
import type { FeedVersion } from '#shared/table/records.ts';
import { nextWindow } from '#shared/windows.ts';
import { grid } from '../say/grid.ts';
import { sayReasons } from '../say/reasons.ts';
import { bold, dim, say } from '../say/terminal.ts';
import { duration, moscowTime } from '../say/times.ts';

const localUrl = ({ feed }: Dealer, web: string): string =>
  new URL(new URL(feed.publicUrl).pathname, web).href;

const nextWindowText = ({ windows }: Dealer): string => {
  const { opensAt, minutesLeft } = nextWindow(windows, new Date());
  return `${moscowTime(opensAt)}, in ${duration(minutesLeft)}`;
};

const sayGrid = (rows: string[][]) => {
  for (const line of grid(rows)) say(line);
};

/** The first words: where to drop files, and where the feeds will be. */
export const sayReady = ({ folders, dealers, web }: Host, resumed: number): void => {
  say(`${bold('Feedwright runs.')} Ctrl-C stops it.\n`);
  for (const dealer of dealers)
    sayGrid([
      ['Dealer', `${dealer.id}, ${dealer.name}`],
      ['Inbox', `inbox/${dealer.id}/  (drop price lists and spec books here)`],
      ['Feed URL', `${localUrl(dealer, web)}  ${dim(`plays ${dealer.feed.publicUrl}`)}`],
      ['Next window', nextWindowText(dealer)],
    ]);
  say(dim(`Artefacts and logs: ${relative('.', folders.data)}/\n`));
  if (resumed > 0) say(`${resumed} executions had not ended; they begin again.\n`);
};

const urlText = ({ status, heldFor = [] }: FeedVersion, served: boolean, url: string): string => {
  if (status === 'held')
    return `keeps the feed before: this one is held back, ${heldFor.map(sentenceOf).join('; ')}`;
  return served
    ? `${url}  serves it`
    : 'serves it before the next window, or now by `npx feedwright deliver`';
};

const sayFeed = async (dealer: Dealer, web: string, ports: Ports): Promise<void> => {
  sayReasons(await productsInReview(dealer.id, ports));
  const feed = await newestFeed(dealer.id, ports);
  const state = await ports.table.channelStates.get({ dealerId: dealer.id });
  if (!feed) return;
  const served = state?.verifiedFeed === feed.version;
  say();
  sayGrid([
    [
      'Feed',
      `.feedwright/artefacts/${feed.key}  version ${feed.version}, ${feed.ads} ads, ${feed.bytes} bytes`,
    ],
    ['URL', urlText(feed, served, localUrl(dealer, web))],
    ['Next window', nextWindowText(dealer)],
  ]);
  say();
};

/** Where each dealer's feed is now. */
export const sayFeeds = async (dealers: Dealer[], web: string, ports: Ports): Promise<void> => {
  for (const dealer of dealers) await sayFeed(dealer, web, ports);
};

/** The last words. */
export const sayStopped = (unfinished: number): void =>
  say(unfinished > 0 ? `Stopped; ${unfinished} executions go on at the next start.` : 'Stopped.');
