import { isRejection } from '#contracts/outcome.ts';
import { endRejected, type RunState } from '#contracts/state.ts';
import type { PageReader } from '#pages/page.ts';
import { sha256 } from '#shared/hash.ts';
import { asDuplicate, type IntakePorts } from './begin-run.ts';
import { inspectBytes, refuseBySize, TOO_COSTLY } from './inspect.ts';
import type { IntakeRequest } from './request.ts';

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

const inspect = async (state: RunState, ports: IntakePorts, readers: PageReader[]): Promise<RunState> => {
  const refusedUnread = refuseBySize(state.inbox.bytes);
  if (refusedUnread) return endRejected(state, refusedUnread);
  const bytes = await ports.inbox.read(state.inbox.key, state.inbox.version);
  const hashed = { ...state, sha256: sha256(bytes) };
  if (await inForce(hashed, ports)) return asDuplicate(hashed, 'list-in-force');
  const told = await inspectBytes(readers, bytes, ports.parts);
  if (isRejection(told)) return endRejected(hashed, told);
  return { ...hashed, kind: told.kind, route: told.kind === 'price-list' ? 'extract' : 'catalogue' };
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
