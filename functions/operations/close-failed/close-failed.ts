import { z } from 'zod';
import type { Ending } from '#contracts/state.ts';
import type { Ports } from '#shared/ports.ts';
import { documentIdOf, parseInboxKey } from '#shared/run.ts';

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

export type CloseFailedPorts = Pick<Ports, 'inbox' | 'table'>;

const subject = async (input: string, { inbox }: CloseFailedPorts) => {
  const parsed = ExecutionInput.safeParse(JSON.parse(input)).data;
  if (!parsed || 'documentId' in parsed) return parsed ?? null;
  const [object, dealer] = [await inbox.head(parsed.key), parseInboxKey(parsed.key)];
  return (
    object && dealer && { dealerId: dealer.dealerId, documentId: documentIdOf(object.key, object.version) }
  );
};

const endingOf = ({ detail }: FailedExecution): Ending => ({
  status: 'failed',
  category: detail.error ?? detail.status,
  reason: detail.cause?.slice(0, 1000) ?? `The execution ended as ${detail.status}.`,
  whatToDo: 'On-call looks at the execution; "feedwright redrive" then takes the document up again.',
});

/** Closes the document of an execution that ended without doing so itself; no other run's document. */
export const closeFailed = async (event: FailedExecution, ports: CloseFailedPorts): Promise<Ending> => {
  const ending = endingOf(event);
  const found = await subject(event.detail.input, ports);
  if (found)
    await ports.table.documents.patchIf(found, { status: 'failed', ending }, (document, { eq }) =>
      eq(document.claimedBy, event.detail.name),
    );
  return ending;
};
