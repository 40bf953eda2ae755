import type { RunState } from '#contracts/state.ts';
import type { Ports } from './ports.ts';
import type { DocumentRecord, StageStatistic } from './table/records.ts';

const byEnd = (a: StageStatistic, b: StageStatistic) => a.endedAt.localeCompare(b.endedAt);

/** What the stage of the document's run that ended last handed on; null where not even intake has ended. */
export const lastCheckpoint = async (
  { dealerId, documentId, runId }: Pick<DocumentRecord, 'dealerId' | 'documentId' | 'runId'>,
  { table }: Pick<Ports, 'table'>,
): Promise<RunState | null> => {
  const statistics = await table.statistics.query({ dealerId, documentId, runId });
  return statistics.toSorted(byEnd).findLast(({ state }) => state)?.state ?? null;
};

/** Where a run goes on behind a checkpoint: a spec book's machine goes its way from the start. */
export const routeBehind = ({ kind, ending, route }: RunState): RunState['route'] =>
  kind === 'spec-book' && !ending ? 'catalogue' : route;
