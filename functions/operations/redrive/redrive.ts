import { sha256 } from '#shared/hash.ts';
import type { Ports } from '#shared/ports.ts';
import type { DocumentRecord } from '#shared/table/records.ts';

/** Named after the execution that left the document: whoever asks for the same once more starts nothing. */
const executionName = ({ documentId, claimedBy }: DocumentRecord): string =>
  `redrive-${sha256(`${documentId}\n${claimedBy}`).slice(0, 40)}`;

/**
 * Goes on with the run of a document whose execution is over, at the stage that did not end: a new execution, on any
 * host. Answers its name.
 */
export const redrive = async (
  document: DocumentRecord,
  { machines }: Pick<Ports, 'machines'>,
): Promise<string> => {
  const { dealerId, documentId, claimedBy: leftBy, redrives = 0 } = document;
  const name = executionName(document);
  await machines.start('price-list', name, { dealerId, documentId, leftBy, redrives: redrives + 1 });
  return name;
};
