import { Extracted } from '#contracts/extracted.ts';
import { Matched } from '#contracts/matched.ts';
import { Validated } from '#contracts/validated.ts';
import { readJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import type { DocumentRecord, StageStatistic } from '#shared/table/records.ts';

export type ReportPorts = Pick<Ports, 'artefacts' | 'table' | 'parts'>;

/** One price list as a run left it, with what each stage did for it. */
export interface LoadedRun {
  document: DocumentRecord;
  runId: string;
  /** What each stage did last up to this run: a refresh repeats some stages and leaves the earlier ones. */
  stages: StageStatistic[];
  /** Stages of earlier runs of the document that ended with an error. */
  failures: StageStatistic[];
  extracted: Extracted;
  matched: Matched;
  validated: Validated;
}

const byStart = (one: StageStatistic, other: StageStatistic): number =>
  one.startedAt.localeCompare(other.startedAt);

/** The statistics of a document up to the end of one of its runs: the newest of each stage, and what failed before. */
const stagesUpTo = async (
  { dealerId, documentId }: DocumentRecord,
  runId: string,
  { table }: ReportPorts,
): Promise<Pick<LoadedRun, 'stages' | 'failures'>> => {
  const all = (await table.statistics.query({ dealerId, documentId })).sort(byStart);
  const upTo = all.slice(0, all.findLastIndex((statistic) => statistic.runId === runId) + 1);
  return {
    stages: [...new Map(upTo.map((statistic) => [statistic.stage, statistic])).values()].sort(byStart),
    failures: upTo.filter((statistic) => statistic.error && statistic.runId !== runId),
  };
};

const keyEnding = (stages: readonly StageStatistic[], name: string): string | undefined =>
  stages.findLast(({ artefact }) => artefact?.endsWith(`/${name}.json`))?.artefact;

/** A document's list as one of its runs left it; null where that run judged no list. */
export const loadRun = async (
  document: DocumentRecord,
  runId: string,
  ports: ReportPorts,
): Promise<LoadedRun | null> => {
  const { stages, failures } = await stagesUpTo(document, runId, ports);
  const [extracted, matched, validated] = ['extracted', 'matched', 'validated'].map((name) =>
    keyEnding(stages, name),
  );
  if (!extracted || !matched || !validated || !(await ports.artefacts.head(validated))) return null;
  return {
    ...{ document, runId, stages, failures },
    extracted: await readJson(ports.artefacts, extracted, Extracted),
    matched: await readJson(ports.artefacts, matched, Matched),
    validated: await readJson(ports.artefacts, validated, Validated),
  };
};

/** The dealer's lists in force, each as its newest run left it, in the order of their files' names. */
export const loadLists = async (dealerId: string, ports: ReportPorts): Promise<LoadedRun[]> => {
  const ids = new Set((await ports.table.lists.query({ dealerId })).map(({ documentId }) => documentId));
  const documents = (await ports.table.documents.query({ dealerId })).filter(({ documentId }) =>
    ids.has(documentId),
  );
  const runs = await Promise.all(documents.map((document) => loadRun(document, document.runId, ports)));
  return runs
    .filter((run) => run !== null)
    .sort((one, other) => one.document.name.localeCompare(other.document.name));
};

/** The run of that id, of whichever dealer; null where there is none that judged a list. */
export const findRun = async (runId: string, ports: ReportPorts): Promise<LoadedRun | null> => {
  for (const { dealerId } of await ports.table.dealers.queryIndex('GSI1', {})) {
    const statistics = await ports.table.statistics.query({ dealerId });
    const documentId = statistics.find((statistic) => statistic.runId === runId)?.documentId;
    const document = documentId ? await ports.table.documents.get({ dealerId, documentId }) : null;
    if (document) return loadRun(document, runId, ports);
  }
  return null;
};
