import { setTimeout } from 'node:timers/promises';
import { batchProgress } from '#desk/batches/progress.ts';
import type { Ports } from '#shared/ports.ts';
import { progressLine } from '../say/batch-progress.ts';
import { showLive } from '../say/terminal.ts';

const ASK_EVERY_MS = 1_000;

/** Counting reads every file's record: it may take this share of the time. */
const COUNTING_SHARE = 0.05;

/** The execution of one attempt; the machine takes each name once. */
export const executionOf = ({ batchId, attempt }: { batchId: string; attempt: number }): string =>
  `${batchId}-${attempt}`;

const drawBar = async (batchId: string, ports: Ports, memory: () => number | null): Promise<number> => {
  const started = performance.now();
  const progress = await batchProgress(batchId, ports);
  if (progress) showLive(progressLine(progress, memory()));
  return performance.now() - started;
};

/** Shows a batch's bar, on a terminal, until its execution has ended; answers how that ended. */
export const followBatch = async (
  batch: { batchId: string; attempt: number },
  ports: Ports,
  memory: () => number | null,
): Promise<string> => {
  for (;;) {
    const status = await ports.machines.status('batch', executionOf(batch));
    if (status !== 'RUNNING') break;
    const took = process.stdout.isTTY ? await drawBar(batch.batchId, ports, memory) : 0;
    await setTimeout(Math.max(ASK_EVERY_MS, took / COUNTING_SHARE));
  }
  showLive('');
  return (await ports.machines.status('batch', executionOf(batch))) ?? 'unknown';
};
