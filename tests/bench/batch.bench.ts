/**
 * How long batches of generated lists take on one machine, and in how much memory: `npm run bench -- batch [LISTS]`.
 * Wanted: every file accounted for, the time a list the same for 10, 100 and 1,000 lists, and no more memory for many.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { grid } from '#cli/say/grid.ts';
import type { BatchProgress } from '#contracts/batch.ts';
import { memoryOfTree } from '#local/host/memory.ts';
import { writeBatch } from '../fakes/batch-lists.ts';

const PROGRAM = join(import.meta.dirname, '../../cli/feedwright.mjs');
const LISTS = [10, 100, 1_000];
const LOOK_EVERY_MS = 500;

const most = Number(process.argv[2] ?? Math.max(...LISTS));

/** The most memory that the process and its children were seen to hold, in MB. */
const peakOf = async (child: ChildProcess): Promise<number> => {
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, memoryOfTree(child.pid as number) ?? 0);
  }, LOOK_EVERY_MS);
  const [code] = await once(child, 'exit');
  clearInterval(timer);
  if (code !== 0) throw new Error(`feedwright batch start ended with code ${code}`);
  return peak;
};

interface Measured {
  lists: number;
  seconds: number;
  peakMegabytes: number;
  progress: BatchProgress & { batch: { startedAt: string; endedAt: string } };
}

const secondsOf = ({ startedAt, endedAt }: Measured['progress']['batch']): number =>
  (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;

const progressIn = (folder: string): Measured['progress'] =>
  JSON.parse(
    spawnSync(process.execPath, [PROGRAM, 'batch', 'status', '--json'], { cwd: folder, encoding: 'utf8' })
      .stdout,
  );

const measure = async (lists: number): Promise<Measured> => {
  const folder = await mkdtemp(join(tmpdir(), 'batch-bench-'));
  const files = await writeBatch(folder, lists);
  const child = spawn(process.execPath, [PROGRAM, 'batch', 'start', 'lists'], {
    cwd: folder,
    stdio: 'ignore',
  });
  const peakMegabytes = await peakOf(child);
  const progress = progressIn(folder);
  await rm(folder, { recursive: true });
  if (progress.processed !== files || progress.failed > 0)
    throw new Error(`of ${files} files ${progress.processed} were processed, ${progress.failed} failed`);
  return { lists, seconds: secondsOf(progress.batch), peakMegabytes, progress };
};

const rowOf = ({ lists, seconds, peakMegabytes, progress }: Measured, first: Measured) => [
  lists,
  progress.files,
  progress.products,
  seconds.toFixed(1),
  (lists / seconds).toFixed(1),
  (seconds / lists / (first.seconds / first.lists)).toFixed(2),
  peakMegabytes,
  (peakMegabytes / first.peakMegabytes).toFixed(2),
];

const HEADING = ['lists', 'files', 'products', 's', 'lists/s', 's a list ÷ first', 'peak MB', 'MB ÷ first'];

const measured: Measured[] = [];
for (const lists of [...LISTS.filter((lists) => lists < most), most]) measured.push(await measure(lists));
const [first] = measured as [Measured];
console.log(grid([HEADING, ...measured.map((run) => rowOf(run, first))]).join('\n'));
console.log('\nA spec book for every 20 lists is among the files. All files are accounted for, none failed.');
console.log('MB: of the command with its threads and its table, pages that processes share counted once.');
