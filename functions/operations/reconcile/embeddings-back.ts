import type { Ports } from '#shared/ports.ts';
import { rerunDocument } from '../refresh/refresh.ts';

export type EmbeddingsPorts = Pick<Ports, 'table' | 'machines' | 'clock' | 'parts'>;

/** The breaker of the embedding service; see `guarded-services.ts`. */
const SERVICE = 'bedrock-embedding';

const isAway = async ({ table, clock }: EmbeddingsPorts): Promise<boolean> => {
  const breaker = await table.breakers.get({ service: SERVICE });
  return breaker?.state === 'open' && breaker.openUntil > clock().getTime();
};

/** Whether another embedder answered than the first of the configuration, when the list was matched last. */
const wasStoodInFor = async (
  dealerId: string,
  documentId: string,
  { table, parts: { embedders } }: EmbeddingsPorts,
): Promise<boolean> => {
  const statistics = await table.statistics.query({ dealerId, documentId });
  const matches = statistics.filter(({ stage, error }) => stage === 'match' && !error);
  const last = matches.toSorted((one, other) => one.startedAt.localeCompare(other.startedAt)).at(-1);
  return last !== undefined && !last.engine.startsWith(embedders[0] ?? '');
};

/**
 * Matches lists in force again whose names were measured by a stand-in, once the embedding service is no longer known
 * to be away: at most once a day each, for a service may fail in another way than its breaker sees. Answers which.
 */
export const matchAgain = async (dealerId: string, ports: EmbeddingsPorts): Promise<string[]> => {
  if (ports.parts.embedders.length < 2 || (await isAway(ports))) return [];
  const lists = (await ports.table.lists.query({ dealerId })).filter(({ retired }) => !retired);
  const cause = `embeddings are back ${ports.clock().toISOString().slice(0, '2026-11-22'.length)}`;
  const begun: string[] = [];
  for (const documentId of new Set(lists.map((list) => list.documentId))) {
    if (!(await wasStoodInFor(dealerId, documentId, ports))) continue;
    const { began } = await rerunDocument(documentId, { dealerId, from: 'match', cause }, ports);
    if (began) begun.push(documentId);
  }
  return begun;
};
