import { rejected } from '#contracts/outcome.ts';
import { endRejected, type RunState } from '#contracts/state.ts';
import { reason } from '#messages/reason.ts';
import type { PageReader } from '#pages/page.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import { asClaimed, begin, drawTicket, type IntakePorts, resumed, withDealer } from './begin-run.ts';
import { asObject, documentOf } from './known-document.ts';
import { lookInto } from './look-into.ts';
import type { IntakeRequest, Redrive } from './request.ts';

/** The run's own execution has ended: this one holds the document from now on, and no third one. */
const reclaim = (
  { dealerId, documentId, leftBy, redrives }: Redrive,
  execution: string,
  { table }: IntakePorts,
) =>
  table.documents.patchIf(
    { dealerId, documentId },
    { status: 'processing', claimedBy: execution, redrives },
    ({ claimedBy }, { eq }) => `${eq(claimedBy, leftBy)} OR ${eq(claimedBy, execution)}`,
  );

const fromTheStart = async (
  document: DocumentRecord,
  unread: IntakeRequest['unread'],
  ports: IntakePorts,
  readers: PageReader[],
) => {
  const ticket = await drawTicket(document.dealerId, ports);
  const state = begin(asObject(document), ticket, document.runId, null);
  if (!(await ports.inbox.head(state.inbox.key, state.inbox.version)))
    return endRejected(state, rejected(reason('replaced')));
  return lookInto(await withDealer(state, ports), unread, ports, readers);
};

/** Goes on where the run has stopped, with what it had pinned; its batch is over, so it builds the feed itself. */
export const resumeRun = async (
  request: Redrive,
  { execution, unread }: IntakeRequest,
  ports: IntakePorts,
  readers: PageReader[],
): Promise<RunState> => {
  const document = await documentOf(request, ports);
  if (!(await reclaim(request, execution, ports)))
    return asClaimed(begin(asObject(document), 0, execution, null));
  const reached = await resumed(document, ports);
  return reached ? { ...reached, batchId: null } : fromTheStart(document, unread, ports, readers);
};
