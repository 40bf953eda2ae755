import type { Ports, StoredObject } from '#shared/ports.ts';
import { documentIdOf, parseInboxKey } from '#shared/run.ts';

type FilePorts = Pick<Ports, 'table' | 'machines'>;

/** An object of the inbox, and the document it is or will be. */
export interface InboxFile {
  object: StoredObject;
  dealerId: string;
  documentId: string;
}

/** An object of the inbox as the document it is or will be. */
export const fileOf = (object: StoredObject): InboxFile => ({
  object,
  dealerId: parseInboxKey(object.key).dealerId,
  documentId: documentIdOf(object.key, object.version),
});

/** Those of the objects that no document record knows. */
export const unknownFiles = async (
  objects: StoredObject[],
  { table }: Pick<FilePorts, 'table'>,
): Promise<InboxFile[]> => {
  const files = objects.map(fileOf);
  const known = await table.documents.getAll(
    files.map(({ dealerId, documentId }) => ({ dealerId, documentId })),
  );
  const ids = new Set(known.map(({ documentId }) => documentId));
  return files.filter(({ documentId }) => !ids.has(documentId));
};

/** The same object version is started under one name, whoever finds it: it runs once. */
export const executionOf = ({ documentId }: InboxFile): string => `found-${documentId}`;

/** Starts a file; false where it was started before. */
export const startFile = (file: InboxFile, { machines }: FilePorts): Promise<boolean> => {
  const { key, version } = file.object;
  return machines.start('price-list', executionOf(file), { key, version });
};
