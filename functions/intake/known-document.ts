import { rejected } from '#contracts/outcome.ts';
import { endRejected, type RunState } from '#contracts/state.ts';
import { reason } from '#messages/reason.ts';
import type { PageReader } from '#pages/page.ts';
import { PipelineError } from '#shared/errors.ts';
import type { StoredObject } from '#shared/ports.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import { noteFileAgain } from '#shared/used.ts';
import {
  asClaimed,
  begin,
  drawTicket,
  type IntakePorts,
  lookInto,
  noProducts,
  resumed,
  withDealer,
} from './begin-run.ts';
import type { IntakeRequest, ReadAgain, Redrive, Refresh } from './request.ts';

/** The record of a document. Throws where there is none. */
const documentOf = async (
  { dealerId, documentId }: Pick<Refresh, 'dealerId' | 'documentId'>,
  { table }: IntakePorts,
) => {
  const document = await table.documents.get({ dealerId, documentId });
  if (!document) throw new PipelineError(`No document ${documentId} of ${dealerId}`, { stage: 'intake' });
  return document;
};

/** The object that a document was read from, as its record has it. */
const asObject = ({ key, version, bytes, receivedAt }: DocumentRecord): StoredObject => ({
  ...{ key, version, bytes },
  modifiedAt: receivedAt,
});

/** Where a person has put the list among the others; whatever stage its run begins at, it stands there. */
const placeByHand = ({ restored }: DocumentRecord) => restored && { after: restored.after };

/** A run of a known list from a later stage, with what is known of it; its rules and its dealer are those of now. */
const refreshed = async (
  document: DocumentRecord,
  { runId, from, batchId }: Pick<Refresh, 'from'> & Pick<RunState, 'runId' | 'batchId'>,
  ports: IntakePorts,
): Promise<RunState> => {
  const { key, version, name, bytes, receivedAt } = document;
  return withDealer(
    {
      ...begin(asObject(document), await drawTicket(document.dealerId, ports), runId, batchId),
      documentId: document.documentId,
      inbox: { key, version, name, bytes, receivedAt },
      ...placeByHand(document),
      sha256: document.sha256 ?? null,
      kind: 'price-list',
      lists: document.lists ?? [],
      artefacts: document.artefacts ?? {},
      counts: { ...noProducts, ...document.counts },
      from,
      route: from,
    },
    ports,
  );
};

/** Takes a list up again from a later stage. Begun again after its host was killed, it goes on where it was. */
export const rerunDocument = async (
  request: Refresh,
  execution: string,
  ports: IntakePorts,
): Promise<RunState> => {
  const document = await documentOf(request, ports);
  const reached = document.claimedBy === execution ? await resumed(document, ports) : null;
  if (reached) return reached;
  const { dealerId, documentId, from, batchId = null } = request;
  await ports.table.documents.patchIf(
    { dealerId, documentId },
    { status: 'processing', claimedBy: execution, runId: execution, from },
  );
  return refreshed(document, { runId: execution, from, batchId }, ports);
};

/** Begins a known document anew. Begun again after its host was killed, it goes on where it was. */
export const readAgain = async (
  { dealerId, documentId, from }: ReadAgain,
  { execution, unread }: IntakeRequest,
  ports: IntakePorts,
  readers: PageReader[],
): Promise<RunState> => {
  const document = await documentOf({ dealerId, documentId }, ports);
  const reached = document.claimedBy === execution && !unread ? await resumed(document, ports) : null;
  if (reached) return reached;
  const own = { status: 'processing', claimedBy: execution, runId: execution, from } as const;
  await ports.table.documents.patchIf({ dealerId, documentId }, own);
  return fromTheStart({ ...document, ...own }, unread, ports, readers);
};

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
  const state = { ...begin(asObject(document), ticket, document.runId, null), ...placeByHand(document) };
  if (!(await ports.inbox.head(state.inbox.key, state.inbox.version)))
    return endRejected(state, rejected(reason('replaced')));
  await noteFileAgain(state, ports);
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
  if (reached) return { ...reached, batchId: null };
  const { runId, from } = document;
  return from && from !== 'intake'
    ? refreshed(document, { runId, from, batchId: null }, ports)
    : fromTheStart(document, unread, ports, readers);
};
