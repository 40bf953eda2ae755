import type { Dealer } from '#contracts/dealer.ts';
import type { Notice, NoticeRequest, Notices } from '#contracts/notice.ts';
import { commandLine } from '#messages/command-line.ts';
import { asTold, reason } from '#messages/reason.ts';
import { remedyOf, sentenceOf, told } from '#messages/say.ts';
import { ConfigurationError } from '#shared/errors.ts';
import { sha256 } from '#shared/hash.ts';
import { forEachChannel } from '#shared/in-channel.ts';
import { liveVersion } from '#shared/live-feed.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import type { Ports } from '#shared/ports.ts';
import { signedPost } from '#shared/signed-post.ts';
import type { NoticeRecord } from '#shared/table/records.ts';
import { nextWindow } from '#shared/windows.ts';
import { atEachDealer } from '../dealers/known-dealer.ts';
import { foundOrTrouble, type Task } from '../tasks/task.ts';
import { waitingTasks } from '../tasks/waiting-tasks.ts';

/** Before a window: what is answered then still goes out with its delivery. */
const AHEAD_MINUTES = 120;
const MINUTE_MS = 60_000;

/** What waits and is the same as when it was told last is told again after so long. */
const AGAIN_MS = 24 * 60 * 60_000;

/** A page's notices fit into a state of 256 KiB, and its questions into the time of a function. */
const PAGE = 50;

/** The others are counted, and the command behind them tells them all. */
const TASKS_TOLD = 5;

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);

type Content = Omit<Notice, 'text' | 'webhook'>;

/** How many ads of a dealer are live in each channel that it sells in, and when its next window there opens. */
const aheadOf = (dealer: Dealer, at: string, ports: Ports) =>
  forEachChannel(dealer, ports, async ({ id: dealerId, windows }, { table }) => {
    const live = await liveVersion(await table.channelStates.get({ dealerId }), { table });
    const { opensAt: window } = nextWindow(windows, new Date(at));
    return { channel: table.channel, live: live?.ads ?? 0, window };
  });

type Ahead = Awaited<ReturnType<typeof aheadOf>>;

/** Of all channels the next. */
const firstWindow = (ahead: Ahead): string => ahead.map(({ window }) => window).toSorted()[0] ?? '';

const contentOf = (dealerId: string, ahead: Ahead, tasks: readonly Task[]): Content => {
  const [first, ...beside] = ahead;
  return {
    ...{ dealerId, window: firstWindow(ahead), live: first?.live ?? 0, waiting: tasks.length },
    beside,
    ads: sum(tasks.map(({ ads }) => ads)),
    roubles: sum(tasks.map(({ roubles }) => roubles)),
  };
};

const lineOf = ({ reason: why, command }: Task): string =>
  `- ${[sentenceOf(why), remedyOf(why)].join(' ')} ${commandLine(command)}`;

const textOf = (content: Content, [first, ...beside]: Ahead, tasks: readonly Task[]): string => {
  const { live, waiting, ads, roubles } = content;
  const window = moscowMinute(first?.window ?? content.window);
  const headline = reason('window-ahead', { live, waiting, ads, roubles, window });
  const more = tasks.length - TASKS_TOLD;
  return [
    sentenceOf(headline),
    ...beside.map((each) =>
      sentenceOf(reason('window-ahead-in', { ...each, window: moscowMinute(each.window) })),
    ),
    ...tasks.slice(0, TASKS_TOLD).map(lineOf),
    ...(more > 0 ? [`- ${more} more: ${commandLine(['todo', content.dealerId])}`] : []),
  ].join('\n');
};

/** Of what was told: how long something has waited, or in which words it is said, is no change. */
const digestOf = (ahead: Ahead, tasks: readonly Task[]): string =>
  sha256(
    JSON.stringify([
      ...ahead.map(({ live }) => live),
      tasks.map(({ reason: { code }, command, ads }) => [code, command, ads]),
    ]),
  );

/** Where something waits that was not told lately, or it is not as it was told last. */
const isWorthTelling = (last: NoticeRecord | null, digest: string, waiting: number, at: string): boolean => {
  if (last === null) return waiting > 0;
  if (last.digest !== digest) return true;
  return waiting > 0 && Date.parse(at) - Date.parse(last.at) >= AGAIN_MS;
};

/** What is good to know and loses nothing: told when it begins to be so, and not every day that it stays so. */
const TOLD_ONCE: ReadonlySet<string> = new Set(['plan-nearly-used']);

const isToldOnce = ({ reason: { code } }: Task): boolean => TOLD_ONCE.has(code);

const nameOf = ({ reason: { code, values } }: Task): string => `${code} ${values.limit}`;

/** What is told once, by when it was told: now, unless it was before. */
const onceTold = (
  tasks: readonly Task[],
  { toldOnce = {} }: Pick<NoticeRecord, 'toldOnce'>,
  at: string,
): Record<string, string> =>
  Object.fromEntries(tasks.filter(isToldOnce).map((task) => [nameOf(task), toldOnce[nameOf(task)] ?? at]));

/** What was told once and is so no more may be told again. */
const forgetGone = async (
  last: NoticeRecord | null,
  toldOnce: Record<string, string>,
  { table }: Ports,
): Promise<void> => {
  const isGone = Object.keys(last?.toldOnce ?? {}).some((name) => !(name in toldOnce));
  if (last && isGone) await table.notices.patchIf(last, { toldOnce }, ({ at }, { eq }) => eq(at, last.at));
};

/** A window is told of once; asked for again by the same request, whose answer was lost, it is told again. */
const isTold = (last: NoticeRecord | null, window: string, at: string): boolean =>
  last?.window === window && last.at !== at;

const claim = (record: NoticeRecord, last: NoticeRecord | null, { table }: Ports): Promise<boolean> =>
  table.notices.putIf(record, (stored, { eq, notExists }) =>
    last ? `${eq(stored.window, last.window)} AND ${eq(stored.at, last.at)}` : notExists(stored.window),
  );

const bodyOf = (content: Content, text: string, tasks: readonly Task[]): string =>
  JSON.stringify({
    ...{ version: 1, ...content, text },
    tasks: tasks.map(({ reason: why, command, ads, roubles }) => ({
      ...told(why),
      ...{ command: commandLine(command), ads, roubles },
    })),
  });

/** The key that a webhook's secret holds. Throws `ConfigurationError`: whatever is signed without one, anybody can sign. */
const keyOf = async (secretName: string, { secrets }: Ports): Promise<string> => {
  const { key } = await secrets.read(secretName);
  if (key) return key;
  throw new ConfigurationError(`The secret ${secretName} holds no "key"`, { stage: 'remind' });
};

/** A webhook that does not take it is among the tasks that wait; the others hear all the same. */
const postTo = async ({ notify }: Dealer, record: NoticeRecord, body: string, ports: Ports) => {
  if (!notify) return null;
  const { url, secretName } = notify.webhook;
  try {
    const key = await keyOf(secretName, ports);
    await signedPost({ url, key, body, at: ports.clock().toISOString() }, ports.network);
    return 'taken' as const;
  } catch (error) {
    const failure = asTold(error instanceof Error ? error.message : String(error));
    await ports.table.notices.patchIf(record, { failure });
    return 'failed' as const;
  }
};

const noticeFor = async (dealer: Dealer, at: string, ports: Ports): Promise<Notice[]> => {
  const { id: dealerId } = dealer;
  const ahead = await aheadOf(dealer, at, ports);
  const window = firstWindow(ahead);
  const minutesLeft = Math.floor((Date.parse(window) - Date.parse(at)) / MINUTE_MS);
  if (minutesLeft > AHEAD_MINUTES) return [];
  const last = await ports.table.notices.get({ dealerId });
  if (isTold(last, window, at)) return [];
  const found = await foundOrTrouble(dealerId, waitingTasks({ dealerId }, ports));
  const toldOnce = onceTold(found, last ?? {}, at);
  const tasks = found.filter((task) => !isToldOnce(task) || toldOnce[nameOf(task)] === at);
  const waiting = tasks.filter((task) => !isToldOnce(task));
  const digest = digestOf(ahead, waiting);
  const isNew = last?.window === window || waiting.length < tasks.length;
  if (!isNew && !isWorthTelling(last, digest, waiting.length, at)) {
    await forgetGone(last, toldOnce, ports);
    return [];
  }
  const record = { dealerId, window, at, digest, toldOnce };
  if (!(await claim(record, last, ports))) return [];
  const content = contentOf(dealerId, ahead, tasks);
  const text = textOf(content, ahead, tasks);
  return [{ ...content, text, webhook: await postTo(dealer, record, bodyOf(content, text, tasks), ports) }];
};

/**
 * What the contacts of a page of dealers are to be told before the window that opens within two hours: of each window
 * once, and only where something waits or has changed since they were told last. Webhooks are told here.
 */
export const remind = async ({ at, after }: NoticeRequest, ports: Ports): Promise<Notices> => {
  const { items, cursor } = await ports.table.dealers.pageOfIndex('GSI1', {}, { limit: PAGE, after });
  const notices = await atEachDealer(items, ({ configuration }) => noticeFor(configuration, at, ports));
  const request = { at, mode: 'remind' as const, after: cursor };
  return { notices, next: cursor === null ? null : { name: ports.newId(), request } };
};
