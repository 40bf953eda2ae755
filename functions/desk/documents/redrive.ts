import * as z from 'zod';
import type { Reason } from '#contracts/reason.ts';
import { redrive } from '#functions/operations/redrive/redrive.ts';
import { reason } from '#messages/reason.ts';
import type { Ports } from '#shared/ports.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import type { Actor } from '../acts.ts';
import { dealersNamed } from '../dealers/known-dealer.ts';
import type { DeskPorts } from '../ports.ts';
import type { Problem } from '../problems.ts';
import { Refusal } from '../refusal.ts';

/** Documents by their ids or their files' names; all that failed where none is named. */
export const RedriveDocuments = z.strictObject({
  documents: z.array(z.string()),
  dealerId: z.string().optional(),
});
type RedriveDocuments = z.infer<typeof RedriveDocuments>;

const failedDocuments = async (
  dealerId: string | undefined,
  { table }: Pick<Ports, 'table'>,
): Promise<DocumentRecord[]> => {
  const failed = (await dealersNamed(dealerId, { table })).map((id) =>
    table.documents.queryIndex('GSI1', { dealerId: id, status: 'failed' as const }),
  );
  return (await Promise.all(failed)).flat();
};

const chosenBy = async (wish: RedriveDocuments, ports: DeskPorts): Promise<DocumentRecord[]> => {
  const failed = await failedDocuments(wish.dealerId, ports);
  if (wish.documents.length === 0) return failed;
  return wish.documents.flatMap((word) => {
    const found = failed.filter(({ documentId, name }) => documentId === word || name === word);
    if (found.length > 0) return found;
    throw new Refusal(reason('document-not-failed', { document: word }));
  });
};

/** Until the run is over, that of a spec book in both of its machines. */
const untilOver = async (name: string, { acts, machines }: DeskPorts): Promise<void> => {
  await acts.untilEnded('price-list', name);
  if (await machines.status('catalogue', name)) await acts.untilEnded('catalogue', name);
};

const driveAgain = async (
  actor: Actor,
  document: DocumentRecord,
  ports: DeskPorts,
): Promise<DocumentRecord> => {
  const { dealerId, documentId, name, runId } = document;
  const deed = { dealerId, action: 'document.redrive', subject: documentId, details: { name, runId } };
  await ports.acts.perform(actor, deed, async () => untilOver((await redrive(document, ports)).name, ports));
  return (await ports.table.documents.get({ dealerId, documentId })) ?? document;
};

/** Goes on with documents that failed, at the stage that did not end; gives each as it is then. Throws `Refusal`. */
export async function* redriveDocuments(
  actor: Actor,
  wish: RedriveDocuments,
  ports: DeskPorts,
): AsyncGenerator<DocumentRecord> {
  for (const document of await chosenBy(wish, ports)) yield await driveAgain(actor, document, ports);
}

const problemFor = ({ name }: DocumentRecord, why: Reason): Problem => ({
  ...{ severity: 'failed', file: name, stage: 'redrive' },
  reason: why,
});

/** A document that failed again; or that its machine has left, and nobody has closed yet. */
export const redriveProblems = (document: DocumentRecord): Problem[] => {
  const { status, ending } = document;
  if (status === 'processing') return [problemFor(document, reason('not-ended'))];
  return status === 'failed' ? [problemFor(document, ending?.reason ?? reason('not-ended'))] : [];
};
