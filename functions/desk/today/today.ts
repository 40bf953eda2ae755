import type { Dealer } from '#contracts/dealer.ts';
import { forEachChannel } from '#shared/in-channel.ts';
import type { Ports } from '#shared/ports.ts';
import { LAST_FIRST } from '#shared/table/collection.ts';
import type { FeedVersion } from '#shared/table/feed-records.ts';
import type { WindowVerdict } from '#shared/table/verdict-records.ts';
import { nextWindow } from '#shared/windows.ts';
import { atEachDealer, configuredDealers } from '../dealers/known-dealer.ts';
import { type ServedNow, servedNow } from '../feeds/served-now.ts';
import { countOpen } from '../review/queue.ts';
import { documentsAtWork, documentTasks } from '../tasks/document-tasks.ts';
import { type RecordedFeed, recordedFeed, recordedFeedTasks } from '../tasks/feed-tasks.ts';
import { marketTasks } from '../tasks/market-tasks.ts';
import { planTasks } from '../tasks/plan-tasks.ts';
import { byLoss, foundOrTrouble, NOTHING, type Task } from '../tasks/task.ts';
import { verdictTasks } from '../tasks/verdict-tasks.ts';
import { webhookTask } from '../tasks/waiting-tasks.ts';

/** A dealer's feed in one channel, as its next window will find it. */
export interface TodaysFeed {
  channel: string;
  publicUrl: string;
  /** Null while nothing was seen at the URL. */
  live: Pick<FeedVersion, 'version' | 'ads'> | null;
  /** The version built last, whether it may go or not; null before there is one. */
  newest: Pick<FeedVersion, 'version' | 'ads' | 'status' | 'heldFor' | 'builtAt' | 'changes'> | null;
  /** Times of the day in Moscow, and the first second of the next one, ISO, UTC. */
  windows: string[];
  opensAt: string;
  /** What the marketplace made of the last window that has a verdict. */
  verdict: WindowVerdict | null;
}

/** Everything about a dealer that its records tell: nobody's host is asked, and no list is judged. */
export interface Today {
  dealerId: string;
  name: string;
  feeds: TodaysFeed[];
  /** Files at work. */
  atWork: number;
  /** Machines and changes that wait for an answer. */
  waiting: number;
  /** What else waits, what keeps most ads from being live first. */
  tasks: Task[];
}

const newestOf = ({ newest: feed }: RecordedFeed): TodaysFeed['newest'] => {
  if (!feed) return null;
  const { version, ads, status, heldFor, builtAt, changes } = feed;
  return { version, ads, status, builtAt, ...(heldFor && { heldFor }), ...(changes && { changes }) };
};

const lastVerdict = async (dealerId: string, { table }: Ports): Promise<WindowVerdict | null> => {
  for await (const verdict of table.windowVerdicts.stream({ dealerId }, LAST_FIRST)) return verdict;
  return null;
};

const feedOf = (
  { windows, feed: { publicUrl } }: Dealer,
  recorded: RecordedFeed,
  { table, clock }: Ports,
): Omit<TodaysFeed, 'verdict'> => {
  const { live } = recorded;
  return {
    ...{ channel: table.channel, publicUrl, newest: newestOf(recorded) },
    live: live && { version: live.version, ads: live.ads },
    ...{ windows, opensAt: nextWindow(windows, clock()).opensAt },
  };
};

const feedWithTasks = async (dealer: Dealer, ports: Ports): Promise<{ feed: TodaysFeed; tasks: Task[] }> => {
  const [recorded, verdict, ofVerdicts] = await Promise.all([
    recordedFeed(dealer.id, ports),
    lastVerdict(dealer.id, ports),
    verdictTasks(dealer, ports),
  ]);
  const atStake = { ...NOTHING, ads: recorded.live?.ads ?? 0 };
  const ofFeed = await recordedFeedTasks(dealer, recorded, atStake, ports);
  return { feed: { ...feedOf(dealer, recorded, ports), verdict }, tasks: [...ofFeed, ...ofVerdicts] };
};

/** What is read is independent of one another, and somebody waits before an empty screen. */
const todayOf = async (dealer: Dealer, ports: Ports): Promise<Today> => {
  const { id: dealerId, name } = dealer;
  const atWork = documentsAtWork(dealerId, ports);
  const [feeds, { length }, waiting, ...others] = await Promise.all([
    forEachChannel(dealer, ports, feedWithTasks),
    atWork,
    countOpen(dealerId, ports),
    atWork.then((files) => documentTasks(dealerId, files, ports)),
    marketTasks(dealerId, ports),
    webhookTask(dealerId, ports),
    planTasks(dealerId, ports),
  ]);
  const tasks = [...feeds.flatMap((each) => each.tasks), ...others.flat()];
  return {
    ...{ dealerId, name, feeds: feeds.map(({ feed }) => feed), atWork: length, waiting },
    tasks: tasks.toSorted(byLoss),
  };
};

/** How a dealer stands today. Throws `Refusal` for one that nobody knows. */
export const showToday = async (dealerId: string, ports: Ports): Promise<Today> =>
  todayOf((await configuredDealers(dealerId, ports))[0] as Dealer, ports);

const isToday = (found: Today | Task): found is Today => 'feeds' in found;

/** One whose records cannot be read stands among the others, with that as what waits. */
const orTrouble = async (dealer: Dealer, ports: Ports): Promise<Today[]> => {
  const found = await foundOrTrouble(
    dealer.id,
    todayOf(dealer, ports).then((today) => [today]),
  );
  const none = { dealerId: dealer.id, name: dealer.name, feeds: [], atWork: 0, waiting: 0 };
  return found.map((each) => (isToday(each) ? each : { ...none, tasks: [each] }));
};

/** Ads that something keeps from being live, as far as that is known. */
const lossOf = ({ tasks, waiting }: Today): number => Math.max(waiting, ...tasks.map(({ ads }) => ads));

/** How all dealers stand today, who loses most ads first. */
export const todayOfAll = async (ports: Ports): Promise<Today[]> => {
  const all = await atEachDealer(await configuredDealers(undefined, ports), (each) => orTrouble(each, ports));
  return all.toSorted((one, other) => lossOf(other) - lossOf(one) || other.tasks.length - one.tasks.length);
};

/** What each of a dealer's public URLs serves, asked now. Throws `Refusal` for a dealer that nobody knows. */
export const showServed = async (
  dealerId: string,
  ports: Ports,
): Promise<(ServedNow & { channel: string; askedAt: string })[]> => {
  const [dealer] = await configuredDealers(dealerId, ports);
  const askedAt = ports.clock().toISOString();
  const served = await forEachChannel(dealer as Dealer, ports, async (own, inOne) => {
    const now = await servedNow(own, inOne);
    return now ? [{ channel: inOne.table.channel, askedAt, ...now }] : [];
  });
  return served.flat();
};
