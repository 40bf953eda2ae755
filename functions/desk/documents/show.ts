import * as z from 'zod';
import { Run } from '#contracts/run.ts';
import { reason } from '#messages/reason.ts';
import { readJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { artefactKey } from '#shared/run.ts';
import type { DocumentRecord, StageStatistic } from '#shared/table/records.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';
import { Refusal } from '../refusal.ts';
import { documentsOf, type ListedDocument, listed, STATES, stagesOf } from './list.ts';

/** A file by its name, or by the beginning of its id. */
export const ShowDocument = z.strictObject({ dealerId: z.string(), document: z.string().min(1) });
type ShowDocument = z.infer<typeof ShowDocument>;

/** All that is known of a file. */
export interface ShownDocument extends ListedDocument {
  /** Its key in the inbox. */
  key: string;
  bytes: number;
  kind: string | null;
  lists: NonNullable<DocumentRecord['lists']>;
  runId: string;
  stages: Pick<
    StageStatistic,
    | ('stage' | 'processed' | 'succeeded' | 'failed' | 'seconds' | 'costUsd' | 'engine' | 'error')
    | ('startedAt' | 'endedAt' | 'retried')
  >[];
  /** USD for the run in all, with transitions and stores; null before it has ended. */
  runUsd: number | null;
  /** Keys of what the newest run has written. */
  artefacts: Record<string, string>;
  feedVersion: number | null;
}

type ShowPorts = Pick<Ports, 'table' | 'artefacts'>;

const isCalled = ({ name, documentId }: DocumentRecord, wanted: string): boolean =>
  name === wanted || documentId.startsWith(wanted.toLowerCase());

/** Of several files of one name the newest is meant; several that an id may be are told. */
export const documentNamed = async (
  { dealerId, document: wanted }: ShowDocument,
  ports: ShowPorts,
): Promise<DocumentRecord> => {
  await refuseUnknownDealer(dealerId, ports);
  const found: DocumentRecord[] = [];
  for await (const each of documentsOf(dealerId, STATES, ports)) if (isCalled(each, wanted)) found.push(each);
  const [newest] = found;
  if (!newest) throw new Refusal(reason('document-unknown', { dealerId, document: wanted }));
  const names = new Set(found.map(({ name }) => name));
  if (names.size === 1) return newest;
  const ids = found.map(({ documentId }) => documentId);
  throw new Refusal(reason('document-ambiguous', { document: wanted, ids }));
};

const keysOf = async (
  document: DocumentRecord,
  { artefacts }: ShowPorts,
): Promise<Record<string, string>> => {
  const named = Object.entries({ ...document.artefacts });
  const beside = [
    ['run', artefactKey(document, 'run')],
    ['report', artefactKey(document, 'report').replace(/json$/, 'html')],
  ] as const;
  const kept = await Promise.all(beside.map(([, key]) => artefacts.head(key)));
  return Object.fromEntries([...named, ...beside.filter((_, at) => kept[at])]);
};

const costOf = async (key: string | undefined, { artefacts }: ShowPorts): Promise<number | null> =>
  key === undefined ? null : (await readJson(artefacts, key, Run)).totals.costUsd;

const shownStage = (statistic: StageStatistic): ShownDocument['stages'][number] => {
  const { stage, processed, succeeded, failed, seconds, costUsd, engine } = statistic;
  const { startedAt, endedAt, error, retried } = statistic;
  return {
    ...{ stage, processed, succeeded, failed, seconds, costUsd, engine, startedAt, endedAt },
    ...(error !== undefined && { error }),
    ...(retried && { retried }),
  };
};

/** A file with its stages, what it cost and what it left. Throws `Refusal` where the word names none, or several. */
export const showDocument = async (wish: ShowDocument, ports: ShowPorts): Promise<ShownDocument> => {
  const document = await documentNamed(wish, ports);
  const stages = await stagesOf(document, ports);
  const artefacts = await keysOf(document, ports);
  const { key, bytes, kind = null, lists = [], runId, feedVersion = null } = document;
  return {
    ...listed(document, stages),
    ...{ key, bytes, kind, lists, runId, feedVersion, artefacts },
    stages: stages.map(shownStage),
    runUsd: await costOf(artefacts.run, ports),
  };
};
