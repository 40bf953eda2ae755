import type { RunState } from '#contracts/state.ts';
import type { PageReader } from '#pages/page.ts';
import { PipelineError } from '#shared/errors.ts';
import { parseInboxKey } from '#shared/run.ts';
import { asClaimed, begin, drawTicket, type IntakePorts, withDealer } from './begin-run.ts';
import { lookInto } from './look-into.ts';
import type { IntakeRequest, NewObject } from './request.ts';

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

/** Takes a new object in, whatever has come under its key since. Throws where it is no longer there. */
export const receive = async (
  { key, version, batchId }: NewObject,
  { execution, unread }: IntakeRequest,
  ports: IntakePorts,
  readers: PageReader[],
): Promise<RunState> => {
  const object = await ports.inbox.head(key, version);
  if (!object) throw new PipelineError(`${key} is no longer in the inbox`, { stage: 'intake' });
  const ticket = await drawTicket(parseInboxKey(key).dealerId, ports);
  const state = begin(object, ticket, execution, batchId ?? null);
  if (!(await claim(state, ports))) return asClaimed(state);
  return lookInto(await withDealer(state, ports), unread, ports, readers);
};
