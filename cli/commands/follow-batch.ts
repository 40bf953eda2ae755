import { setTimeout } from 'node:timers/promises';
import { countBatch, executionOf } from '#desk/batches/batches.ts';
import { progressLine } from '../say/batch-progress.ts';
import { showLive } from '../say/terminal.ts';
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
export const followBatch = async (
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
