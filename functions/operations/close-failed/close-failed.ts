import { z } from 'zod';
import type { Ending } from '#contracts/state.ts';
import { messageIn } from '#shared/failure-message.ts';
import type { Ports } from '#shared/ports.ts';
import { parseInboxKey } from '#shared/run.ts';

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

/** What any machine of ours was started with: an object, a document to refresh, or a running state. */
const ExecutionInput = z.union([
  z.object({ dealerId: z.string(), documentId: z.string() }),
  z.object({ key: z.string() }),
]);

export type CloseFailedPorts = Pick<Ports, 'table'>;

/** An object may have been replaced since: the document is the one that this execution claimed. */
const claimedBy = async (execution: string, key: string, { table }: CloseFailedPorts) => {
  const dealerId = parseInboxKey(key).dealerId;
  const documents = await table.documents.query({ dealerId });
  return documents.find((document) => document.claimedBy === execution);
};

const subject = async ({ name, input }: FailedExecution['detail'], ports: CloseFailedPorts) => {
  const parsed = ExecutionInput.safeParse(JSON.parse(input)).data;
  return parsed && 'key' in parsed ? claimedBy(name, parsed.key, ports) : parsed;
};

const endingOf = ({ detail }: FailedExecution): Ending => ({
  status: 'failed',
  category: detail.error ?? detail.status,
  reason: detail.cause ? messageIn(detail.cause) : `The execution ended as ${detail.status}.`,
  whatToDo: 'On-call looks at the execution; when its cause is gone, drop the file again.',
});

/** Closes the document of an execution that ended without doing so itself; no other run's, and none that has ended. */
export const closeFailed = async (event: FailedExecution, ports: CloseFailedPorts): Promise<Ending> => {
  const ending = endingOf(event);
  const found = await subject(event.detail, ports);
  if (found)
    await ports.table.documents.patchIf(
      { dealerId: found.dealerId, documentId: found.documentId },
      { status: 'failed', ending },
      (document, { eq }) =>
        `${eq(document.claimedBy, event.detail.name)} AND ${eq(document.status, 'processing')}`,
    );
  return ending;
};
