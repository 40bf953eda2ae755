import type { z } from 'zod';
import { RunState } from '#contracts/state.ts';
import { sha256 } from './hash.ts';
import type { Step } from './instrument.ts';
import { lambdaCost } from './lambda-cost.ts';
import type { Ports } from './ports.ts';
import { artefactKey } from './run.ts';
import type { StageStatistic } from './table/records.ts';
import { noteUsed } from './used.ts';

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

const statisticOf = (stage: string, { dealerId, documentId, runId }: RunState, { table }: Ports) =>
  table.statistics.get({ dealerId, documentId, runId, stage });

/** By the run and its stage: an attempt that is repeated counts as one. */
const noteTokens = async (stage: string, { dealerId, runId, tally }: RunState, ports: Ports) => {
  const amount = (tally.inputTokens ?? 0) + (tally.outputTokens ?? 0);
  if (amount > 0) await noteUsed('tokens', { dealerId, unit: `${runId}#${stage}`, amount }, ports);
};

/** What the stage was given, in few words: with the same it would do the same again. */
const inputOf = (state: RunState): string => sha256(JSON.stringify(state));

/**
 * A step whose work is written into the table's stage statistics (S0-18), also when it throws: a run that
 * failed says where. Given the same again, since its answer was lost or the host was killed, it answers what it
 * answered. Intake alone has no run to write under before it has answered.
 */
export const recordStage = <Event extends z.ZodType>(
  stage: string,
  event: Event,
  run: (event: z.infer<Event>, ports: Ports) => Promise<RunState>,
): Step<Event, typeof RunState> => ({
  event,
  result: RunState,
  run: async (given, ports) => {
    const begun = RunState.safeParse(given).data;
    const before = begun ? await statisticOf(stage, begun, ports) : null;
    const input = begun && inputOf(begun);
    if (before?.state && before.input === input) return before.state;
    const write = (record: StageStatistic) =>
      ports.table.statistics.put({ ...record, ...retriedOf(before), ...(input && { input }) });
    const clocked = clockedBy(ports);
    try {
      const result = await run(given, ports);
      // First: once its answer is written, nobody comes here again.
      await noteTokens(stage, result, ports);
      await write({ ...statistic(stage, result, clocked(), result.tally), state: result });
      return result;
    } catch (error) {
      // The stage's own error is the one to be told of, also when the table is what failed.
      if (begun)
        await write({ ...statistic(stage, begun, clocked(), FAILED), error: String(error) }).catch(() => {});
      throw error;
    }
  },
});
