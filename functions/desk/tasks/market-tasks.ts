import { reason } from '#messages/reason.ts';
import type { Ports } from '#shared/ports.ts';
import { silentSince } from '../market/fetch.ts';
import { NOTHING, type Task } from './task.ts';

/** Feeds of other shops of which nothing new is known for days: no ad is lost by it. */
export const marketTasks = async (
  dealerId: string,
  { table, clock }: Pick<Ports, 'table' | 'clock'>,
): Promise<Task[]> => {
  const sources = await table.marketSources.query({ dealerId });
  return sources.flatMap((source) => {
    const since = silentSince(source, clock());
    if (since === null) return [];
    const cause = source.last?.reason ?? null;
    const why = reason('market-source-silent', { source: source.name, since, cause });
    return [{ dealerId, reason: why, command: ['market', 'sources', dealerId], ...NOTHING }];
  });
};
