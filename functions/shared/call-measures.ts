import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import * as z from 'zod';

const BYTES_PER_MB = 1024 * 1024;

/** The share of its memory from which a function may fail at the next larger file (S2-26). */
const NEARLY_ALL = 0.85;

/** What a stage says of its work, where its result is a run's state. */
const Worked = z.object({ tally: z.object({ processed: z.number() }) });

/** Items a second that a step has worked on (S1-26); null where its result counts none. */
export const throughputOf = (result: unknown, seconds: number): number | null => {
  const processed = Worked.safeParse(result).data?.tally.processed ?? 0;
  return processed > 0 && seconds > 0 ? processed / seconds : null;
};

/** MB that this process holds now (S1-24). */
const usedMb = (): number => Math.round(process.memoryUsage.rss() / BYTES_PER_MB);

/** The warning that nearly all of a function's memory is used; null while it is not. */
export const memoryWarning = (memoryMb: number): string | null => {
  const used = usedMb();
  return used < NEARLY_ALL * memoryMb ? null : `${used} of ${memoryMb} MB are used: give the function more`;
};

/**
 * How long a call took, in how much memory, and how much of what a second: of all functions, each log line names its
 * own. Lambda itself tells each function's time, for nothing.
 */
export const addWorkMeasures = (metrics: Metrics, milliseconds: number, result: unknown): void => {
  const throughput = throughputOf(result, milliseconds / 1_000);
  metrics.addMetric('Duration', MetricUnit.Milliseconds, milliseconds);
  metrics.addMetric('MemoryUsed', MetricUnit.Megabytes, usedMb());
  if (throughput !== null) metrics.addMetric('Throughput', MetricUnit.CountPerSecond, throughput);
};
