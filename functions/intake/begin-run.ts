import { isRejection, rejected } from '#contracts/outcome.ts';
import { endRejected, endWith, type RunState } from '#contracts/state.ts';
import { reason } from '#messages/reason.ts';
import type { PageReader } from '#pages/page.ts';
import { lastCheckpoint, routeBehind } from '#shared/checkpoints.ts';
import { sha256 } from '#shared/hash.ts';
import { leavesSince } from '#shared/leaves-since.ts';
import type { Ports, StoredObject } from '#shared/ports.ts';
import { versionInForce } from '#shared/rules-in-force.ts';
import { documentIdOf, isOfMarket, parseInboxKey } from '#shared/run.ts';
import { headingsBy, meaningsFor } from '#shared/taught-meanings.ts';
import { inspectBytes, TOO_COSTLY } from './inspect.ts';
import type { IntakeRequest } from './request.ts';
import { asSaidToBe, ROUTE_OF } from './said-to-be.ts';
import { refuseBySize } from './size.ts';

export type IntakePorts = Pick<Ports, 'inbox' | 'table' | 'parts'>;

const nothingDone = { processed: 1, succeeded: 1, failed: 0, engine: '' };
/** Before anything is counted. */
export const noProducts = { products: 0, published: 0, review: 0, rejected: 0 };

/** The first state of a run over an object; `execution` is its name. */
export const begin = (
  object: StoredObject,
  ticket: number,
  execution: string,
  batchId: string | null,
): RunState => {
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

/** The run as it goes on behind its last checkpoint, whose work is counted there; null where there is none. */
export const resumed = async (
  run: Parameters<typeof lastCheckpoint>[0],
  ports: Pick<Ports, 'table'>,
): Promise<RunState | null> => {
  const reached = await lastCheckpoint(run, ports);
  return reached && { ...reached, tally: nothingDone, route: routeBehind(reached) };
};

/** Tickets rise by one for each dealer: of two runs of the same list the later one has the greater. */
export const drawTicket = async (dealerId: string, { table }: IntakePorts): Promise<number> =>
  (await table.states.add({ dealerId }, { tickets: 1 })).tickets;

/** Pins what the run is to use, so that it can be explained later. */
export const withDealer = async (state: RunState, ports: IntakePorts): Promise<RunState> => {
  const dealer = await ports.table.dealers.get({ dealerId: state.dealerId });
  const rulesVersion = await versionInForce(ports.parts.marketplace, ports);
  const leaving = await ports.table.leavings.get({ dealerId: state.dealerId });
  if (leaving) return endRejected(state, rejected(leavesSince(leaving)));
  if (dealer) return { ...state, pins: { ...state.pins, dealerVersion: dealer.version, rulesVersion } };
  return endRejected(state, rejected(reason('unknown-dealer', { dealerId: state.dealerId })));
};

/** The run ends at once: another one has done this, or does it. */
const asDuplicate = (state: RunState, code: 'already-claimed' | 'list-in-force') =>
  endWith(state, { status: 'duplicate', reason: reason(code) });

/** The same, for a file that another run holds. */
export const asClaimed = (state: RunState): RunState => asDuplicate(state, 'already-claimed');

/**
 * A list whose run failed after it was put in force may be dropped again; a run that was killed after it had put
 * this very document in force goes on with it.
 */
const inForce = async (state: RunState, { table }: IntakePorts): Promise<boolean> => {
  const { dealerId, sha256 } = state;
  const list = (await table.lists.query({ dealerId })).find((stored) => stored.sha256 === sha256);
  if (!list || list.retired || list.documentId === state.documentId) return false;
  const document = await table.documents.get({ dealerId, documentId: list.documentId });
  return document?.status !== 'failed';
};

/** A person has said that this very file is the dealer's stock sheet, whatever it looks like. */
const isTakenAsStock = async ({ dealerId, documentId }: RunState, { table }: IntakePorts): Promise<boolean> =>
  (await table.documents.get({ dealerId, documentId }))?.takenAs !== undefined;

/** Only a person can say what such a file is. */
const UNTOLD: ReadonlySet<string> = new Set(['list-or-book', 'stock-or-list']);

const inspect = async (state: RunState, ports: IntakePorts, readers: PageReader[]): Promise<RunState> => {
  const refusedUnread = refuseBySize(state.inbox.bytes);
  if (refusedUnread) return endRejected(state, refusedUnread);
  const bytes = await ports.inbox.read(state.inbox.key, state.inbox.version);
  const hashed = { ...state, sha256: sha256(bytes) };
  if (await inForce(hashed, ports)) return asDuplicate(hashed, 'list-in-force');
  if (await isTakenAsStock(hashed, ports)) return { ...hashed, kind: 'stock-sheet', route: 'stock' };
  if (isOfMarket(state.inbox.name)) return { ...hashed, kind: 'market-sheet', route: 'market' };
  const taught = headingsBy(await meaningsFor(state.dealerId, ports));
  const told = await inspectBytes(readers, bytes, ports.parts, taught);
  if (isRejection(told))
    return UNTOLD.has(told.reason.code) ? asSaidToBe(hashed, told, ports) : endRejected(hashed, told);
  return { ...hashed, kind: told.kind, route: ROUTE_OF[told.kind] };
};

/** Checks the file and tells what it is, unless the run has ended; `unread`: reading it took too much before. */
export const lookInto = async (
  state: RunState,
  unread: IntakeRequest['unread'],
  ports: IntakePorts,
  readers: PageReader[],
): Promise<RunState> => {
  if (state.ending) return state;
  return unread ? endRejected(state, TOO_COSTLY) : inspect(state, ports, readers);
};
