import type { z } from 'zod';
import { RunState } from '#contracts/state.ts';
import type { Step } from './instrument.ts';
import { lambdaCost } from './lambda-cost.ts';
import type { Ports } from './ports.ts';
import { artefactKey } from './run.ts';
import type { StageStatistic } from './table/records.ts';

const ARTEFACTS: Record<string, string> = {
  assemble: 'extracted',
  extract: 'extracted',
  match: 'matched',
  validate: 'validated',
};

const spent = (seconds: number, { memoryMb }: Ports) => ({ seconds, costUsd: lambdaCost(seconds, memoryMb) });

const clockedBy = (ports: Ports) => {
  const startedAt = ports.clock();
  const started = performance.now();
  return () => ({
    startedAt: startedAt.toISOString(),
    endedAt: ports.clock().toISOString(),
    ...spent(Math.round(performance.now() - started) / 1000, ports),
  });
};

type Clocked = Pick<StageStatistic, 'startedAt' | 'endedAt' | 'seconds' | 'costUsd'>;

const statistic = (
  stage: string,
  state: RunState,
  { costUsd, ...clocked }: Clocked,
  { servicesUsd = 0, inputTokens = 0, outputTokens = 0, ...tally }: RunState['tally'],
): StageStatistic => ({
  dealerId: state.dealerId,
  documentId: state.documentId,
  runId: state.runId,
  stage,
  ...tally,
  ...clocked,
  costUsd: costUsd + servicesUsd,
  inputTokens,
  outputTokens,
  ...(ARTEFACTS[stage] && { artefact: artefactKey(state, ARTEFACTS[stage]) }),
});

const FAILED = { processed: 1, succeeded: 0, failed: 1, engine: '' };

/** What the attempts before this one came to: a retry writes over the record of the attempt that failed. */
const retriedOf = (before: StageStatistic | null): Pick<StageStatistic, 'retried'> => {
  if (!before?.error) return before?.retried ? { retried: before.retried } : {};
  return { retried: { times: (before.retried?.times ?? 0) + 1, error: before.error } };
};

const write = async (record: StageStatistic, { table }: Ports): Promise<void> => {
  const { dealerId, documentId, runId, stage } = record;
  const before = await table.statistics.get({ dealerId, documentId, runId, stage });
  await table.statistics.put({ ...record, ...retriedOf(before) });
};

/**
 * A step whose work is written into the table's stage statistics (S0-18), also when it throws: a run that
 * failed says where. Intake alone has no run to write under before it has answered.
 */
export const recordStage = <Event extends z.ZodType>(
  stage: string,
  event: Event,
  run: (event: z.infer<Event>, ports: Ports) => Promise<RunState>,
): Step<Event, typeof RunState> => ({
  event,
  result: RunState,
  run: async (given, ports) => {
    const clocked = clockedBy(ports);
    try {
      const result = await run(given, ports);
      await write({ ...statistic(stage, result, clocked(), result.tally), state: result }, ports);
      return result;
    } catch (error) {
      const state = RunState.safeParse(given).data;
      // The stage's own error is the one to be told of, also when the table is what failed.
      if (state)
        await write({ ...statistic(stage, state, clocked(), FAILED), error: String(error) }, ports).catch(
          () => {},
        );
      throw error;
    }
  },
});
