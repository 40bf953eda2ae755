import * as z from 'zod';
import type { BatchRequest } from '#contracts/batch.ts';
import { beginBatch } from '#functions/operations/batch/plan.ts';
import { batchProgress } from '#functions/operations/batch/progress.ts';
import { batchKey, remarkable } from '#functions/operations/batch/report.ts';
import { reason } from '#messages/reason.ts';
import type { Ports } from '#shared/ports.ts';
import type { BatchDealer, BatchFile, BatchRecord } from '#shared/table/batch-records.ts';
import type { Actor } from '../acts.ts';
import type { DeskPorts } from '../ports.ts';
import { Refusal } from '../refusal.ts';

/** Files of the inbox to put through as one piece of work. */
export const StartBatch = z.strictObject({
  batchId: z.string(),
  /** What their keys begin with, with a slash at the end; nothing else of the bucket is a batch's. */
  prefix: z
    .string()
    .max(500)
    .regex(/^(?:batches|inbox)\/(?:.*\/)?$/, 'name a folder below batches/ or inbox/'),
  /** Those wanted, one `<dealer>/<file>` a line; all below the prefix without it. */
  manifest: z.string().optional(),
});

export const ResumeBatch = z.strictObject({ batchId: z.string() });

/** The execution of one attempt; the machine takes each name once. */
export const executionOf = ({ batchId, attempt }: { batchId: string; attempt: number }): string =>
  `${batchId}-${attempt}`;

/** Every batch, oldest first. */
export const listBatches = async ({ table }: Pick<Ports, 'table'>): Promise<BatchRecord[]> =>
  (await table.batches.query({})).sort((a, b) => a.startedAt.localeCompare(b.startedAt));

const missing = (batchId: string | undefined): never => {
  throw new Refusal(reason('batch-unknown', { batchId: batchId ?? '' }));
};

/** The batch of that id, the newest without one. Throws `Refusal` where there is none. */
export const batchNamed = async (
  batchId: string | undefined,
  ports: Pick<Ports, 'table'>,
): Promise<BatchRecord> => {
  const named = batchId === undefined ? null : await ports.table.batches.get({ batchId });
  if (named) return named;
  const newest = (await listBatches(ports)).at(-1);
  if (!newest) throw new Refusal(reason('batch-missing'));
  return batchId === undefined ? newest : missing(batchId);
};

/** How far a batch is. Throws `Refusal` for one that there is not. */
export const countBatch = async (batchId: string, ports: Pick<Ports, 'table' | 'clock'>) =>
  (await batchProgress(batchId, ports)) ?? missing(batchId);

/** What became of each dealer's feed by a batch. Throws `Refusal` for one that there is not. */
export const dealersOfBatch = async (
  batchId: string,
  ports: Pick<Ports, 'table'>,
): Promise<BatchDealer[]> => {
  await batchNamed(batchId, ports);
  return ports.table.batchDealers.query({ batchId });
};

/** Files of a batch of which there is something to say, the first 2000. Throws `Refusal` for one that there is not. */
export const remarkedFilesOf = async (batchId: string, ports: Pick<Ports, 'table'>): Promise<BatchFile[]> => {
  await batchNamed(batchId, ports);
  return remarkable(batchId, ports);
};

/** Gives what was begun; asked for again, what was begun then. */
const begin = async (
  actor: Actor,
  request: BatchRequest,
  action: string,
  ports: DeskPorts,
): Promise<BatchRequest> => {
  const { batchId, prefix, attempt } = request;
  const deed = { dealerId: null, action, subject: batchId, details: { prefix, attempt } };
  return ports.acts.perform(actor, deed, async () => {
    await beginBatch(request, ports);
    await ports.machines.start('batch', executionOf(request), request);
    return request;
  });
};

const keepManifest = async (batchId: string, text: string, { artefacts }: Ports): Promise<string> => {
  const key = batchKey(batchId, 'files.txt');
  await artefacts.write(key, text, 'text/plain; charset=utf-8');
  return key;
};

/** Begins a batch; it goes on by itself. */
export const startBatch = async (
  actor: Actor,
  { batchId, prefix, manifest }: z.infer<typeof StartBatch>,
  ports: DeskPorts,
): Promise<BatchRequest> => {
  const request = {
    ...{ batchId, prefix, startedBy: actor.who, attempt: 1 },
    ...(manifest !== undefined && { manifest: await keepManifest(batchId, manifest, ports) }),
  };
  return begin(actor, request, 'batch.start', ports);
};

/**
 * Goes on with a batch: with its execution while that runs, else what a killed host left of one begins again as a new
 * attempt. Throws `Refusal` for one that there is not.
 */
export const resumeBatch = async (
  actor: Actor,
  wish: z.infer<typeof ResumeBatch>,
  ports: DeskPorts,
): Promise<BatchRequest> => {
  const batch = await batchNamed(wish.batchId, ports);
  const { batchId, prefix, manifest, startedBy } = batch;
  const status = await ports.machines.status('batch', executionOf(batch));
  const attempt = status === 'RUNNING' ? batch.attempt : batch.attempt + 1;
  const request = {
    ...{ batchId, prefix, startedBy, attempt },
    ...(manifest !== undefined && { manifest }),
  };
  return begin(actor, request, 'batch.resume', ports);
};
