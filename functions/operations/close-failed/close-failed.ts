import * as z from 'zod';
import type { Reason } from '#contracts/reason.ts';
import { Ending, type RunState, Told } from '#contracts/state.ts';
import { reason } from '#messages/reason.ts';
import { told } from '#messages/say.ts';
import { lastCheckpoint, routeBehind } from '#shared/checkpoints.ts';
import { messageIn } from '#shared/failure-message.ts';
import { noteOutcome } from '#shared/objectives.ts';
import type { Ports } from '#shared/ports.ts';
import { documentIdOf, parseInboxKey } from '#shared/run.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import { leavePlace } from '../admit/admit.ts';

/** The part of "Step Functions Execution Status Change" that closing needs. */
export const FailedExecution = z.object({
  detail: z.object({
    name: z.string(),
    status: z.enum(['FAILED', 'TIMED_OUT', 'ABORTED']),
    input: z.string(),
    error: z.string().nullish(),
    cause: z.string().nullish(),
  }),
});
export type FailedExecution = z.infer<typeof FailedExecution>;

/** The document that was closed, where there was one to close. */
export const ClosedDocument = z.strictObject({
  closed: z.boolean(),
  dealerId: z.string().nullable(),
  documentId: z.string().nullable(),
  runId: z.string().nullable(),
  /** Where its run had come to. */
  stage: z.string().nullable(),
  ending: Ending,
  told: Told,
});
export type ClosedDocument = z.infer<typeof ClosedDocument>;

/** What any machine of ours was started with: an object, a document to take up again, or a running state. */
const ExecutionInput = z.union([
  z.object({ dealerId: z.string(), documentId: z.string() }),
  z.object({ key: z.string(), version: z.string().optional() }),
]);

type CloseFailedPorts = Pick<Ports, 'table' | 'inbox'>;

/** What an execution was told of the object that it takes in; old ones were not told the version. */
interface ToldOf {
  key: string;
  version?: string | undefined;
}

/**
 * The document that this execution claimed: by the object's version, in the table itself, since the index of what is
 * open may lack what has just been claimed. An object whose version is not told may have been replaced since.
 */
const claimedBy = async (execution: string, { key, version }: ToldOf, { inbox, table }: CloseFailedPorts) => {
  const { dealerId } = parseInboxKey(key);
  const known = version ?? (await inbox.head(key))?.version;
  const document = known && (await table.documents.get({ dealerId, documentId: documentIdOf(key, known) }));
  if (document && document.claimedBy === execution) return document;
  const open = await table.documents.queryIndex('GSI1', { dealerId, status: 'processing' });
  return open.find((each) => each.claimedBy === execution) ?? null;
};

/** A file whose execution could not even claim it has a record from now on, which says so and can be redriven. */
const claimUnclaimed = async (
  execution: string,
  { key, version: told }: ToldOf,
  { inbox, table }: CloseFailedPorts,
) => {
  const object = await inbox.head(key, told);
  if (!object) return null;
  const { modifiedAt: receivedAt, version, bytes } = object;
  const { dealerId, name } = parseInboxKey(key);
  const document: DocumentRecord = {
    ...{ dealerId, documentId: documentIdOf(key, version), key, name, version, bytes, receivedAt },
    ...{ claimedBy: execution, runId: execution, status: 'processing' },
  };
  const isNew = await table.documents.putIf(document, (stored, { notExists }) =>
    notExists(stored.documentId),
  );
  return isNew ? document : null;
};

const subjectOf = async (
  { name, input }: FailedExecution['detail'],
  ports: CloseFailedPorts,
): Promise<DocumentRecord | null> => {
  const parsed = ExecutionInput.safeParse(JSON.parse(input)).data;
  if (!parsed) return null;
  if ('documentId' in parsed) return ports.table.documents.get(parsed);
  const claimed = await claimedBy(name, parsed, ports);
  return claimed ?? claimUnclaimed(name, parsed, ports);
};

/** What the reconciler calls an execution that ended and closed nothing; its cause is then how it ended. */
export const EXECUTION_LOST = 'ExecutionLost';

const saidOf = ({ error, status, cause }: FailedExecution['detail']): string | Reason => {
  if (!cause) return reason('execution-ended', { status });
  return error === EXECUTION_LOST ? reason('execution-lost', { status: cause }) : messageIn(cause);
};

/** What an execution that broke off says of itself. */
const broken = (detail: FailedExecution['detail']) => ({
  category: detail.error ?? detail.status,
  text: saidOf(detail),
});

const endingOf = (
  detail: FailedExecution['detail'],
  { documentId, dealerId, redrives = 0 }: DocumentRecord,
  stage: string,
): Ending => ({
  status: 'failed',
  reason: reason('run-failed', { ...broken(detail), documentId, dealerId, stage, times: redrives + 1 }),
});

const nothingClosed = (detail: FailedExecution['detail']): ClosedDocument => {
  const why = reason('execution-failed', broken(detail));
  return {
    ...{ closed: false, dealerId: null, documentId: null, runId: null, stage: null },
    ...{ ending: { status: 'failed', reason: why }, told: told(why) },
  };
};

/** A list that broke off is in no feed; what nobody has looked into may be one. */
const noteNotInFeed = async (
  { dealerId, documentId: id, receivedAt: at }: DocumentRecord,
  reached: RunState | null,
  ports: CloseFailedPorts,
): Promise<void> => {
  const { kind = null, batchId = null } = reached ?? {};
  if (batchId !== null || (kind ?? 'price-list') !== 'price-list') return;
  await noteOutcome({ dealerId, objective: 'list-to-feed', at, id, seconds: null }, ports);
};

/** A call that broke off behind closing it may have noted nothing, and nobody heard of it: told twice is better than never. */
const isClosedBy = (execution: string, { claimedBy, status }: DocumentRecord): boolean =>
  claimedBy === execution && status === 'failed';

/** Closes the document of an execution that ended without doing so itself; no other run's, and none that has ended. */
export const closeFailed = async (
  { detail }: FailedExecution,
  ports: CloseFailedPorts,
): Promise<ClosedDocument> => {
  await leavePlace(detail.name, ports);
  const document = await subjectOf(detail, ports);
  if (!document) return nothingClosed(detail);
  const { dealerId, documentId, runId } = document;
  const reached = await lastCheckpoint(document, ports);
  const stage = reached ? routeBehind(reached) : 'intake';
  const ending = endingOf(detail, document, stage);
  const closed = await ports.table.documents.patchIf(
    { dealerId, documentId },
    { status: 'failed', ending },
    (stored, { eq }) => `${eq(stored.claimedBy, detail.name)} AND ${eq(stored.status, 'processing')}`,
  );
  const own = closed || (isClosedBy(detail.name, document) && document);
  if (own && own.from === undefined) await noteNotInFeed(own, reached, ports);
  return { closed: own !== false, dealerId, documentId, runId, stage, ending, told: told(ending.reason) };
};
