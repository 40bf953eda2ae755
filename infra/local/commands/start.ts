import { existsSync } from 'node:fs';
import { DEMO } from '../host/dealers.ts';
import { type Folders, persistentFolders } from '../host/folders.ts';
import { type Host, startHost } from '../host/host.ts';
import { findHost } from '../host/host-file.ts';
import { rememberLatest } from '../host/latest.ts';
import { dropSamples } from '../inbox/samples.ts';
import { watchInbox } from '../inbox/watcher.ts';
import { startClock } from '../machines/clock.ts';
import { deliverByHand } from '../machines/deliver-by-hand.ts';
import { showProgress } from '../report/progress-lines.ts';
import { sayFeeds, sayReady, sayStopped } from '../report/welcome.ts';
import { type Command, UsageError } from './command.ts';

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

/** Tells where the feeds are each time the last execution has ended; after the samples, delivers first. */
const tellWhenIdle = ({ runner, ports, ...host }: Host, isFirstStart: boolean): void => {
  let toDeliver = isFirstStart;
  runner.progress.on('ended', async () => {
    if (runner.unfinished() > 0) return;
    if (toDeliver) {
      toDeliver = false;
      await deliverByHand(DEMO, ports);
    } else await sayFeeds(host.dealers, host.web, ports);
  });
};

const run = async (): Promise<number> => {
  const folders = persistentFolders();
  await refuseSecondHost(folders);
  const stopped = untilStopped();
  const isFirstStart = !existsSync(folders.table);
  const host = await startHost(folders);
  if (isFirstStart) await dropSamples(DEMO, folders.inboxRoot);
  await rememberLatest(folders);
  showProgress(host.runner.progress);
  tellWhenIdle(host, isFirstStart);
  sayReady(host, host.runner.resume());
  const watcher = watchInbox(host.ports, host.runner);
  const clock = startClock(host.dealers, host.runner);
  await stopped;
  watcher.stop();
  clock.stop();
  sayStopped(host.runner.unfinished());
  await host.close();
  return 0;
};

/** `feedwright start`, the default: the whole pipeline on this machine until Ctrl-C. */
export const start: Command = {
  summary: 'Run the pipeline here and watch inbox/<dealer>/ (the default)',
  usage: 'start',
  examples: ['feedwright start', 'cp list.pdf inbox/demo/    (in a second terminal)'],
  options: {},
  run,
};
