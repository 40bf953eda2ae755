import { FIRST_CHANNEL } from '#contracts/channel.ts';
import type { Dealer } from '#contracts/dealer.ts';
import type { Reason } from '#contracts/reason.ts';
import { choiceFor, isOverdue } from '#functions/deliver/feed-choice.ts';
import { servedAt } from '#functions/deliver/verify.ts';
import { reason } from '#messages/reason.ts';
import { type FeedState, feedStateOf } from '#shared/feed-state.ts';
import { channelNamed, commandInChannel } from '#shared/in-channel.ts';
import { servedFeed, wholeFeed } from '#shared/live-feed.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import type { Ports } from '#shared/ports.ts';
import { oldRates } from '#shared/rate-age.ts';
import type { FeedVersion } from '#shared/table/feed-records.ts';
import { lastOpening } from '#shared/windows.ts';
import { lastDelivery } from '../feeds/feed.ts';
import { NOTHING, type Task, type Worth } from './task.ts';
import { worthOfFeed } from './worth.ts';

export type FeedPorts = Pick<Ports, 'table' | 'artefacts' | 'clock' | 'web'>;

/** A dealer that is looked at. */
interface Looked {
  dealer: Dealer;
  state: FeedState;
  /** What of it may be live. */
  atStake: Worth;
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

const haltedTask = (
  { dealer: { id: dealerId }, state: { halted }, atStake }: Looked,
  ports: FeedPorts,
): Task[] =>
  halted
    ? [
        {
          ...{ dealerId, reason: reason('host-refuses', { cause: halted }) },
          ...{ command: commandInChannel(['dealers', 'resume', dealerId], ports), ...atStake },
        },
      ]
    : [];

/** A host that does not answer by then does not answer a person either; the delivery asks longer. */
const PATIENCE_MS = 15_000;

const SILENT = new Error(`no answer within ${PATIENCE_MS / 1000} seconds`);

const askUrl = async (url: string, { web }: FeedPorts) => {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(SILENT), PATIENCE_MS);
  try {
    return await servedAt(url, { get: (asked) => Promise.race([web.get(asked), promise]) });
  } finally {
    clearTimeout(timer);
  }
};

/** What the URL may serve: what is live, and what a delivery may just have brought. */
const knownHashes = async (state: FeedState, ports: FeedPorts): Promise<Set<string> | null> => {
  const { live, unproven } = await choiceFor(state, ports);
  if (!live) return null;
  const bodies = [live, ...unproven].flatMap((feed) => [wholeFeed(feed), servedFeed(feed)]);
  return new Set(bodies.map(({ sha256 }) => sha256));
};

const wrongAtUrl = async (dealer: Dealer, state: FeedState, ports: FeedPorts): Promise<Reason | null> => {
  const known = await knownHashes(state, ports);
  if (!known) return null;
  const served = await askUrl(dealer.feed.publicUrl, ports);
  const isOurs = served.sha256 !== null && known.has(served.sha256);
  return isOurs ? null : reason('live-url-wrong', { cause: served.reason });
};

/** What is wrong with what a dealer's public URL serves now; null where it is ours, or nothing is live yet. */
export const urlTrouble = async (dealer: Dealer, ports: FeedPorts): Promise<Reason | null> => {
  const state = await feedStateOf(dealer.id, ports);
  return state && wrongAtUrl(dealer, state, ports);
};

const urlTask = async ({ dealer, state, atStake }: Looked, ports: FeedPorts): Promise<Task[]> => {
  const why = await wrongAtUrl(dealer, state, ports);
  const { id: dealerId } = dealer;
  return why ? [{ dealerId, reason: why, command: deliverCommand(dealerId, ports), ...atStake }] : [];
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
  return [{ dealerId, reason: why, command: deliverCommand(dealerId, ports), ...atStake }];
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
const deliveryTasks = async (looked: Looked, ports: FeedPorts): Promise<Task[]> => {
  const url = await urlTask(looked, ports);
  const halted = haltedTask(looked, ports);
  return halted.length + url.length > 0 ? [...halted, ...url] : lateTask(looked, ports);
};

/** What of a dealer's feed in the table's channel waits for a person, or is not as it should be at its public URL, which is asked. */
export const feedTasks = async (dealer: Dealer, atStake: Worth, ports: FeedPorts): Promise<Task[]> => {
  const state = await feedStateOf(dealer.id, ports);
  if (!state) return [];
  const looked = { dealer, state, atStake };
  const newest = await newestOf(state, ports);
  return [
    ...(await heldTask(newest, ports)),
    ...(await deliveryTasks(looked, ports)),
    ...rateTask(looked, newest, ports),
  ];
};
