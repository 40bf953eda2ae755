import { existsSync } from 'node:fs';
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
import type { BatchRecord } from '#shared/table/batch-records.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import { type Command, UsageError } from '../command.ts';
import { bringFiles } from '../files/bring-files.ts';
import { readText } from '../files/read-text.ts';
import { outcomesLine, progressLine } from '../say/batch-progress.ts';
import { sayTable } from '../say/grid.ts';
import { bold, printable, printJson, say } from '../say/terminal.ts';
import type { Workplace } from '../target/workplace.ts';
import { followBatch } from './follow-batch.ts';

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
  say(`${await bringFiles(source, manifest, prefix, ports)} files brought to ${prefix}`);
  return prefix;
};

const sayEnd = async (batchId: string, status: string, ports: Workplace): Promise<void> => {
  const progress = await countBatch(batchId, ports);
  say(progressLine(progress, null));
  say(outcomesLine(progress));
  if (status !== 'SUCCEEDED')
    throw new UsageError(
      `The batch ${batchId} ended as ${status}: what is done stays done; go on with feedwright batch resume ${batchId}`,
    );
  const [page, manifest] = await Promise.all(
    ['report.html', 'manifest.json'].map((name) => ports.fileOf(`batches/${batchId}/${name}`)),
  );
  say(`Report    ${page}`);
  say(`Manifest  ${manifest}`);
};

const follow = async (request: BatchRequest, ports: Workplace): Promise<void> => {
  const { batchId } = request;
  say(`Batch ${batchId}: feedwright batch status ${batchId} tells more, from any terminal.`);
  await sayEnd(batchId, await followBatch(request, ports), ports);
};

const start: Action['run'] = async ([source = ''], ports, _, { manifest: file }) => {
  refuseMissing(source, file);
  const batchId = ports.newId();
  const prefix = await prefixOf(batchId, source, file, ports);
  const manifest = file && (await readText(file));
  const wish = parseWish(StartBatch, { batchId, prefix, manifest });
  await follow(await startBatch(ports.actor, wish, ports), ports);
};

const resume: Action['run'] = async ([batchId], ports) =>
  follow(await resumeBatch(ports.actor, parseWish(ResumeBatch, { batchId }), ports), ports);

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
    say(`Nobody works on it: go on with feedwright batch resume ${batch.batchId}`);
};

const HEADING = ['Batch', 'Status', 'Files', 'Started', 'By', 'Files below'];

const rowOf = ({ batchId, status, files, startedAt, startedBy, prefix }: BatchRecord) => [
  ...[batchId, status, files, moscowMinute(startedAt), startedBy, printable(prefix)],
];

const list: Action['run'] = async (_, ports, flags) => {
  const batches = await listBatches(ports);
  if (flags.has('json')) return printJson(batches);
  if (batches.length === 0) say('There is no batch yet: feedwright batch start FOLDER makes one.');
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
    json: { type: 'boolean', description: 'status, list: print JSON for programs' },
  },
  run: (given) => runAction('batch', ACTIONS, given),
};
