/**
 * How long fifty dealers with a list each wait on one machine, alone and beside one that drops a thousand:
 * `npm run bench -- fair [LISTS]`. Wanted: at most twice as long. The host is the real one, with its watcher, admission,
 * threads and machines; lists have six rows, and the thousand are the same list, each with another byte behind its end.
 * Then the same simulated, with what a list took here, and how far that is off; docs/scale.md has AWS, simulated.
 */
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { grid } from '#cli/say/grid.ts';
import { foldersOf } from '#local/host/folders.ts';
import { type Host, startHost } from '#local/host/host.ts';
import { inboxOf } from '#local/inbox/inboxes.ts';
import { LOOK_EVERY_MS, watchInbox } from '#local/inbox/watcher.ts';
import { AT_ONCE } from '#local/machines/runner.ts';
import { addDealers, aList } from '../fakes/batch-lists.ts';
import { type Dropped, simulateMachine } from '../fakes/one-machine.ts';

const MANY = Number(process.argv[2] ?? 1_000);
const FEW = Array.from({ length: 50 }, (_, at) => `few-${at}`);
const MS = 1_000;

/** What a run on this machine told, as JSON from the process it had to itself. */
interface Told {
  admission: Host['ports']['admission'];
  /** Until the last of the fifty had ended, from when they were dropped. */
  seconds: number;
  /** Lists of the other dealer that were begun with before the fifty were dropped. */
  before: number;
  /** Of each list of the fifty, from its first stage to its end. */
  services: number[];
}

const drop = async (dealerId: string, count: number, bytes: Uint8Array, folder: string): Promise<void> => {
  const inbox = inboxOf(dealerId, folder);
  await mkdir(inbox, { recursive: true });
  for (let at = 0; at < count; at++)
    await writeFile(join(inbox, `${at}.pdf`), Buffer.concat([bytes, Buffer.from(`%${at}\n`)]));
};

/** Tells when lists begin and end, by their dealers. */
const observe = ({ runner: { progress } }: Host) => {
  const begun = new Map<string, number>();
  const services: number[] = [];
  const left = new Set<string>();
  const waiting: { dealers: string[]; resolve(): void }[] = [];
  const dealerOf = (input: object): string => ('key' in input ? (String(input.key).split('/')[1] ?? '') : '');
  progress.on('entered', ({ machine, name }) => {
    if (machine === 'price-list' && !begun.has(name)) begun.set(name, performance.now());
  });
  progress.on('ended', ({ machine, name, input }) => {
    if (machine !== 'price-list') return;
    const dealerId = dealerOf(input);
    if (FEW.includes(dealerId)) services.push((performance.now() - (begun.get(name) ?? 0)) / MS);
    left.add(dealerId);
    for (const { dealers, resolve } of waiting) if (dealers.every((dealer) => left.has(dealer))) resolve();
  });
  const untilEnded = (dealers: string[]) =>
    new Promise<void>((resolve) => waiting.push({ dealers, resolve }));
  return { services, untilEnded, begun };
};

/** In this process: a list of nobody's to warm up, so many of one dealer, and once the first has ended the fifty. */
const measure = async (many: number): Promise<Told> => {
  const folder = await mkdtemp(join(tmpdir(), 'fair-bench-'));
  const host = await startHost(foldersOf(join(folder, '.feedwright'), folder));
  await addDealers(host.ports, 'warm', 'many', ...FEW);
  const { services, untilEnded, begun } = observe(host);
  const bytes = await aList(1);
  const watcher = watchInbox(host.ports);
  for (const [dealerId, count] of Object.entries({ warm: 1, many })) {
    const ended = count > 0 ? untilEnded([dealerId]) : undefined;
    await drop(dealerId, count, bytes, folder);
    await ended;
  }
  const before = begun.size - 1;
  const start = performance.now();
  const ended = untilEnded(FEW);
  for (const dealerId of FEW) await drop(dealerId, 1, bytes, folder);
  await ended;
  const seconds = (performance.now() - start) / MS;
  watcher.stop();
  const { admission } = host.ports;
  await host.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  return { admission, seconds, before, services };
};

const apart = (many: number): Told => {
  const { stdout, status } = spawnSync(
    process.execPath,
    [...process.execArgv, import.meta.filename, 'measure', String(many)],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: Infinity },
  );
  if (status !== 0) throw new Error(`The run ended with code ${status}`);
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n{') + 1));
};

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The same simulated: when the fifty come, as many of the other dealer's lists are at work as there are places. */
const simulated = async (many: number, seconds: number, { admission }: Told): Promise<number> => {
  const lead = many > 0 ? seconds : 0;
  const dropped: Dropped[] = [
    ...Array.from({ length: many }, () => ({ dealerId: 'many', at: 0 })),
    ...FEW.map((dealerId) => ({ dealerId, at: lead })),
  ];
  const machine = { admission, executions: AT_ONCE, seconds, lookEvery: LOOK_EVERY_MS / MS };
  const ended = await simulateMachine(dropped, machine);
  return Math.max(...FEW.map((dealerId) => ended.get(dealerId) ?? Infinity)) - lead;
};

const error = (told: number, measured: number): string => `${((told / measured - 1) * 100).toFixed(0)} %`;

const onOneMachine = async (): Promise<void> => {
  const [alone, beside] = [apart(0), apart(MANY)];
  const [paceAlone, paceBeside] = [mean(alone.services), mean(beside.services)];
  const told = [await simulated(0, paceAlone, alone), await simulated(MANY, paceBeside, beside)] as const;
  const rows: [string, number, number][] = [
    ['fifty alone, s', alone.seconds, told[0]],
    [`beside ${MANY} of one dealer, s`, beside.seconds, told[1]],
    ['times as long', beside.seconds / alone.seconds, told[1] / told[0]],
    [
      'the same, had a list taken as long in both',
      beside.seconds / paceBeside / (alone.seconds / paceAlone),
      told[1] / paceBeside / (told[0] / paceAlone),
    ],
  ];
  const cells = rows.map(([name, measured, told]) => [
    ...[name, measured.toFixed(2), told.toFixed(2), error(told, measured)],
  ]);
  console.log(grid([['one machine', 'measured', 'simulated', 'error'], ...cells]).join('\n'));
  console.log(
    `\nA list of the fifty took ${paceAlone.toFixed(2)} s alone and ${paceBeside.toFixed(2)} beside, with which each is simulated. ` +
      `${beside.before} of the ${MANY} had begun before the fifty came.`,
  );
};

if (process.argv[2] === 'measure') {
  console.log(`\n${JSON.stringify(await measure(Number(process.argv[3])))}`);
  process.exit(0);
}
await onOneMachine();
