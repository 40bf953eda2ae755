import { isRejection } from '#contracts/outcome.ts';
import { endRejected, endWith, type RunState } from '#contracts/state.ts';
import type { PageReader } from '#pages/page.ts';
import { PipelineError } from '#shared/errors.ts';
import { sha256 } from '#shared/hash.ts';
import type { Ports, StoredObject } from '#shared/ports.ts';
import { versionInForce } from '#shared/rules-in-force.ts';
import { documentIdOf, parseInboxKey } from '#shared/run.ts';
import { inspectBytes, refuseBySize, TOO_COSTLY } from './inspect.ts';
import type { IntakeRequest, NewObject, Refresh } from './request.ts';

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

/** Claims survive their own retry: the condition lets the same execution in again. */
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
      `${notExists(attribute.documentId)} OR ${eq(attribute.claimedBy, state.runId)}`,
  );

const drawTicket = async (dealerId: string, { table }: IntakePorts): Promise<number> =>
  (await table.states.add({ dealerId }, { tickets: 1 })).tickets;

const asDuplicate = (state: RunState, category: string, reason: string) =>
  endWith(state, { status: 'duplicate', category, reason, whatToDo: 'Nothing.' });

/** A list whose run failed after it was put in force may be dropped again. */
const inForce = async ({ dealerId, sha256 }: RunState, { table }: IntakePorts): Promise<boolean> => {
  const list = (await table.lists.query({ dealerId })).find((stored) => stored.sha256 === sha256);
  const document = list && (await table.documents.get({ dealerId, documentId: list.documentId }));
  return document !== undefined && document?.status !== 'failed';
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
  const known = await withDealer(state, ports);
  if (known.ending) return known;
  return unread ? endRejected(known, TOO_COSTLY) : inspect(known, ports, readers);
};

const documentOf = async ({ dealerId, documentId }: Refresh, { table }: IntakePorts) => {
  const document = await table.documents.get({ dealerId, documentId });
  if (!document) throw new PipelineError(`No document ${documentId} of ${dealerId}`, { stage: 'intake' });
  return document;
};

const takeUp = async (request: Refresh, execution: string, ports: IntakePorts): Promise<RunState> => {
  const document = await documentOf(request, ports);
  const ticket = await drawTicket(request.dealerId, ports);
  const { key, version, name, bytes, receivedAt } = document;
  const object = { key, version, bytes, modifiedAt: receivedAt };
  await ports.table.documents.patchIf(
    { dealerId: request.dealerId, documentId: request.documentId },
    { status: 'processing', claimedBy: execution, runId: execution },
  );
  return withDealer(
    {
      ...begin(object, ticket, execution, null),
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

/**
 * Takes a new object in, or takes a known document up again where a refresh asks. Gives the state of the
 * run; its `route` says where the machine goes. Throws when the object or the document does not exist.
 */
export const intake = (
  asked: IntakeRequest,
  ports: IntakePorts,
  readers: PageReader[],
): Promise<RunState> => {
  const { request, execution } = asked;
  return 'key' in request ? receive(request, asked, ports, readers) : takeUp(request, execution, ports);
};
