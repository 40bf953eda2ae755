import { basename } from 'node:path';
import type { BatchRequest, BatchState } from '#contracts/batch.ts';
import type { Ending } from '#contracts/state.ts';
import { reason } from '#messages/reason.ts';
import { PipelineError } from '#shared/errors.ts';
import { inChunks, writeEach } from '#shared/in-chunks.ts';
import { planOf } from '#shared/plans.ts';
import type { ObjectStore, Ports, StoredObject } from '#shared/ports.ts';
import { documentIdOf, parseInboxKey } from '#shared/run.ts';
import type { BatchFile, BatchRecord } from '#shared/table/batch-records.ts';
import { placeOf } from './place.ts';
import { groupText, turnAt } from './turns.ts';

export type PlanPorts = Pick<Ports, 'inbox' | 'artefacts' | 'table' | 'clock' | 'batchAtOnce'>;

/** Rows that are written together; nobody else writes them yet, so no condition is needed. */
const ROWS_AT_ONCE = 500;

/** Keeps that there is to be such a batch, unless that is known; gives it as it is kept. */
export const beginBatch = async (
  { batchId, prefix, manifest, startedBy }: BatchRequest,
  { table, clock }: Pick<PlanPorts, 'table' | 'clock'>,
): Promise<BatchRecord> => {
  const now = clock().toISOString();
  await table.batches.putIf(
    {
      batchId,
      prefix,
      startedBy,
      ...(manifest !== undefined && { manifest }),
      ...{ status: 'planning', attempt: 1, files: 0, bytes: 0, startedAt: now, attemptedAt: now },
    },
    (stored, { notExists }) => notExists(stored.batchId),
  );
  const batch = await table.batches.get({ batchId });
  if (!batch) throw new PipelineError(`The batch ${batchId} was not kept`, { stage: 'batch' });
  return batch;
};

const fileOf = (batchId: string, { key, version, bytes }: StoredObject): BatchFile => ({
  batchId,
  dealerId: parseInboxKey(key).dealerId,
  place: placeOf(key, bytes),
  key,
  version,
  bytes,
  status: 'waiting',
  attempt: 0,
  documentId: documentIdOf(key, version),
});

const missing = (batchId: string, key: string): BatchFile => ({
  ...fileOf(batchId, { key, version: '', bytes: 0, modifiedAt: '' }),
  status: 'rejected',
  ending: { status: 'rejected', reason: reason('batch-file-missing') } satisfies Ending,
});

/** What people never mean: folders as S3 shows them, and files that their system hides. */
const isMeant = ({ key }: StoredObject): boolean => !key.endsWith('/') && !basename(key).startsWith('.');

async function* listed(batchId: string, prefix: string, inbox: ObjectStore): AsyncGenerator<BatchFile> {
  for await (const object of inbox.list(prefix)) if (isMeant(object)) yield fileOf(batchId, object);
}

const namesIn = async (key: string, { artefacts }: PlanPorts): Promise<Set<string>> => {
  const text = Buffer.from(await artefacts.read(key)).toString('utf8');
  return new Set(text.split(/\r?\n/).filter((line) => line.trim() !== ''));
};

async function* named(
  { batchId, prefix }: BatchRequest,
  manifest: string,
  ports: PlanPorts,
): AsyncGenerator<BatchFile> {
  for (const name of await namesIn(manifest, ports)) {
    const object = await ports.inbox.head(prefix + name);
    yield object ? fileOf(batchId, object) : missing(batchId, prefix + name);
  }
}

const writeFiles = async (request: BatchRequest, ports: PlanPorts) => {
  const { batchId, prefix, manifest } = request;
  const total = { files: 0, bytes: 0, dealers: new Set<string>() };
  const files = manifest ? named(request, manifest, ports) : listed(batchId, prefix, ports.inbox);
  for await (const chunk of inChunks(files, ROWS_AT_ONCE)) {
    await ports.table.batchFiles.putAll(chunk);
    total.files += chunk.length;
    for (const { bytes, dealerId } of chunk) {
      total.bytes += bytes;
      total.dealers.add(dealerId);
    }
  }
  return total;
};

const slotsOf = async (dealerId: string, ports: PlanPorts): Promise<number> => {
  const { listsAtOnce } = await planOf(dealerId, ports);
  return Math.min(listsAtOnce ?? Infinity, ports.batchAtOnce);
};

/** The turns of files that come dealer by dealer; keeps with each dealer in which group its last file is. */
async function* turnsOf(files: AsyncIterable<BatchFile>, ports: PlanPorts, groups: Map<string, number>) {
  let current = { dealerId: '', slots: 1, before: 0 };
  for await (const { batchId, dealerId, place } of files) {
    if (dealerId !== current.dealerId)
      current = { dealerId, slots: await slotsOf(dealerId, ports), before: 0 };
    const { slots } = current;
    const { group, turn } = turnAt(current.before++, slots);
    groups.set(dealerId, group);
    yield { batchId, group: groupText(group), turn, dealerId, place, slots };
  }
}

/** Writes down in which order the files have their turns, the same however often; answers the last group. */
const takeTurns = async ({ batchId }: BatchRequest, ports: PlanPorts): Promise<number> => {
  const { table } = ports;
  const groups = new Map<string, number>();
  const turns = turnsOf(table.batchFiles.stream({ batchId }), ports, groups);
  for await (const chunk of inChunks(turns, ROWS_AT_ONCE)) await table.batchTurns.putAll(chunk);
  await writeEach([...groups], ([dealerId, group]) =>
    table.batchDealers.patchIf({ batchId, dealerId }, { group }),
  );
  return Math.max(0, ...groups.values());
};

const list = async (request: BatchRequest, ports: PlanPorts): Promise<number> => {
  const { batchId } = request;
  const { files, bytes, dealers } = await writeFiles(request, ports);
  await ports.table.batchDealers.putAll(
    [...dealers].map((dealerId) => ({ batchId, dealerId, status: 'none', attempt: 0 })),
  );
  const lastGroup = await takeTurns(request, ports);
  await ports.table.batches.patchIf({ batchId }, { status: 'running', files, bytes, lastGroup });
  return lastGroup;
};

const attemptAgain = async (request: BatchRequest, batch: BatchRecord, ports: PlanPorts): Promise<number> => {
  const { batchId, attempt } = request;
  const lastGroup = batch.lastGroup ?? (await takeTurns(request, ports));
  await ports.table.batches.patchIf(
    { batchId },
    { status: 'running', attempt, attemptedAt: ports.clock().toISOString(), lastGroup },
    (stored, { lt }) => lt(stored.attempt, attempt),
  );
  return lastGroup;
};

/**
 * Makes a row of each file below the prefix, or of each that the manifest names, and one of its turn. Where that was
 * interrupted it is done again; once it is done, a later start finds the rows as they are.
 */
export const plan = async (request: BatchRequest, ports: PlanPorts): Promise<BatchState> => {
  const batch = await beginBatch(request, ports);
  const lastGroup =
    batch.status === 'planning' ? await list(request, ports) : await attemptAgain(request, batch, ports);
  const { batchId, attempt } = request;
  return {
    ...{ batchId, attempt, atOnce: ports.batchAtOnce, group: 0, lastGroup },
    ...{ phase: 'files', after: null, items: [], route: 'run' },
  };
};
