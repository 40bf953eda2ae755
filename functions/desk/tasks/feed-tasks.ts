import { FIRST_CHANNEL } from '#contracts/channel.ts';
import type { Dealer } from '#contracts/dealer.ts';
import type { Reason } from '#contracts/reason.ts';
import { isOverdue } from '#functions/deliver/feed-choice.ts';
import { marketplaceOf } from '#marketplace/marketplaces.ts';
import { reason } from '#messages/reason.ts';
import { type FeedState, feedStateOf } from '#shared/feed-state.ts';
import { channelNamed, commandInChannel } from '#shared/in-channel.ts';
import { liveVersion } from '#shared/live-feed.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import type { Ports } from '#shared/ports.ts';
import { oldRates } from '#shared/rate-age.ts';
import type { FeedVersion } from '#shared/table/feed-records.ts';
import { lastOpening } from '#shared/windows.ts';
import { lastDelivery } from '../feeds/feed.ts';
import { servedNow } from '../feeds/served-now.ts';
import { NOTHING, type Task, type Worth } from './task.ts';
import { worthOfFeed } from './worth.ts';

export type FeedPorts = Pick<Ports, 'table' | 'artefacts' | 'clock' | 'web' | 'parts'>;

/** A dealer's feed in the table's channel, by its records. */
export interface RecordedFeed {
  /** Null for a dealer of whom nothing has come. */
  state: FeedState | null;
  newest: FeedVersion | null;
  live: FeedVersion | null;
}

/** A dealer that is looked at. */
interface Looked extends RecordedFeed {
  dealer: Dealer;
  state: FeedState;
  /** What of it may be live; looked for where something is lost, since all its offers are read for it. */
  atStake: () => Worth | Promise<Worth>;
}

const deliverCommand = (dealerId: string, ports: FeedPorts): string[] =>
  commandInChannel(['deliver', '--dealer', dealerId], ports);

const newestOf = async ({ dealerId, builtFeed }: FeedState, { table }: FeedPorts) =>
  builtFeed > 0 ? table.feeds.get({ dealerId, version: builtFeed }) : null;

/** Mostly what is newest is live, and read once. */
const liveOf = async (state: FeedState, newest: FeedVersion | null, ports: FeedPorts) =>
  state.verifiedFeed === state.builtFeed ? newest : liveVersion(state, ports);

/** Reads the records of a dealer's feed in the table's channel. */
export const recordedFeed = async (dealerId: string, ports: FeedPorts): Promise<RecordedFeed> => {
  const state = await feedStateOf(dealerId, ports);
  const newest = state && (await newestOf(state, ports));
  return { state, newest, live: state && (await liveOf(state, newest, ports)) };
};

const heldTask = async (newest: FeedVersion | null, ports: FeedPorts): Promise<Task[]> => {
  if (newest?.status !== 'held') return [];
  const { dealerId, version, heldFor = [] } = newest;
  return [
    {
      ...{ dealerId, ...(await worthOfFeed(newest, ports)) },
      reason: reason('feed-held', { dealerId, version, reasons: heldFor, ...channelNamed(ports) }),
      command: commandInChannel(['feed', 'diff', dealerId], ports),
    },
  ];
};

const DAY_MS = 24 * 60 * 60 * 1000;

/** A live feed that a marketplace takes for fresh no longer, while a person keeps back all that would take its place. */
const agedTask = async ({ newest, live, atStake }: Looked, ports: FeedPorts): Promise<Task[]> => {
  const { frame } = marketplaceOf(ports).feed;
  if (!frame || !newest || !['held', 'rejected'].includes(newest.status)) return [];
  const days = live ? Math.floor((ports.clock().getTime() - Date.parse(live.builtAt)) / DAY_MS) : 0;
  if (days < frame.freshDays) return [];
  const { dealerId } = newest;
  const { channel } = ports.table;
  return [
    {
      ...{ dealerId, reason: reason('live-feed-ages', { channel, days, most: frame.freshDays }) },
      ...{ command: commandInChannel(['feed', 'diff', dealerId], ports), ...(await atStake()) },
    },
  ];
};

const haltedTask = async (
  { dealer: { id: dealerId }, state: { halted }, atStake }: Looked,
  ports: FeedPorts,
): Promise<Task[]> =>
  halted
    ? [
        {
          ...{ dealerId, reason: reason('host-refuses', { cause: halted }) },
          ...{ command: commandInChannel(['dealers', 'resume', dealerId], ports), ...(await atStake()) },
        },
      ]
    : [];

/** What is wrong with what a dealer's public URL serves now; null where it is ours, or nothing is live yet. */
export const urlTrouble = async (dealer: Dealer, ports: FeedPorts): Promise<Reason | null> => {
  const why = (await servedNow(dealer, ports))?.reason;
  return why ? reason('live-url-wrong', { cause: why }) : null;
};

const urlTask = async ({ dealer, atStake }: Looked, ports: FeedPorts): Promise<Task[]> => {
  const why = await urlTrouble(dealer, ports);
  const { id: dealerId } = dealer;
  if (!why) return [];
  return [{ dealerId, reason: why, command: deliverCommand(dealerId, ports), ...(await atStake()) }];
};

/** A delivery that is under way counts as queued, in case it dies; until its end there is nothing to do. */
const isAtWork = async ({ dealerId }: FeedState, { table, clock }: FeedPorts): Promise<boolean> =>
  ((await table.locks.get({ dealerId, name: 'delivery' }))?.until ?? 0) > clock().getTime();

/** What is not at its URL: a window opened without it, or the delivery before the next one did not get through. */
const lateTask = async ({ dealer, state, atStake }: Looked, ports: FeedPorts): Promise<Task[]> => {
  const { id: dealerId, windows } = dealer;
  const openedAt = lastOpening(windows, ports.clock());
  const missed = await isOverdue(state, openedAt, ports);
  if ((!missed && !state.queued) || (await isAtWork(state, ports))) return [];
  const cause = (await lastDelivery(dealerId, ports))?.reason ?? null;
  const why = missed
    ? reason('window-missed', { window: moscowMinute(openedAt), cause })
    : reason('feed-late', { cause });
  return [{ dealerId, reason: why, command: deliverCommand(dealerId, ports), ...(await atStake()) }];
};

/** Rates are the dealer's: its first channel tells of them. */
const rateTask = ({ dealer, newest }: Looked, { clock, table }: FeedPorts): Task[] => {
  const { id: dealerId } = dealer;
  if (table.channel !== FIRST_CHANNEL) return [];
  const rates = oldRates(newest?.rates ?? [], dealer, 'staleAfterDays', clock());
  return rates.length === 0
    ? []
    : [
        {
          ...{ dealerId, reason: reason('rates-old', { dealerId, rates }) },
          ...{ command: ['dealers', 'show', dealerId], ...NOTHING },
        },
      ];
};

/** A host that refuses the dealer, or serves something else, is why nothing is delivered: once is enough. */
const deliveryTasks = async (looked: Looked, url: Task[], ports: FeedPorts): Promise<Task[]> => {
  const halted = await haltedTask(looked, ports);
  return halted.length + url.length > 0 ? [...halted, ...url] : lateTask(looked, ports);
};

const tasksOf = async (
  { dealer, state, ...others }: RecordedFeed & Pick<Looked, 'dealer' | 'atStake'>,
  urlTasks: typeof urlTask,
  ports: FeedPorts,
): Promise<Task[]> => {
  if (!state) return [];
  const looked = { dealer, state, ...others };
  return [
    ...(await heldTask(looked.newest, ports)),
    ...(await agedTask(looked, ports)),
    ...(await deliveryTasks(looked, await urlTasks(looked, ports), ports)),
    ...rateTask(looked, ports),
  ];
};

/** What of a dealer's feed in the table's channel waits for a person, or is not as it should be at its public URL, which is asked. */
export const feedTasks = async (
  dealer: Dealer,
  atStake: Looked['atStake'],
  ports: FeedPorts,
): Promise<Task[]> => tasksOf({ ...(await recordedFeed(dealer.id, ports)), dealer, atStake }, urlTask, ports);

/** The same by its records alone, which are read already: nobody's host is asked. */
export const recordedFeedTasks = (
  dealer: Dealer,
  feed: RecordedFeed,
  atStake: Worth,
  ports: FeedPorts,
): Promise<Task[]> => tasksOf({ ...feed, dealer, atStake: () => atStake }, async () => [], ports);
