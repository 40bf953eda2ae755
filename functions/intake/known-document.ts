import { PipelineError } from '#shared/errors.ts';
import type { StoredObject } from '#shared/ports.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import type { IntakePorts } from './begin-run.ts';
import type { Refresh } from './request.ts';

/** The record of a document. Throws where there is none. */
export const documentOf = async (
  { dealerId, documentId }: Pick<Refresh, 'dealerId' | 'documentId'>,
  { table }: IntakePorts,
) => {
  const document = await table.documents.get({ dealerId, documentId });
  if (!document) throw new PipelineError(`No document ${documentId} of ${dealerId}`, { stage: 'intake' });
  return document;
};

/** The object that a document was read from, as its record has it. */
export const asObject = ({ key, version, bytes, receivedAt }: DocumentRecord): StoredObject => ({
  ...{ key, version, bytes },
  modifiedAt: receivedAt,
});
