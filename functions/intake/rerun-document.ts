import type { RunState } from '#contracts/state.ts';
import { begin, drawTicket, type IntakePorts, noProducts, resumed, withDealer } from './begin-run.ts';
import { asObject, documentOf } from './known-document.ts';
import type { Refresh } from './request.ts';

/**
 * Takes a list up again from a later stage, with what is known of it; its rules and its dealer are those of now. Begun
 * again after its host was killed, it goes on where it was.
 */
export const rerunDocument = async (
  request: Refresh,
  execution: string,
  ports: IntakePorts,
): Promise<RunState> => {
  const document = await documentOf(request, ports);
  const reached = document.claimedBy === execution ? await resumed(document, ports) : null;
  if (reached) return reached;
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
      ...(document.restored && { after: document.restored.after }),
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
