import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import * as z from 'zod';
import { Delivery, WindowCheck } from '#contracts/delivered.ts';
import type { Reason } from '#contracts/reason.ts';
import { actsOf } from '#desk/acts.ts';
import { runDelivery } from '#desk/feeds/deliver.ts';
import { keepDays } from '#desk/history/days.ts';
import { fetchDue } from '#desk/market/fetch.ts';
import { SAMPLES } from '#local/host/dealers.ts';
import { type Folders, persistentFolders } from '#local/host/folders.ts';
import { type Host, signInAt, startHost } from '#local/host/host.ts';
import { findHost } from '#local/host/host-file.ts';
import { forgetObjects, forgetRecords } from '#local/host/retention.ts';
import { dropSamples, openInboxes } from '#local/inbox/inboxes.ts';
import { watchInbox } from '#local/inbox/watcher.ts';
import { daily, hourly, isOfClock, reconcileHourly, startClock } from '#local/machines/clock.ts';
import { deliverSoon } from '#local/machines/deliver-soon.ts';
import type { Progress } from '#local/machines/progress.ts';
import type { Runner } from '#local/machines/runner.ts';
import { counted } from '#messages/en/words.ts';
import { unended } from '#messages/message.ts';
import { sentenceOf } from '#messages/say.ts';
import { allDealers } from '#shared/dealers.ts';
import { type Command, UsageError } from '../command.ts';
import { sayGrid } from '../say/grid.ts';
import { bold, dim, say } from '../say/terminal.ts';
import { feedUrl, newsTeller, nextWindowText } from './news.ts';
import { showNotices } from './notices.ts';
import { showProgress } from './progress-lines.ts';

/** The state of the delivery machine that looks back; its name in `delivery.asl.json`. */
const CHECK = 'Check';

const Checked = z.object({ Payload: WindowCheck });

const sayMissed = (dealerId: string): void =>
  say(
    `${bold(`${dealerId} missed its window`)}: it opened without the feed that was due. The next delivery goes out at the full hour, or now by npx feedwright deliver --dealer ${dealerId}`,
  );

/** The state after which a delivery has ended. */
const RECEIPT = 'Receipt';

const Ended = z.object({
  Payload: Delivery.pick({ dealerId: true, reason: true, windowAtRisk: true }),
});

const sayAtRisk = (dealerId: string, reason: Reason | null): void =>
  say(
    `${bold(`${dealerId} may miss its window`)}: the feed is not at its URL yet${reason ? ` (${unended(sentenceOf(reason))})` : ''}. Mend that, then npx feedwright deliver --dealer ${dealerId}`,
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

/** Of a hundred dealers the first page tells. */
const DEALERS_SAID = 5;

/** What the function `market` does every hour on AWS. */
const keepDaily = async (ports: Host['ports']): Promise<void> => {
  await fetchDue(ports);
  await keepDays(ports);
};

/** The first words: where to drop files, and where the feeds will be. */
const sayReady = ({ folders, dealers, web, api }: Host, resumed: number): void => {
  say(`${bold('Feedwright runs.')} Ctrl-C stops it. All at a glance: ${web}/`);
  say(dim(`The console, for who sits here: ${signInAt({ url: web, api })}  (opens once)\n`));
  for (const dealer of dealers.slice(0, DEALERS_SAID)) {
    const { url, plays } = feedUrl(dealer, web);
    sayGrid([
      ['Dealer', `${dealer.id}, ${dealer.name}`],
      ['Inbox', `inbox/${dealer.id}/  (drop price lists and spec books here)`],
      ['Feed URL', `${url}${plays && `  ${dim(`plays ${plays}`)}`}`],
      ['Next window', nextWindowText(dealer)],
    ]);
    say();
  }
  const more = dealers.length - DEALERS_SAID;
  if (more > 0) say(`… and ${counted(more, 'dealer')} more.\n`);
  say(dim(`Artefacts and logs: ${relative('.', folders.data)}/\n`));
  if (resumed > 0) say(`${counted(resumed, 'execution')} had not ended; they begin again.\n`);
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

/** Whom a state's output is about. */
const About = z.object({ Payload: z.object({ dealerId: z.string() }) });

/** Calls back each time the last of some executions with news has ended, with the dealers that those are of. */
const whenDone = (
  { progress, atWork }: Runner,
  done: (dealerIds: readonly string[]) => Promise<void>,
): void => {
  const news = new Set<string>();
  progress.on('left', (_, { state, output }) => {
    const about = NEWS.includes(state) ? About.safeParse(output).data : undefined;
    if (about) news.add(about.Payload.dealerId);
  });
  progress.on('ended', () => {
    if (news.size === 0 || atWork() > 0) return;
    const dealerIds = [...news].sort();
    news.clear();
    done(dealerIds).catch(console.error);
  });
};

/** The samples' feed goes to its URL at once, for a first look; all others wait for their window. */
const tellOfFeeds = (host: Host, isFirstStart: boolean): void => {
  const { runner, ports } = host;
  const tell = newsTeller(host);
  let first = isFirstStart;
  whenDone(runner, async (dealerIds) => {
    if (first) {
      first = false;
      return runDelivery(SAMPLES, { ...ports, acts: actsOf(ports) });
    }
    for (const dealerId of dealerIds) {
      const record = await ports.table.dealers.get({ dealerId });
      if (record) await tell(record.configuration);
    }
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
  const commands = hourly(host.api.resume);
  const figures = hourly(() => keepDaily(host.ports));
  const retention = daily(async () => {
    await forgetObjects(folders, host.ports.clock());
    await forgetRecords(host.ports);
  });
  await stopped;
  watcher.stop();
  clock.stop();
  reconciler.stop();
  commands.stop();
  figures.stop();
  retention.stop();
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
