import { STAGES } from '#functions/stages.ts';
import type { StageStatistic } from '#shared/table/records.ts';
import type { Repositories } from '#shared/table/repositories.ts';

/** What one stage did in all runs together. */
export interface StageTotal {
  stage: string;
  runs: number;
  processed: number;
  succeeded: number;
  failed: number;
  successRate: number;
  seconds: number;
  costUsd: number;
}

/** Every stage of every run of every dealer, oldest first. */
export const allStatistics = async (table: Repositories): Promise<StageStatistic[]> => {
  const dealers = await table.dealers.queryIndex('GSI1', {});
  const statistics = await Promise.all(dealers.map(({ dealerId }) => table.statistics.query({ dealerId })));
  return statistics.flat().sort((a, b) => a.startedAt.localeCompare(b.startedAt));
};

type Summed = 'processed' | 'succeeded' | 'failed' | 'seconds' | 'costUsd';

const totalOf = (stage: string, runs: StageStatistic[]): StageTotal => {
  const sum = (field: Summed) => runs.reduce((total, run) => total + run[field], 0);
  const [processed, succeeded] = [sum('processed'), sum('succeeded')];
  return {
    stage,
    runs: runs.length,
    processed,
    succeeded,
    failed: sum('failed'),
    successRate: processed === 0 ? 1 : succeeded / processed,
    seconds: Math.round(sum('seconds') * 1000) / 1000,
    costUsd: sum('costUsd'),
  };
};

/** One row a stage, in the order of the way of the data; what only some documents go through last. */
export const totalsByStage = (statistics: StageStatistic[]): StageTotal[] => {
  const byStage = Map.groupBy(statistics, ({ stage }) => stage);
  return [...STAGES, 'assemble', 'catalogue'].map((stage) => totalOf(stage, byStage.get(stage) ?? []));
};
