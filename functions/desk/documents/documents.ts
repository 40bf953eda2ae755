import { Validated } from '#contracts/validated.ts';
import { readJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { documentIdOf } from '#shared/run.ts';
import type { DocumentRecord, StageStatistic } from '#shared/table/records.ts';

/** A file in the inbox, and what it is called in what is said of it. */
export interface NamedFile {
  name: string;
  key: string;
}

/** What the pipeline's records say of a file. */
export interface DocumentResult {
  file: string;
  document: DocumentRecord;
  /** Of the newest run, in the order in which the stages began. */
  stages: StageStatistic[];
  validated: Validated | null;
}

const documentOf = async (
  dealerId: string,
  key: string,
  { inbox, table }: Ports,
): Promise<DocumentRecord | null> => {
  const object = await inbox.head(key);
  return object && table.documents.get({ dealerId, documentId: documentIdOf(key, object.version) });
};

const stagesOf = async ({ dealerId, documentId, runId }: DocumentRecord, { table }: Ports) =>
  (await table.statistics.query({ dealerId, documentId, runId })).sort((a, b) =>
    a.startedAt.localeCompare(b.startedAt),
  );

const validatedOf = async ({ artefacts }: DocumentRecord, ports: Ports): Promise<Validated | null> =>
  artefacts?.validated ? readJson(ports.artefacts, artefacts.validated, Validated) : null;

/** A newer list of the same call may have overtaken one that had ended: its products are counted there. */
const overtaken = (result: DocumentResult, inForce: Set<string>): DocumentResult => {
  const { document } = result;
  const stands =
    !document.lists?.length || document.kind !== 'price-list' || inForce.has(document.documentId);
  return stands ? result : { ...result, document: { ...document, counts: {} }, validated: null };
};

/** Ids of the documents whose lists are in force. */
export const documentsInForce = async (
  dealerId: string,
  { table }: Pick<Ports, 'table'>,
): Promise<Set<string>> =>
  new Set((await table.lists.query({ dealerId })).map(({ documentId }) => documentId));

/** The record, stages and verdicts of each file; a file whose run never reached a record has none. */
export const documentResults = async (
  dealerId: string,
  placed: NamedFile[],
  ports: Ports,
): Promise<DocumentResult[]> => {
  const results: DocumentResult[] = [];
  const inForce = await documentsInForce(dealerId, ports);
  for (const { name, key } of placed) {
    const document = await documentOf(dealerId, key, ports);
    if (document)
      results.push(
        overtaken(
          {
            file: name,
            document,
            stages: await stagesOf(document, ports),
            validated: await validatedOf(document, ports),
          },
          inForce,
        ),
      );
  }
  return results;
};
