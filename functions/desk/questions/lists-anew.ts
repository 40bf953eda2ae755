/** Lists that are read once more since headings mean something else now. */
import * as z from 'zod';
import { inChunks } from '#shared/in-chunks.ts';
import { readJson } from '#shared/json.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import { meaningText } from '#shared/taught-meanings.ts';
import { dealersNamed } from '../dealers/known-dealer.ts';
import type { DeskPorts } from '../ports.ts';
import { readAgain } from './of-file.ts';
import { refusedOf } from './standing.ts';

/** Each reading is a machine of its own; of two lists of one kind the later is in force, whichever is read first. */
const AT_ONCE = 4;

/** Reads files once more, a few at a time, and waits until all are. */
export const readEach = async (
  dealerId: string,
  documents: Iterable<string>,
  cause: string,
  ports: DeskPorts,
): Promise<void> => {
  for await (const some of inChunks(documents, AT_ONCE))
    await Promise.all(some.map((documentId) => readAgain({ dealerId, documentId }, cause, ports)));
};

const OF_UNKNOWN: ReadonlySet<string> = new Set(['headings-unknown', 'headings-missing']);

/** True for a file that was refused since nobody knows what its columns are. */
export const isOfUnknownColumns = ({ ending }: DocumentRecord): boolean =>
  OF_UNKNOWN.has(ending?.reason?.code ?? '');

const printsOne = ({ ending }: DocumentRecord, texts: ReadonlySet<string>): boolean => {
  const { headings = [] } = (ending?.reason?.values ?? {}) as { headings?: readonly string[] };
  return headings.some((heading) => texts.has(meaningText('heading', heading)));
};

/** Files that wait for somebody to say what one of these headings means, of one dealer or, where none is named, of all. */
export const readWaiting = async (
  dealerId: string | undefined,
  headings: readonly string[],
  cause: string,
  ports: DeskPorts,
): Promise<void> => {
  const texts = new Set(headings);
  if (texts.size === 0) return;
  for (const each of await dealersNamed(dealerId, ports)) {
    const refused = refusedOf(await ports.table.documents.query({ dealerId: each }));
    const waiting = refused.filter((file) => isOfUnknownColumns(file) && printsOne(file, texts));
    await readEach(
      each,
      waiting.map(({ documentId }) => documentId),
      cause,
      ports,
    );
  }
};

const filesInForce = async (dealerId: string, { table }: DeskPorts): Promise<DocumentRecord[]> => {
  const lists = (await table.lists.query({ dealerId })).filter(({ retired }) => !retired);
  const inForce = new Set(lists.map(({ documentId }) => documentId));
  return (await table.documents.query({ dealerId })).filter(({ documentId }) => inForce.has(documentId));
};

const Read = z.object({ extractedAt: z.string(), toldHeadings: z.array(z.string()).optional() });

/**
 * Lists in force that were read since by what one of these headings was said to mean, whenever they came; of what was read
 * before that was kept nobody knows it.
 */
export const readBy = async (
  dealerId: string,
  at: string,
  headings: ReadonlySet<string>,
  ports: DeskPorts,
): Promise<string[]> => {
  const read: string[] = [];
  // One after the other: each has megabytes.
  for (const { documentId, artefacts } of await filesInForce(dealerId, ports)) {
    if (!artefacts?.extracted) continue;
    const { extractedAt, toldHeadings } = await readJson(ports.artefacts, artefacts.extracted, Read);
    const isConcerned = toldHeadings?.some((told) => headings.has(told)) ?? true;
    if (extractedAt > at && isConcerned) read.push(documentId);
  }
  return read;
};
