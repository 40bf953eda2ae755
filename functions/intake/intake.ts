import { rejected } from '#contracts/outcome.ts';
import { endRejected, type RunState } from '#contracts/state.ts';
import type { PageReader } from '#pages/page.ts';
import { beyondStorage } from '#shared/beyond-plan.ts';
import { PipelineError } from '#shared/errors.ts';
import { parseInboxKey } from '#shared/run.ts';
import { noteFile } from '#shared/used.ts';
import {
  asClaimed,
  begin,
  drawTicket,
  type IntakePorts,
  lookInto,
  resumed,
  withDealer,
} from './begin-run.ts';
import { readAgain, rerunDocument, resumeRun } from './known-document.ts';
import type { IntakeRequest, NewObject } from './request.ts';

/** A batch that is resumed may also take what failed before; nothing else takes the same object version twice. */
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
        ...(state.batchId === null ? [] : [eq(attribute.status, 'failed')]),
      ].join(' OR '),
  );

/** Claims survive their own retry: the execution that holds the document works on it again. */
const holds = async ({ dealerId, documentId, runId }: RunState, { table }: IntakePorts): Promise<boolean> =>
  (await table.documents.patchIf(
    { dealerId, documentId },
    { status: 'processing' },
    ({ claimedBy }, { eq }) => eq(claimedBy, runId),
  )) !== false;

/** What a plan stops at the door; what sells or answers passes whatever was used. */
const LIMITED: ReadonlySet<string | null> = new Set(['price-list', 'spec-book']);

const withinPlan = async (state: RunState, ports: IntakePorts): Promise<RunState> => {
  const { dealerId, inbox, kind, ending } = state;
  if (ending || !LIMITED.has(kind)) return state;
  const why = await beyondStorage({ dealerId, ...inbox }, ports);
  return why ? endRejected(state, rejected(why)) : state;
};

/**
 * Takes a new object in, whatever has come under its key since; begun again after its host was killed, it goes on where
 * it was. Throws where the object is no longer there.
 */
const receive = async (
  { key, version, batchId }: NewObject,
  { execution, unread }: IntakeRequest,
  ports: IntakePorts,
  readers: PageReader[],
): Promise<RunState> => {
  const object = await ports.inbox.head(key, version);
  if (!object) throw new PipelineError(`${key} is no longer in the inbox`, { stage: 'intake' });
  const ticket = await drawTicket(parseInboxKey(key).dealerId, ports);
  const state = begin(object, ticket, execution, batchId ?? null);
  if (!(await claim(state, ports))) {
    if (!(await holds(state, ports))) return asClaimed(state);
    const reached = unread ? null : await resumed(state, ports);
    if (reached) return reached;
  }
  // Before it is known whether there is room: of two that come at once each sees the other. Close forgets what is refused.
  await noteFile(state, ports);
  const looked = await lookInto(await withDealer(state, ports), unread, ports, readers);
  return withinPlan(looked, ports);
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
  if ('leftBy' in request) return resumeRun(request, asked, ports, readers);
  return request.from === 'intake'
    ? readAgain(request, asked, ports, readers)
    : rerunDocument(request, execution, ports);
};
