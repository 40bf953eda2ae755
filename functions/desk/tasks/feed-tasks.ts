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

/** A dealer that is looked at. */
interface Looked {
  dealer: Dealer;
  state: FeedState;
  /** What of it may be live; looked for where something is lost, since all its offers are read for it. */
  atStake: () => Worth | Promise<Worth>;
}

const deliverCommand = (dealerId: string, ports: FeedPorts): string[] =>
  commandInChannel(['deliver', '--dealer', dealerId], ports);

const newestOf = async ({ dealerId, builtFeed }: FeedState, { table }: FeedPorts) =>
  builtFeed > 0 ? table.feeds.get({ dealerId, version: builtFeed }) : null;

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
const agedTask = async (
  newest: FeedVersion | null,
  { state, atStake }: Looked,
  ports: FeedPorts,
): Promise<Task[]> => {
  const { frame } = marketplaceOf(ports).feed;
  if (!frame || !newest || !['held', 'rejected'].includes(newest.status)) return [];
  const live = await liveVersion(state, ports);
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
const rateTask = ({ dealer }: Looked, newest: FeedVersion | null, { clock, table }: FeedPorts): Task[] => {
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
  dealer: Dealer,
  atStake: Looked['atStake'],
  urlTasks: typeof urlTask,
  ports: FeedPorts,
): Promise<Task[]> => {
  const state = await feedStateOf(dealer.id, ports);
  if (!state) return [];
  const looked = { dealer, state, atStake };
  const newest = await newestOf(state, ports);
  return [
    ...(await heldTask(newest, ports)),
    ...(await agedTask(newest, looked, ports)),
    ...(await deliveryTasks(looked, await urlTasks(looked, ports), ports)),
    ...rateTask(looked, newest, ports),
  ];
};

/** What of a dealer's feed in the table's channel waits for a person, or is not as it should be at its public URL, which is asked. */
export const feedTasks = (dealer: Dealer, atStake: Looked['atStake'], ports: FeedPorts): Promise<Task[]> =>
  tasksOf(dealer, atStake, urlTask, ports);

/** The same by the records alone: nobody's host is asked. */
export const recordedFeedTasks = (dealer: Dealer, atStake: Worth, ports: FeedPorts): Promise<Task[]> =>
  tasksOf(
    dealer,
    () => atStake,
    async () => [],
    ports,
  );
