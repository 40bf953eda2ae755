import * as z from 'zod';
import type { Reason } from '#contracts/reason.ts';
import { redrive } from '#functions/operations/redrive/redrive.ts';
import { reason } from '#messages/reason.ts';
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

const named = (documents: DocumentRecord[], word: string): DocumentRecord[] =>
  documents.filter(({ documentId, name }) => documentId === word || name === word);

/** Those that failed, first; one that has not is refused by its act, unless that is asked for again. */
const chosenBy = async (wish: RedriveDocuments, ports: DeskPorts): Promise<DocumentRecord[]> => {
  const { documents } = ports.table;
  const dealers = await dealersNamed(wish.dealerId, ports);
  const ofEach = async (documentsOf: (dealerId: string) => Promise<DocumentRecord[]>) =>
    (await Promise.all(dealers.map(documentsOf))).flat();
  const failed = await ofEach((dealerId) => documents.queryIndex('GSI1', { dealerId, status: 'failed' }));
  if (wish.documents.length === 0) return failed;
  const areFailed = wish.documents.every((word) => named(failed, word).length > 0);
  const all = areFailed ? [] : await ofEach((dealerId) => documents.query({ dealerId }));
  return wish.documents.flatMap((word) => {
    const found = [named(failed, word), named(all, word)].find(({ length }) => length > 0);
    if (found) return found;
    throw new Refusal(reason('document-not-failed', { document: word }));
  });
};

/** Until the run is over, that of a spec book in both of its machines. */
export const untilOver = async (
  name: string,
  { acts, machines }: Pick<DeskPorts, 'acts' | 'machines'>,
): Promise<void> => {
  await acts.untilEnded('price-list', name);
  if (await machines.status('catalogue', name)) await acts.untilEnded('catalogue', name);
};

const driveAgain = async (
  actor: Actor,
  document: DocumentRecord,
  ports: DeskPorts,
): Promise<DocumentRecord> => {
  const { dealerId, documentId, name, runId, status } = document;
  await ports.acts.once(actor, { dealerId, action: 'document.redrive', subject: documentId }, async () => {
    if (status !== 'failed') throw new Refusal(reason('document-not-failed', { document: name }));
    const effect = async () => untilOver((await redrive(document, ports)).name, ports);
    return { details: { name, runId }, effect };
  });
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
