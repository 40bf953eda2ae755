import { sha256 } from '#shared/hash.ts';
import type { Ports } from '#shared/ports.ts';
import type { DocumentRecord } from '#shared/table/records.ts';

/** Named after the execution that left the document: whoever asks for the same once more starts nothing. */
const executionName = ({ documentId, claimedBy }: DocumentRecord, again: string): string =>
  `redrive-${sha256(`${documentId}\n${claimedBy}${again}`).slice(0, 40)}`;

/**
 * Goes on with the run of a document whose execution is over, at the stage that did not end: a new execution, on any
 * host. `again` sets it apart from one that was asked for before and came to nothing. Answers its name, and whether it
 * began.
 */
export const redrive = async (
  document: DocumentRecord,
  { machines }: Pick<Ports, 'machines'>,
  again = '',
): Promise<{ name: string; began: boolean }> => {
  const { dealerId, documentId, claimedBy: leftBy, redrives = 0 } = document;
  const name = executionName(document, again);
  const input = { dealerId, documentId, leftBy, redrives: redrives + 1 };
  return { name, began: await machines.start('price-list', name, input) };
};
