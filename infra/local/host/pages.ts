import { FIRST_CHANNEL } from '#contracts/channel.ts';
import type { Dealer } from '#contracts/dealer.ts';
import { atEachDealer } from '#desk/dealers/known-dealer.ts';
import { countOpen } from '#desk/review/queue.ts';
import { foundOrTrouble } from '#desk/tasks/task.ts';
import { tasksBesideQuestions } from '#desk/tasks/waiting-tasks.ts';
import { type HostedDealer, type HostedFeed, hostPage } from '#functions/reports/host-page.ts';
import { commandLine } from '#messages/command-line.ts';
import { decoded } from '#shared/dealer-faults.ts';
import { allDealers } from '#shared/dealers.ts';
import { channelsOf, commandInChannel, dealerIn, forEachChannel, inChannel } from '#shared/in-channel.ts';
import { liveVersion } from '#shared/live-feed.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import type { Ports } from '#shared/ports.ts';
import { isPlayed } from '#shared/public-web.ts';
import { nextWindow } from '#shared/windows.ts';
import type { Folders } from './folders.ts';

/** What the web server says beside the files of the dealers' hosts. */
export interface Pages {
  /** The first page. */
  index(url: string): Promise<string>;
  /** Why there is nothing at a path, in a sentence. */
  absent(path: string): Promise<string>;
}

const pathOf = ({ feed }: Dealer): string => decoded(new URL(feed.publicUrl).pathname);

const windowOf = ({ windows }: Dealer, now: Date): string => moscowMinute(nextWindow(windows, now).opensAt);

const liveOf = async ({ id: dealerId }: Dealer, { table }: Ports): Promise<HostedFeed['live']> => {
  const live = await liveVersion(await table.channelStates.get({ dealerId }), { table });
  return live && { version: live.version, ads: live.ads };
};

/** Where this machine plays the dealer's host: see `isPlayed`. */
const localUrlOf = ({ feed }: Dealer, url: string): string | null => {
  const asked = new URL(feed.publicUrl);
  return isPlayed(asked) ? new URL(asked.pathname, url).href : null;
};

/** Its feed in one channel. */
const hostedFeed = async (dealer: Dealer, url: string, ports: Ports): Promise<HostedFeed> => ({
  ...{ channel: ports.table.channel, publicUrl: dealer.feed.publicUrl, localUrl: localUrlOf(dealer, url) },
  ...{ live: await liveOf(dealer, ports), nextWindow: windowOf(dealer, ports.clock()) },
});

const hosted = async (dealer: Dealer, url: string, ports: Ports): Promise<HostedDealer> => {
  const { id, name } = dealer;
  return {
    ...{ id, name },
    feeds: await forEachChannel(dealer, ports, (own, inOne) => hostedFeed(own, url, inOne)),
    waiting: await foundOrTrouble(id, tasksBesideQuestions(dealer, ports)),
    questions: await countOpen(id, ports),
  };
};

const placesOf = ({ data, inboxRoot, artefacts, notices, log }: Folders): [string, string][] => [
  ['Files to drop', `${inboxRoot}/inbox/`],
  ['Feeds, what was read and matched, reports', artefacts],
  ['What dealers were told before their windows', notices],
  ['Log', log],
  ['All of it', data],
];

/** Why nothing is at the address of a dealer yet, and what brings it there. */
const undelivered = async (dealer: Dealer, ports: Ports): Promise<string> => {
  const { id: dealerId } = dealer;
  const state = await ports.table.channelStates.get({ dealerId });
  return state && state.builtFeed > 0
    ? `Nothing of ${dealerId} has been delivered yet: its feed will be here before the window of ${windowOf(dealer, ports.clock())}, or now by ${commandLine(commandInChannel(['deliver', '--dealer', dealerId], ports))}`
    : `Nothing of ${dealerId} has been built yet: drop a price list and its spec book into inbox/${dealerId}/`;
};

/** The pages of a host on these folders, once it is connected. */
export const pagesOf = (folders: Folders, connected: Promise<Ports>): Pages => ({
  index: async (url) => {
    const ports = await connected;
    const dealers = await atEachDealer(await allDealers(ports), async (dealer) => [
      await hosted(dealer, url, ports),
    ]);
    return hostPage({ dealers, places: placesOf(folders), at: moscowMinute(ports.clock().toISOString()) });
  },
  absent: async (path) => {
    const ports = await connected;
    const feeds = (await allDealers(ports)).flatMap((each) =>
      channelsOf(each).flatMap((channel) => ({ channel, dealer: dealerIn(channel, each) ?? each })),
    );
    const { dealer, channel = FIRST_CHANNEL } = feeds.find((each) => pathOf(each.dealer) === path) ?? {};
    if (!dealer) return 'Nothing lies here: see / for what this machine serves.';
    if (!isPlayed(new URL(dealer.feed.publicUrl)))
      return `The feed of ${dealer.id} is on its own host: ${dealer.feed.publicUrl}`;
    return undelivered(dealer, inChannel(channel, ports));
  },
});
