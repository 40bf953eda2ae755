import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { actsOf } from '#desk/acts.ts';
import { runDelivery } from '#desk/feeds/deliver.ts';
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
import { reconcileHourly } from '#local/machines/reconcile-hourly.ts';
import type { Runner } from '#local/machines/runner.ts';
import { allDealers } from '#shared/dealers.ts';
import { type Command, UsageError } from '../command.ts';
import { showMissedWindows, showWindowsAtRisk } from './missed-windows.ts';
import { showProgress } from './progress-lines.ts';
import { sayFeeds, sayReady, sayStopped } from './welcome.ts';

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
