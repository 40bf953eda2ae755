import type { StageStatistic } from '#shared/table/records.ts';

/** How one stage did in its calls of late. */
export interface StageHealth {
  calls: number;
  failed: number;
  /** 0 to 1; a stage that was not called has not failed. */
  success_rate: number;
  /** Seconds that the middle, the slowest twentieth and the slowest hundredth of the calls took at least. */
  p50: number;
  p95: number;
  p99: number;
  cost_usd: number;
}

/** Gathers calls one by one: of each only its duration is kept. */
export interface StageTally {
  failed: number;
  seconds: number[];
  costUsd: number;
}

export const emptyTally = (): StageTally => ({ failed: 0, seconds: [], costUsd: 0 });

/** Waiting one's turn is neither success nor failure; an error is kept as words that begin with its name. */
const isFailure = (error: string): boolean => !error.startsWith('LeaseBusy');

/** Attempts that a retry has written over. */
const failedBefore = ({ retried }: StageStatistic): number =>
  retried && isFailure(retried.error) ? retried.times : 0;

/** A delivery that succeeded may have something to say. */
const failedNow = ({ error, failed }: StageStatistic): boolean =>
  error !== undefined && failed > 0 && isFailure(error);

/** Each attempt is a call, of which the last one's seconds are known. */
export const addCall = (tally: StageTally, call: StageStatistic): void => {
  const before = failedBefore(call);
  tally.failed += before + (failedNow(call) ? 1 : 0);
  for (let attempt = 0; attempt <= before; attempt++) tally.seconds.push(call.seconds);
  tally.costUsd += call.costUsd;
};

const percentile = (sorted: number[], percent: number): number =>
  sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0;

export const stageHealth = ({ failed, seconds, costUsd }: StageTally): StageHealth => {
  const calls = seconds.length;
  const sorted = seconds.toSorted((a, b) => a - b);
  return {
    calls,
    failed,
    success_rate: calls === 0 ? 1 : (calls - failed) / calls,
    p50: percentile(sorted, 50),
    p95: percentile(sorted, 95),
    p99: percentile(sorted, 99),
    cost_usd: costUsd,
  };
};
