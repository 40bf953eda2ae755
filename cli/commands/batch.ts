import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { BatchRequest } from '#contracts/batch.ts';
import { actOf } from '#desk/acts/act.ts';
import { batchProgress } from '#desk/batches/progress.ts';
import type { Workplace } from '#desk/workplace.ts';
import { beginBatch } from '#functions/operations/batch/plan.ts';
import { batchKey } from '#functions/operations/batch/report.ts';
import { persistentFolders } from '#local/host/folders.ts';
import { findHost } from '#local/host/host-file.ts';
import { memoryOfTree } from '#local/host/memory.ts';
import { audited } from '#shared/audit.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import type { BatchRecord } from '#shared/table/batch-records.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { bringFiles } from '../files/bring-files.ts';
import { outcomesLine, progressLine } from '../say/batch-progress.ts';
import { grid } from '../say/grid.ts';
import { bold, printable, printText, say } from '../say/terminal.ts';
import { LOCAL, targetOf } from '../target/at-target.ts';
import { executionOf, followBatch } from './follow-batch.ts';

type Options = Arguments['options'];

/** What is in the inbox already is named by its prefix; everything else is a folder of this machine. */
const isPrefix = (source: string): boolean => /^(batches|inbox)\//.test(source);

const asPrefix = (source: string): string => (source.endsWith('/') ? source : `${source}/`);

/** The process that does the work; null where functions on AWS do it. */
const hostOf = async (options: Options): Promise<number | null> => {
  if (targetOf({ options }) !== LOCAL) return null;
  return (await findHost(persistentFolders().lock))?.pid ?? process.pid;
};

/** Of that process and what it started; nobody here can say it of functions on AWS. */
const memoryAt = async (options: Options): Promise<() => number | null> => {
  const pid = await hostOf(options);
  return () => (pid === null ? null : memoryOfTree(pid));
};

const keepManifest = async (batchId: string, file: string, { artefacts }: Workplace): Promise<string> => {
  const key = batchKey(batchId, 'files.txt');
  await artefacts.write(key, await readFile(file), 'text/plain; charset=utf-8');
  return key;
};

const refuseMissing = (source: string, manifest: string | undefined): void => {
  const missing = [...(isPrefix(source) ? [] : [source]), ...(manifest ? [manifest] : [])].find(
    (path) => !existsSync(path),
  );
  if (missing)
    throw new UsageError(
      `There is no ${missing}: name a FOLDER with <dealer>/<file> in it, or a PREFIX of the inbox such as batches/spring/`,
    );
};

/** The batch's request, its files in the inbox. */
const prepare = async (
  batchId: string,
  source: string,
  manifest: string | undefined,
  workplace: Workplace,
): Promise<BatchRequest> => {
  const prefix = isPrefix(source) ? asPrefix(source) : `batches/${batchId}/`;
  if (!isPrefix(source)) {
    const files = await bringFiles(source, manifest, prefix, workplace);
    say(`${files} files brought to ${prefix}`);
  }
  return {
    ...{ batchId, prefix, startedBy: workplace.who, attempt: 1 },
    ...(manifest && { manifest: await keepManifest(batchId, manifest, workplace) }),
  };
};

const sayEnd = async (batchId: string, status: string, workplace: Workplace): Promise<void> => {
  const progress = await batchProgress(batchId, workplace);
  if (progress) {
    say(progressLine(progress, null));
    say(outcomesLine(progress));
  }
  if (status !== 'SUCCEEDED')
    throw new UsageError(
      `The batch ${batchId} ended as ${status}: what is done stays done; go on with feedwright batch resume ${batchId}`,
    );
  const [manifest, page] = ['manifest.json', 'report.html'].map((name) => batchKey(batchId, name));
  say(`Report    ${await workplace.fileOf(page as string)}`);
  say(`Manifest  ${await workplace.fileOf(manifest as string)}`);
};

const run = async (request: BatchRequest, action: string, workplace: Workplace, options: Options) => {
  const { batchId, prefix, attempt } = request;
  const act = actOf({ dealerId: null, action, subject: batchId, details: { prefix, attempt } }, workplace);
  await audited(act, workplace, async () => {
    await beginBatch(request, workplace);
    await workplace.machines.start('batch', executionOf(request), request);
  });
  say(`Batch ${batchId}: feedwright batch status ${batchId} tells more, from any terminal.`);
  const status = await followBatch(request, workplace, await memoryAt(options));
  await sayEnd(batchId, status, workplace);
};

const start: Action['run'] = async ([source = ''], workplace, _, options) => {
  refuseMissing(source, options.manifest);
  const batchId = workplace.newId();
  await run(await prepare(batchId, source, options.manifest, workplace), 'batch.start', workplace, options);
};

/** ULIDs sort by their time. */
const allBatches = async ({ table }: Workplace): Promise<BatchRecord[]> =>
  (await table.batches.query({})).sort((a, b) => a.startedAt.localeCompare(b.startedAt));

const batchOf = async (batchId: string | undefined, workplace: Workplace): Promise<BatchRecord> => {
  const batches = await allBatches(workplace);
  const found = batchId === undefined ? batches.at(-1) : batches.find((batch) => batch.batchId === batchId);
  if (found) return found;
  throw new UsageError(
    batches.length === 0
      ? 'There is no batch yet: feedwright batch start FOLDER makes one'
      : `There is no batch ${batchId}: feedwright batch list names those there are`,
  );
};

const requestOf = ({ batchId, prefix, manifest, startedBy }: BatchRecord, attempt: number): BatchRequest => ({
  ...{ batchId, prefix, startedBy, attempt },
  ...(manifest !== undefined && { manifest }),
});

/** An execution that still runs is gone on with; what a killed host left of one begins again under its name. */
const resume: Action['run'] = async ([id = ''], workplace, _, options) => {
  const batch = await batchOf(id, workplace);
  const status = await workplace.machines.status('batch', executionOf(batch));
  const request = requestOf(batch, status === 'RUNNING' ? batch.attempt : batch.attempt + 1);
  await run(request, 'batch.resume', workplace, options);
};

/** A host that was started for this question alone runs nothing. */
const isAtWork = async (batch: BatchRecord, { machines }: Workplace, options: Options): Promise<boolean> =>
  (await hostOf(options)) !== process.pid &&
  (await machines.status('batch', executionOf(batch))) === 'RUNNING';

const status: Action['run'] = async ([id], workplace, flags, options) => {
  const batch = await batchOf(id, workplace);
  const memory = await memoryAt(options);
  const atWork = await isAtWork(batch, workplace, options);
  if (atWork && process.stdout.isTTY && !flags.has('json')) await followBatch(batch, workplace, memory);
  const progress = await batchProgress(batch.batchId, workplace);
  if (!progress) return;
  if (flags.has('json'))
    return printText(`${JSON.stringify({ ...progress, memoryMb: memory() }, null, 1)}\n`);
  say(bold(`Batch ${batch.batchId}`));
  say(progressLine(progress, memory()));
  say(outcomesLine(progress));
  if (progress.status !== 'ended' && !atWork)
    say(`Nobody works on it: go on with feedwright batch resume ${batch.batchId}`);
};

const list: Action['run'] = async (_, workplace, flags) => {
  const batches = await allBatches(workplace);
  if (flags.has('json')) return printText(`${JSON.stringify(batches, null, 1)}\n`);
  if (batches.length === 0) return say('There is no batch yet: feedwright batch start FOLDER makes one.');
  const rows = batches.map(({ batchId, status, files, startedAt, startedBy, prefix }) => [
    ...[batchId, status, files, moscowMinute(startedAt), startedBy, printable(prefix)],
  ]);
  const [heading = '', ...lines] = grid([
    ['Batch', 'Status', 'Files', 'Started', 'By', 'Files below'],
    ...rows,
  ]);
  say(bold(heading));
  for (const line of lines) say(line);
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
    json: { type: 'boolean', description: 'status, list: print JSON for programs' },
  },
  run: (given) => runAction('batch', ACTIONS, given),
};
