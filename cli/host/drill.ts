import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Dealer } from '#contracts/dealer.ts';
import { type Actor, actsOf } from '#desk/acts.ts';
import { putDealerInUse, resumeDealer } from '#desk/dealers/put-dealer.ts';
import { redriveDocuments } from '#desk/documents/redrive.ts';
import { approveFeed } from '#desk/feeds/decide.ts';
import { deliverNow } from '#desk/feeds/deliver.ts';
import { newestFeed } from '#desk/feeds/feed.ts';
import type { DeskPorts } from '#desk/ports.ts';
import type { Task } from '#desk/tasks/task.ts';
import { tasksBesideQuestions } from '#desk/tasks/waiting-tasks.ts';
import { SAMPLES } from '#local/host/dealers.ts';
import { foldersOf } from '#local/host/folders.ts';
import { type Host, startHost } from '#local/host/host.ts';
import { inboxOf } from '#local/inbox/inboxes.ts';
import { worthText } from '#messages/en/words.ts';
import { checkSecret, forgetSecret } from '#shared/aws/secrets.ts';
import { lastOpening } from '#shared/windows.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { runnable } from '../say/command-line.ts';
import { sayGrid } from '../say/grid.ts';
import { sayWithRemedy } from '../say/remedy.ts';
import { bold, dim, say, sayWrapped } from '../say/terminal.ts';
import { inFolderOfItsOwn } from './folder-of-its-own.ts';

const ACTOR: Actor = { who: 'rehearsal' };
const DEALER = { dealerId: SAMPLES };
const HOUR_MS = 60 * 60_000;

/** A host on a folder of its own, with a feed that is live; nothing of the user's is in it. */
interface Stage {
  host: Host;
  ports: DeskPorts;
}

interface Rehearsal {
  summary: string;
  /** Its section of the runbook. */
  alarm: string;
  /** The task that waits for it, by its word. */
  code: string;
  /** What is done to bring it about, and how it is told. */
  cause: string;
  happens(stage: Stage): Promise<void>;
  /** The commands that mend it, and what is done by them but for the delivery. */
  mending: readonly (readonly string[])[];
  mends?(stage: Stage): Promise<void>;
}

const sampleFile = (path: string): string => fileURLToPath(new URL(`../../samples/${path}`, import.meta.url));

/** Puts sample files through, as if they had been dropped. */
const putThrough = async ({ host }: Stage, ...paths: string[]): Promise<void> => {
  const folder = inboxOf(SAMPLES, host.folders.inboxRoot);
  await mkdir(folder, { recursive: true });
  for (const path of paths) {
    await copyFile(sampleFile(path), join(folder, basename(path)));
    const input = { key: `inbox/${SAMPLES}/${basename(path)}` };
    host.runner.start({ machine: 'price-list', name: host.ports.newId(), input });
    await host.runner.idle();
  }
};

const deliver = async ({ ports }: Stage): Promise<void> => {
  await Array.fromAsync(deliverNow(ACTOR, DEALER, ports));
};

const dealerOf = async ({ ports }: Stage): Promise<Dealer> => {
  const record = await ports.table.dealers.get(DEALER);
  if (record) return record.configuration;
  throw new Error('The samples have no dealer');
};

/** Has the feed built anew, with each rate so many times what it was. */
const changeRates = async (stage: Stage, factor: number): Promise<void> => {
  const dealer = await dealerOf(stage);
  const rates = Object.entries(dealer.conversion).map(([currency, conversion]) => [
    currency,
    { ...conversion, rate: (Number(conversion.rate) * factor).toFixed(2) },
  ]);
  const configuration = { ...dealer, conversion: Object.fromEntries(rates) };
  await putDealerInUse(ACTOR, { configuration, origin: 'the rehearsal' }, stage.ports);
};

const newestVersion = async ({ ports }: Stage): Promise<number> =>
  (await newestFeed(SAMPLES, ports))?.version ?? 0;

/** The feed on the host of the samples' dealer. */
const liveFile = ({ host }: Stage): string => join(host.folders.dealerHost, 'samples/feed.xml');

const DELIVER = ['deliver', '--dealer', SAMPLES];

const runsOf = ({ host }: Stage): string => join(host.folders.artefacts, 'runs');

const REHEARSALS: Record<string, Rehearsal> = {
  'feed-held': {
    summary: 'a feed is held back, since a rate has jumped',
    alarm: 'feed-held',
    code: 'feed-held',
    cause: 'The rates of the dealer are raised by a fifth, as by a slip of the pen.',
    happens: (stage) => changeRates(stage, 1.2),
    mending: [
      ['feed', 'diff', SAMPLES],
      ['feed', 'approve', SAMPLES, '2', '--why', 'the rate is right'],
      DELIVER,
    ],
    mends: async (stage) => {
      const wish = { ...DEALER, version: await newestVersion(stage), why: 'the rate is right' };
      await approveFeed(ACTOR, wish, stage.ports);
    },
  },
  'other-bytes': {
    summary: 'the public URL serves what nobody delivered',
    alarm: 'foreign-bytes',
    code: 'live-url-wrong',
    cause: 'Somebody writes a page of their own over the feed on the host.',
    happens: (stage) => writeFile(liveFile(stage), '<html>This domain is for sale.</html>'),
    mending: [DELIVER],
  },
  'dealer-halted': {
    summary: 'the host refuses the password',
    alarm: 'dealer-halted',
    code: 'host-refuses',
    cause: 'The password that we know is another one from now on, and a delivery is tried.',
    happens: async (stage) => {
      Object.assign(stage.host.account, { known: stage.host.account.password, password: 'an old one' });
      await changeRates(stage, 1.01);
      await deliver(stage);
    },
    mending: [['dealers', 'test', SAMPLES], ['dealers', 'resume', SAMPLES], DELIVER],
    mends: async (stage) => {
      const { known } = stage.host.account as { known?: string };
      Object.assign(stage.host.account, { password: known });
      await resumeDealer(ACTOR, DEALER, stage.ports);
    },
  },
  'document-failed': {
    summary: 'a list breaks off, since its artefacts cannot be written',
    alarm: 'execution-failed',
    code: 'file-failed',
    cause: 'The folder of artefacts is away, as a disk may be, while another list is dropped.',
    happens: async (stage) => {
      await rename(runsOf(stage), `${runsOf(stage)}-away`);
      await writeFile(runsOf(stage), '');
      await putThrough(stage, 'price-lists/ski-doo-2026-fi.csv');
    },
    mending: [['redrive', 'ski-doo-2026-fi.csv', '--dealer', SAMPLES]],
    mends: async (stage) => {
      await rm(runsOf(stage));
      await rename(`${runsOf(stage)}-away`, runsOf(stage));
      await Array.fromAsync(redriveDocuments(ACTOR, { ...DEALER, documents: [] }, stage.ports));
    },
  },
  'window-missed': {
    summary: 'a window opens without the feed that was due',
    alarm: 'window-missed',
    code: 'window-missed',
    cause: 'A new feed is built, as if hours before the last window, and nobody delivers it.',
    happens: async (stage) => {
      await changeRates(stage, 1.01);
      const { windows } = await dealerOf(stage);
      const opened = Date.parse(lastOpening(windows, stage.ports.clock()));
      const builtAt = new Date(opened - 2 * HOUR_MS).toISOString();
      const version = await newestVersion(stage);
      await stage.ports.table.feeds.patchIf({ ...DEALER, version }, { builtAt });
    },
    mending: [DELIVER],
  },
};

const deskOf = (host: Host): DeskPorts => ({
  ...host.ports,
  ...{ acts: actsOf(host.ports), checkSecret, forgetSecret, openInbox: async () => {} },
});

const tasksNow = async (stage: Stage): Promise<Task[]> =>
  tasksBesideQuestions(await dealerOf(stage), stage.ports);

const sayTask = (task: Task): void => {
  say(`   ${[bold(task.dealerId), worthText(task)].filter(Boolean).join('  ')}`);
  sayWithRemedy(task, {});
};

const rehearse = async (name: string, rehearsal: Rehearsal, stage: Stage): Promise<number> => {
  await putThrough(stage, 'spec-books/lynx-2027-spec-book.pdf', 'price-lists/lynx-2027-en.pdf');
  await deliver(stage);
  say(`A list and its book have gone through, and their feed is live.\n`);
  sayWrapped(rehearsal.cause);
  await rehearsal.happens(stage);
  const told = (await tasksNow(stage)).filter(({ reason }) => reason.code === rehearsal.code);
  say(`\n${bold('What you would see')}  ${dim('npx feedwright todo, and health')}`);
  told.forEach(sayTask);
  sayWrapped(`On AWS the alarm ${rehearsal.alarm} rings: infra/runbook.md#${rehearsal.alarm}`);
  say(`\n${bold('What mends it')}`);
  for (const words of rehearsal.mending) say(`   ${runnable(words)}`);
  await rehearsal.mends?.(stage);
  if (rehearsal.mending.includes(DELIVER)) await deliver(stage);
  const left = (await tasksNow(stage)).filter(({ reason }) => reason.code === rehearsal.code);
  const wentWell = told.length > 0 && left.length === 0;
  say(
    wentWell
      ? '\nDone here: nothing of it waits any more.'
      : `\nThe rehearsal of ${name} did not go as it should.`,
  );
  return wentWell ? 0 : 1;
};

const sayNames = (): number => {
  say('Rehearses what may go wrong, with the samples in a folder of its own: nothing of yours is touched.\n');
  sayGrid(Object.entries(REHEARSALS).map(([name, { summary }]) => [name, summary]));
  return 0;
};

const run = async ({ files: [name, ...others] }: Arguments): Promise<number> => {
  if (name === undefined) return sayNames();
  const rehearsal = Object.hasOwn(REHEARSALS, name) ? REHEARSALS[name] : undefined;
  if (!rehearsal || others.length > 0)
    throw new UsageError(`Use drill with one of ${Object.keys(REHEARSALS).join(', ')}`);
  return inFolderOfItsOwn('feedwright-drill-', async (folder) => {
    say(`${bold(`Rehearsal: ${rehearsal.summary}`)}\n${dim(`In ${folder}; nothing of yours is touched.`)}`);
    const host = await startHost(foldersOf('.feedwright', '.'));
    try {
      return await rehearse(name, rehearsal, { host, ports: deskOf(host) });
    } finally {
      await host.close();
    }
  });
};

/** `feedwright drill`: what an alarm looks like, and what mends it, before it rings in earnest. */
export const drill: Command = {
  summary: 'Rehearse an alarm on this machine: what you see, and what mends it; nothing of yours is touched',
  usage: 'drill [NAME]',
  examples: ['feedwright drill', 'feedwright drill feed-held'],
  ownMachine: true,
  options: {},
  run,
};
