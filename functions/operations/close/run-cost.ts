import type { Run } from '#contracts/run.ts';
import type { RunState } from '#contracts/state.ts';
import prices from '#reference/prices/aws.json' with { type: 'json' };
import type { StageStatistic } from '#shared/table/records.ts';

/** States that a list enters around each stage and that call no function of ours: choices, events, the end. */
const STATES_AROUND: Record<string, number> = {
  intake: 2,
  extract: 1,
  assemble: 2,
  catalogue: 2,
  match: 0,
  validate: 2,
  generate: 1,
};

/** Of every run: its announcement and its end. */
const AT_THE_END = 2;

/** Close has no statistic of its own while it writes. */
const CLOSE = 1;

/**
 * Dynalite counts 5.1 units written a product (offer, result, ledger entry, question), without the indexes, which
 * hold the offer twice more and the question once; what is read is read in long queries. Rounded up.
 */
const UNITS_A_PRODUCT = { write: 16, read: 2 };
/** Document, claim, checkpoints, list in force, feed version; rules and dealer are read by most stages. */
const UNITS_A_RUN = { write: 60, read: 60 };
const OBJECTS_A_RUN = { put: 10, get: 15 };

const transitionsOf = (statistics: StageStatistic[], chunks: number) => {
  const around = statistics.reduce((sum, { stage }) => sum + (STATES_AROUND[stage] ?? 0), AT_THE_END);
  const calls = statistics.reduce((sum, { retried }) => sum + 1 + (retried?.times ?? 0), CLOSE + chunks);
  return { around, all: around + calls };
};

const storesUsd = (products: number): number =>
  (UNITS_A_RUN.write + UNITS_A_PRODUCT.write * products) * prices.tableWriteUnit +
  (UNITS_A_RUN.read + UNITS_A_PRODUCT.read * products) * prices.tableReadUnit +
  OBJECTS_A_RUN.put * prices.objectPut +
  OBJECTS_A_RUN.get * prices.objectGet;

/** What a run costs beside its stages, at the dated prices of the reference data. */
export const runCost = ({ chunks, counts }: RunState, statistics: StageStatistic[]): Run['cost'] => {
  const { around, all } = transitionsOf(statistics, chunks.length);
  return {
    priced: prices.dated,
    transitions: all,
    transitionsUsd: around * prices.stateTransition,
    storesUsd: storesUsd(counts.products),
  };
};
