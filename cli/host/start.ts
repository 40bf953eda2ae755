import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import * as z from 'zod';
import type { Dealer } from '#contracts/dealer.ts';
import { Delivery, WindowCheck } from '#contracts/delivered.ts';
import type { Reason } from '#contracts/reason.ts';
import { actsOf } from '#desk/acts.ts';
import { runDelivery } from '#desk/feeds/deliver.ts';
import { newestFeed } from '#desk/feeds/feed.ts';
import { productsInReview } from '#desk/review/waiting.ts';
import { urlTrouble } from '#desk/tasks/feed-tasks.ts';
import { SAMPLES } from '#local/host/dealers.ts';
import { type Folders, persistentFolders } from '#local/host/folders.ts';
import { type Host, startHost } from '#local/host/host.ts';
import { findHost } from '#local/host/host-file.ts';
import { forgetVersions } from '#local/inbox/forget-versions.ts';
import { openInboxes } from '#local/inbox/inboxes.ts';
import { dropSamples } from '#local/inbox/samples.ts';
import { watchInbox } from '#local/inbox/watcher.ts';
import { isOfClock, startClock } from '#local/machines/clock.ts';
import { deliverSoon } from '#local/machines/deliver-soon.ts';
import type { Progress } from '#local/machines/progress.ts';
import { reconcileHourly } from '#local/machines/reconcile-hourly.ts';
import type { Runner } from '#local/machines/runner.ts';
import { sentenceOf } from '#messages/say.ts';
import { allDealers } from '#shared/dealers.ts';
import type { Ports } from '#shared/ports.ts';
import type { FeedVersion } from '#shared/table/records.ts';
import { nextWindow } from '#shared/windows.ts';
import { type Command, UsageError } from '../command.ts';
import { sayGrid } from '../say/grid.ts';
import { sayReasons } from '../say/reasons.ts';
import { bold, dim, say } from '../say/terminal.ts';
import { duration, moscowTime } from '../say/times.ts';
import { showNotices } from './notices.ts';
import { showProgress } from './progress-lines.ts';

/** The state of the delivery machine that looks back; its name in `delivery.asl.json`. */
const CHECK = 'Check';

const Checked = z.object({ Payload: WindowCheck });

const sayMissed = (dealerId: string): void =>
  say(
    `${bold(`${dealerId} missed its window`)}: it opened without the feed that was due. The next delivery goes out at the full hour, or now by npx feedwright deliver --dealer ${dealerId}; see npx feedwright deliveries list ${dealerId}.`,
  );

/** The state after which a delivery has ended. */
const RECEIPT = 'Receipt';

const Ended = z.object({
  Payload: Delivery.pick({ dealerId: true, reason: true, windowAtRisk: true }),
});

const sayAtRisk = (dealerId: string, reason: Reason | null): void =>
  say(
    `${bold(`${dealerId} may miss its window`)}: the feed is not at its URL yet${reason ? ` (${sentenceOf(reason)})` : ''}. Mend that, then npx feedwright deliver --dealer ${dealerId}.`,
  );

/** Says of a delivery that has ended without what it was to bring while its window is still ahead. */
const showWindowsAtRisk = (progress: Progress): void => {
  progress.on('left', (_, { state, output }) => {
    const ended = state === RECEIPT ? Ended.safeParse(output).data?.Payload : undefined;
    if (ended?.windowAtRisk) sayAtRisk(ended.dealerId, ended.reason);
  });
};

/** Says which windows opened without the feed that was due, each time the machine has looked. */
export const showMissedWindows = (progress: Progress): void => {
  progress.on('left', (_, { state, output }) => {
    if (state !== CHECK) return;
    for (const dealerId of Checked.parse(output).Payload.dealers) sayMissed(dealerId);
  });
};

const localUrl = ({ feed }: Dealer, web: string): string =>
  new URL(new URL(feed.publicUrl).pathname, web).href;

const nextWindowText = ({ windows }: Dealer): string => {
  const { opensAt, minutesLeft } = nextWindow(windows, new Date());
  return `${moscowTime(opensAt)}, in ${duration(minutesLeft)}`;
};

/** The first words: where to drop files, and where the feeds will be. */
const sayReady = ({ folders, dealers, web }: Host, resumed: number): void => {
  say(`${bold('Feedwright runs.')} Ctrl-C stops it. All at a glance: ${web}/\n`);
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

const urlText = ({ status, heldFor = [], decision }: FeedVersion, served: boolean, url: string): string => {
  if (status === 'held')
    return `keeps the feed before: this one is held back, ${heldFor.map(sentenceOf).join('; ')}`;
  if (status === 'rejected')
    return `keeps the feed before: this one was rejected by ${decision?.by}, ${decision?.why}`;
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
  const trouble = served ? await urlTrouble(dealer, ports) : null;
  say();
  sayGrid([
    [
      'Feed',
      `.feedwright/artefacts/${feed.key}  version ${feed.version}, ${feed.ads} ads, ${feed.bytes} bytes`,
    ],
    ['URL', trouble ? sentenceOf(trouble) : urlText(feed, served, localUrl(dealer, web))],
    ['Next window', nextWindowText(dealer)],
  ]);
  say();
};

/** Where each dealer's feed is now. */
const sayFeeds = async (dealers: Dealer[], web: string, ports: Ports): Promise<void> => {
  for (const dealer of dealers) await sayFeed(dealer, web, ports);
};

/** The last words. */
const sayStopped = (unfinished: number): void =>
  say(unfinished > 0 ? `Stopped; ${unfinished} executions go on at the next start.` : 'Stopped.');

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Waits for the first signal; a terminal's Ctrl-C may come twice, once through the parent. */
const untilStopped = () =>
  new Promise<void>((resolve) => {
    for (const signal of SIGNALS) process.on(signal, () => resolve());
  });

const refuseSecondHost = async ({ lock }: Folders): Promise<void> => {
  const host = await findHost(lock);
  if (host)
    throw new UsageError(
      `Feedwright runs here already, as process ${host.pid}: drop files into inbox/ or stop it first`,
    );
};

/** States that change what there is to say of a feed. */
const NEWS = ['Close', 'Receipt'];

/** Calls back each time the last of some executions with news has ended. */
const whenDone = ({ progress, unfinished }: Runner, done: () => Promise<void>): void => {
  let news = false;
  progress.on('left', (_, { state }) => {
    news ||= NEWS.includes(state);
  });
  progress.on('ended', () => {
    if (!news || unfinished() > 0) return;
    news = false;
    done().catch(console.error);
  });
};

/** The samples' feed goes to its URL at once, for a first look; all others wait for their window. */
const tellOfFeeds = ({ runner, ports, dealers, web }: Host, isFirstStart: boolean): void => {
  let first = isFirstStart;
  whenDone(runner, async () => {
    if (!first) return sayFeeds(dealers, web, ports);
    first = false;
    await runDelivery(SAMPLES, { ...ports, acts: actsOf(ports) });
  });
};

/** Says that the samples have been dropped: a first start that was killed before is not the last chance. */
const samplesMark = ({ data }: Folders): string => join(data, 'samples-dropped');

const giveSamples = async (folders: Folders): Promise<void> => {
  await dropSamples(SAMPLES, folders.inboxRoot);
  await writeFile(samplesMark(folders), '');
};

const run = async (): Promise<number> => {
  const folders = persistentFolders();
  await refuseSecondHost(folders);
  const stopped = untilStopped();
  const isFirstStart = !existsSync(samplesMark(folders));
  const host = await startHost(folders);
  await forgetVersions(folders.replaced, host.ports.clock());
  await openInboxes(host.dealers, folders.inboxRoot);
  if (isFirstStart) await giveSamples(folders);
  showProgress(host.runner.progress);
  showMissedWindows(host.runner.progress);
  showWindowsAtRisk(host.runner.progress);
  showNotices(host.runner.progress, folders);
  deliverSoon(host.runner);
  tellOfFeeds(host, isFirstStart);
  sayReady(host, host.runner.resume(isOfClock));
  const watcher = watchInbox(host.ports);
  const reconciler = reconcileHourly(host.ports);
  const clock = startClock(() => allDealers(host.ports), host.runner);
  await stopped;
  watcher.stop();
  clock.stop();
  reconciler.stop();
  sayStopped(host.runner.unfinished());
  await host.close();
  return 0;
};

/** `feedwright start`, the default: the whole pipeline on this machine until Ctrl-C. */
export const start: Command = {
  summary: 'Run the pipeline here and watch inbox/<dealer>/ (the default)',
  usage: 'start',
  examples: ['feedwright start', 'cp list.pdf inbox/demo/    (in a second terminal)'],
  ownMachine: true,
  options: {},
  run,
};
