import { existsSync } from 'node:fs';
import { glob, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve, sep } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { BatchRequest } from '#contracts/batch.ts';
import {
  batchNamed,
  countBatch,
  executionOf,
  listBatches,
  ResumeBatch,
  resumeBatch,
  StartBatch,
  startBatch,
} from '#desk/batches/batches.ts';
import { parseWish } from '#desk/refusal.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import type { Ports } from '#shared/ports.ts';
import type { BatchRecord } from '#shared/table/batch-records.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import { type Command, UsageError } from '../command.ts';
import { readText } from '../files/read-text.ts';
import { outcomesLine, progressLine } from '../say/batch-progress.ts';
import { sayGrid, sayTable } from '../say/grid.ts';
import { bold, note, printable, printJson, say, showLive, tell } from '../say/terminal.ts';
import type { Workplace } from '../target/workplace.ts';

const ASK_EVERY_MS = 1_000;

/** Counting reads every file's record: it may take this share of the time. */
const COUNTING_SHARE = 0.05;

const drawBar = async (batchId: string, ports: Workplace): Promise<number> => {
  const started = performance.now();
  showLive(progressLine(await countBatch(batchId, ports), ports.hostMemoryMb()));
  return performance.now() - started;
};

/** Shows a batch's bar, on a terminal, until its execution has ended; answers how that ended. */
const followBatch = async (
  batch: { batchId: string; attempt: number },
  ports: Workplace,
): Promise<string> => {
  for (;;) {
    const status = await ports.machines.status('batch', executionOf(batch));
    if (status !== 'RUNNING') break;
    const took = process.stdout.isTTY ? await drawBar(batch.batchId, ports) : 0;
    await setTimeout(Math.max(ASK_EVERY_MS, took / COUNTING_SHARE));
  }
  showLive('');
  return (await ports.machines.status('batch', executionOf(batch))) ?? 'unknown';
};

/** A file to bring: its path here, and its name below the batch's prefix. */
interface Brought {
  path: string;
  name: string;
  modifiedMs: number;
}

const MEDIA_TYPE = 'application/octet-stream';

/** Dealers whose files travel at the same time; the files of one follow one another. */
const DEALERS_AT_ONCE = 8;

const isMeant = (path: string): boolean => !basename(path).startsWith('.');

const namesIn = async (folder: string, manifest: string | undefined): Promise<string[]> => {
  if (manifest === undefined) return (await Array.fromAsync(glob('**/*', { cwd: folder }))).filter(isMeant);
  const text = await readFile(manifest, 'utf8');
  return [...new Set(text.split(/\r?\n/).filter((line) => line.trim() !== ''))];
};

const broughtOf = async (folder: string, name: string): Promise<Brought[]> => {
  const path = resolve(folder, name);
  if (!path.startsWith(resolve(folder) + sep)) throw new UsageError(`${name} lies outside ${folder}`);
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return [];
  return [{ path, name: name.split(sep).join('/'), modifiedMs: found.mtimeMs }];
};

/** Which dealer a list is of, its folder says. */
const refuseHomeless = (folder: string, files: Brought[]): void => {
  const homeless = files.find(({ name }) => !name.includes('/'));
  if (homeless)
    throw new UsageError(
      `${join(folder, homeless.name)} is in no dealer's folder: a batch is FOLDER/<dealer>/<file>`,
    );
  if (files.length === 0) throw new UsageError(`There are no files in ${folder}`);
};

/** Oldest first: of two lists without a date the one that came later wins. */
const bringDealers = async (queue: Brought[][], prefix: string, { inbox }: Ports): Promise<void> => {
  for (let files = queue.pop(); files; files = queue.pop())
    for (const { path, name } of files.toSorted((a, b) => a.modifiedMs - b.modifiedMs))
      await inbox.writeFile(prefix + name, path, MEDIA_TYPE);
};

/**
 * Brings the files of a folder, `<dealer>/<file>` each, below a prefix of the inbox; a manifest names those wanted.
 * Answers how many. Throws `UsageError` before the first where a file is in no dealer's folder.
 */
const bringFiles = async (
  folder: string,
  manifest: string | undefined,
  prefix: string,
  ports: Ports,
): Promise<number> => {
  const names = await namesIn(folder, manifest);
  const files = (await Promise.all(names.map((name) => broughtOf(folder, name)))).flat();
  refuseHomeless(folder, files);
  const queue = [...Map.groupBy(files, ({ name }) => name.split('/')[0]).values()];
  await Promise.all(Array.from({ length: DEALERS_AT_ONCE }, () => bringDealers(queue, prefix, ports)));
  return files.length;
};

/** What is in the inbox already is named by its prefix; everything else is a folder of this machine. */
const isPrefix = (source: string): boolean => /^(batches|inbox)\//.test(source);

const asPrefix = (source: string): string => (source.endsWith('/') ? source : `${source}/`);

const refuseMissing = (source: string, manifest: string | undefined): void => {
  const missing = [...(isPrefix(source) ? [] : [source]), ...(manifest ? [manifest] : [])].find(
    (path) => !existsSync(path),
  );
  if (missing)
    throw new UsageError(
      `There is no ${missing}: name a FOLDER with <dealer>/<file> in it, or a PREFIX of the inbox such as batches/spring/`,
    );
};

/** Where the files are in the inbox; those of a folder are brought there. */
const prefixOf = async (
  batchId: string,
  source: string,
  manifest: string | undefined,
  ports: Workplace,
): Promise<string> => {
  if (isPrefix(source)) return asPrefix(source);
  const prefix = `batches/${batchId}/`;
  note(`${await bringFiles(source, manifest, prefix, ports)} files brought to ${prefix}`);
  return prefix;
};

/** Where the batch's report and its list of files are on this machine. */
const pagesOf = async (batchId: string, ports: Workplace) => {
  const [report = '', manifest = ''] = await Promise.all(
    ['report.html', 'manifest.json'].map((name) => ports.fileOf(`batches/${batchId}/${name}`)),
  );
  return { report, manifest };
};

const tellEnd = async (
  batchId: string,
  status: string,
  flags: Set<string>,
  ports: Workplace,
): Promise<void> => {
  const progress = await countBatch(batchId, ports);
  if (status !== 'SUCCEEDED')
    throw new UsageError(
      `The batch ${batchId} ended as ${status}: what is done stays done; go on with npx feedwright batch resume ${batchId}`,
    );
  const pages = await pagesOf(batchId, ports);
  await tell({ flags }, { ...progress, ...pages }, () => {
    say(progressLine(progress, null));
    say(outcomesLine(progress));
    sayGrid(Object.entries({ Report: pages.report, Manifest: pages.manifest }));
  });
};

const follow = async (request: BatchRequest, flags: Set<string>, ports: Workplace): Promise<void> => {
  const { batchId } = request;
  note(`Batch ${batchId}. How far it is, from any terminal: npx feedwright batch status ${batchId}`);
  await tellEnd(batchId, await followBatch(request, ports), flags, ports);
};

const start: Action['run'] = async ([source = ''], ports, flags, { manifest: file }) => {
  refuseMissing(source, file);
  const batchId = ports.newId();
  const prefix = await prefixOf(batchId, source, file, ports);
  const manifest = file && (await readText(file));
  const wish = parseWish(StartBatch, { batchId, prefix, manifest });
  await follow(await startBatch(ports.actor, wish, ports), flags, ports);
};

const resume: Action['run'] = async ([batchId], ports, flags) =>
  follow(await resumeBatch(ports.actor, parseWish(ResumeBatch, { batchId }), ports), flags, ports);

const status: Action['run'] = async ([id], ports, flags) => {
  const batch = await batchNamed(id, ports);
  // A host that was started for this question alone runs nothing.
  const atWork = !ports.isOwnHost && (await ports.machines.status('batch', executionOf(batch))) === 'RUNNING';
  if (atWork && process.stdout.isTTY && !flags.has('json')) await followBatch(batch, ports);
  const progress = await countBatch(batch.batchId, ports);
  if (flags.has('json')) return printJson({ ...progress, memoryMb: ports.hostMemoryMb() });
  say(bold(`Batch ${batch.batchId}`));
  say(progressLine(progress, ports.hostMemoryMb()));
  say(outcomesLine(progress));
  if (progress.status !== 'ended' && !atWork)
    say(`Nobody works on it: go on with npx feedwright batch resume ${batch.batchId}`);
};

const HEADING = ['Batch', 'Status', 'Files', 'Started', 'By', 'Files below'];

const rowOf = ({ batchId, status, files, startedAt, startedBy, prefix }: BatchRecord) => [
  ...[batchId, status, files, moscowMinute(startedAt), startedBy, printable(prefix)],
];

const list: Action['run'] = async (_, ports, flags) => {
  const batches = await listBatches(ports);
  if (flags.has('json')) return printJson(batches);
  if (batches.length === 0) say('There is no batch yet: npx feedwright batch start FOLDER makes one.');
  else sayTable(HEADING, batches.map(rowOf));
};

const ACTIONS: Record<string, Action> = {
  start: { takes: ['FOLDER|PREFIX'], first: true, run: start },
  status: { takes: ['[ID]'], run: status },
  resume: { takes: ['ID'], run: resume },
  list: { takes: [], run: list },
};

/** `feedwright batch`: many files as one piece of work, with one feed a dealer and one report at the end. */
export const batch: Command = {
  summary: 'Put many files through as one piece of work, see how far it is, go on with it',
  usage: usageOf('batch', ACTIONS),
  examples: [
    'feedwright batch start spring/        (spring/<dealer>/<file>)',
    'feedwright batch start batches/spring/ --manifest again.txt --target prod',
    'feedwright batch status',
    'feedwright batch resume 01KAW3R6K7J1QZC9Q0V9G6XH5M',
  ],
  options: {
    manifest: {
      type: 'string',
      value: 'FILE',
      description: 'start: the files wanted, one <dealer>/<file> a line',
    },
  },
  run: (given) => runAction('batch', ACTIONS, given),
};
