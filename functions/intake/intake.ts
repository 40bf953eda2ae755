import { isRejection, rejected } from '#contracts/outcome.ts';
import { endRejected, endWith, type RunState } from '#contracts/state.ts';
import type { PageReader } from '#pages/page.ts';
import { lastCheckpoint, routeBehind } from '#shared/checkpoints.ts';
import { PipelineError } from '#shared/errors.ts';
import { sha256 } from '#shared/hash.ts';
import type { Ports, StoredObject } from '#shared/ports.ts';
import { versionInForce } from '#shared/rules-in-force.ts';
import { documentIdOf, parseInboxKey } from '#shared/run.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import { inspectBytes, refuseBySize, TOO_COSTLY } from './inspect.ts';
import type { IntakeRequest, NewObject, Redrive, Refresh } from './request.ts';

export type IntakePorts = Pick<Ports, 'inbox' | 'table' | 'parts'>;

const nothingDone = { processed: 1, succeeded: 1, failed: 0, engine: '' };
const noProducts = { products: 0, published: 0, review: 0, rejected: 0 };

const begin = (object: StoredObject, ticket: number, execution: string, batchId: string | null): RunState => {
  const { dealerId, name } = parseInboxKey(object.key);
  return {
    dealerId,
    documentId: documentIdOf(object.key, object.version),
    runId: execution,
    inbox: {
      key: object.key,
      version: object.version,
      name,
      bytes: object.bytes,
      receivedAt: object.modifiedAt,
    },
    sha256: null,
    kind: null,
    lists: [],
    from: null,
    batchId,
    ticket,
    pins: { dealerVersion: '', rulesVersion: '', catalogueRevision: 0 },
    artefacts: {},
    chunks: [],
    counts: noProducts,
    tally: nothingDone,
    feed: null,
    route: 'close',
    ending: null,
  };
};

/**
 * Claims survive their own retry: the condition lets the same execution in again. A batch that is resumed may also
 * take what failed before; nothing else starts the same object version twice on purpose.
 */
const claim = (state: RunState, { table }: IntakePorts): Promise<boolean> =>
  table.documents.putIf(
    {
      dealerId: state.dealerId,
      documentId: state.documentId,
      ...state.inbox,
      claimedBy: state.runId,
      runId: state.runId,
      status: 'processing',
    },
    (attribute, { notExists, eq }) =>
      [
        notExists(attribute.documentId),
        eq(attribute.claimedBy, state.runId),
        ...(state.batchId === null ? [] : [eq(attribute.status, 'failed')]),
      ].join(' OR '),
  );

const drawTicket = async (dealerId: string, { table }: IntakePorts): Promise<number> =>
  (await table.states.add({ dealerId }, { tickets: 1 })).tickets;

const asDuplicate = (state: RunState, category: string, reason: string) =>
  endWith(state, { status: 'duplicate', category, reason, whatToDo: 'Nothing.' });

/**
 * A list whose run failed after it was put in force may be dropped again; a run that was killed after it had put
 * this very document in force goes on with it.
 */
const inForce = async (state: RunState, { table }: IntakePorts): Promise<boolean> => {
  const { dealerId, sha256 } = state;
  const list = (await table.lists.query({ dealerId })).find((stored) => stored.sha256 === sha256);
  if (!list || list.documentId === state.documentId) return false;
  const document = await table.documents.get({ dealerId, documentId: list.documentId });
  return document?.status !== 'failed';
};

/** Pins what the run is to use, so that it can be explained later. */
const withDealer = async (state: RunState, ports: IntakePorts): Promise<RunState> => {
  const dealer = await ports.table.dealers.get({ dealerId: state.dealerId });
  const rulesVersion = await versionInForce(ports.parts.marketplace, ports);
  if (dealer) return { ...state, pins: { ...state.pins, dealerVersion: dealer.version, rulesVersion } };
  return endRejected(state, {
    outcome: 'rejected',
    category: 'unknown-dealer',
    reason: `No dealer is called ${JSON.stringify(state.dealerId)}.`,
    whatToDo: 'Drop the file into the folder of a dealer whose configuration is known, or add this one.',
  });
};

const inspect = async (state: RunState, ports: IntakePorts, readers: PageReader[]): Promise<RunState> => {
  const refusedUnread = refuseBySize(state.inbox.bytes);
  if (refusedUnread) return endRejected(state, refusedUnread);
  const bytes = await ports.inbox.read(state.inbox.key);
  const hashed = { ...state, sha256: sha256(bytes) };
  if (await inForce(hashed, ports))
    return asDuplicate(hashed, 'in-force', 'This very list is the one in force.');
  const told = await inspectBytes(readers, bytes, ports.parts);
  if (isRejection(told)) return endRejected(hashed, told);
  return { ...hashed, kind: told.kind, route: told.kind === 'price-list' ? 'extract' : 'catalogue' };
};

const lookInto = async (
  state: RunState,
  unread: IntakeRequest['unread'],
  ports: IntakePorts,
  readers: PageReader[],
): Promise<RunState> => {
  if (state.ending) return state;
  return unread ? endRejected(state, TOO_COSTLY) : inspect(state, ports, readers);
};

const receive = async (
  { key, batchId }: NewObject,
  { execution, unread }: IntakeRequest,
  ports: IntakePorts,
  readers: PageReader[],
) => {
  const object = await ports.inbox.head(key);
  if (!object) throw new PipelineError(`${key} is no longer in the inbox`, { stage: 'intake' });
  const ticket = await drawTicket(parseInboxKey(key).dealerId, ports);
  const state = begin(object, ticket, execution, batchId ?? null);
  if (!(await claim(state, ports)))
    return asDuplicate(state, 'already-claimed', 'Another run has taken this very file.');
  return lookInto(await withDealer(state, ports), unread, ports, readers);
};

const documentOf = async (
  { dealerId, documentId }: Pick<Refresh, 'dealerId' | 'documentId'>,
  { table }: IntakePorts,
) => {
  const document = await table.documents.get({ dealerId, documentId });
  if (!document) throw new PipelineError(`No document ${documentId} of ${dealerId}`, { stage: 'intake' });
  return document;
};

const asObject = ({ key, version, bytes, receivedAt }: DocumentRecord): StoredObject => ({
  ...{ key, version, bytes },
  modifiedAt: receivedAt,
});

const takeUp = async (request: Refresh, execution: string, ports: IntakePorts): Promise<RunState> => {
  const document = await documentOf(request, ports);
  const ticket = await drawTicket(request.dealerId, ports);
  const { key, version, name, bytes, receivedAt } = document;
  await ports.table.documents.patchIf(
    { dealerId: request.dealerId, documentId: request.documentId },
    { status: 'processing', claimedBy: execution, runId: execution },
  );
  return withDealer(
    {
      ...begin(asObject(document), ticket, execution, request.batchId ?? null),
      documentId: request.documentId,
      inbox: { key, version, name, bytes, receivedAt },
      sha256: document.sha256 ?? null,
      kind: 'price-list',
      lists: document.lists ?? [],
      artefacts: document.artefacts ?? {},
      counts: { ...noProducts, ...document.counts },
      from: request.from,
      route: request.from,
    },
    ports,
  );
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

const REPLACED = rejected(
  'replaced',
  'The file was replaced by another one before it could be read.',
  'Nothing, if the newer file is the right one; otherwise drop this one again.',
);

const fromTheStart = async (
  document: DocumentRecord,
  unread: IntakeRequest['unread'],
  ports: IntakePorts,
  readers: PageReader[],
) => {
  const ticket = await drawTicket(document.dealerId, ports);
  const state = begin(asObject(document), ticket, document.runId, null);
  const object = await ports.inbox.head(state.inbox.key);
  if (object?.version !== state.inbox.version) return endRejected(state, REPLACED);
  return lookInto(await withDealer(state, ports), unread, ports, readers);
};

/** Goes on where the run has stopped, with what it had pinned; its batch is over, so it builds the feed itself. */
const goOn = async (
  request: Redrive,
  { execution, unread }: IntakeRequest,
  ports: IntakePorts,
  readers: PageReader[],
): Promise<RunState> => {
  const document = await documentOf(request, ports);
  if (!(await reclaim(request, execution, ports)))
    return asDuplicate(
      begin(asObject(document), 0, execution, null),
      'already-claimed',
      'Another run has taken this very file.',
    );
  const reached = await lastCheckpoint(document, ports);
  if (!reached) return fromTheStart(document, unread, ports, readers);
  return { ...reached, batchId: null, route: routeBehind(reached) };
};

/**
 * Takes a new object in, takes a known document up again where a refresh asks, or goes on with a run that failed.
 * Gives the state of the run; its `route` says where the machine goes. Throws when the object or the document does not exist.
 */
export const intake = (
  asked: IntakeRequest,
  ports: IntakePorts,
  readers: PageReader[],
): Promise<RunState> => {
  const { request, execution } = asked;
  if ('key' in request) return receive(request, asked, ports, readers);
  return 'leftBy' in request ? goOn(request, asked, ports, readers) : takeUp(request, execution, ports);
};
