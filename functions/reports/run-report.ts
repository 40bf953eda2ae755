import type { Report } from '#contracts/report.ts';
import { columnQuality } from './column-quality.ts';
import { compareLists, compareShapes } from './compare-lists.ts';
import { coverageOf, pricesOf, verdictsOf } from './coverage.ts';
import { inSteps } from './histogram-steps.ts';
import { type ListedProduct, listedProducts } from './listed-products.ts';
import type { LoadedRun } from './load-run.ts';
import type { PreviousList } from './previous-list.ts';
import { sharedReasons } from './reasons.ts';
import { recoveryOf } from './recovery.ts';
import { scoresOf } from './scores.ts';
import type { ListingScorer } from './scoring/listing-scorer.ts';

/** A list with the one that came before it; null for a first one. */
export interface RunAndPrevious {
  run: LoadedRun;
  previous: PreviousList | null;
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

const stagesOf = (runs: LoadedRun[]): Report['stages'] =>
  [
    ...Map.groupBy(
      runs.flatMap(({ stages }) => stages),
      ({ stage }) => stage,
    ),
  ].map(([stage, done]) => ({
    stage,
    processed: sum(done.map(({ processed }) => processed)),
    succeeded: sum(done.map(({ succeeded }) => succeeded)),
    failed: sum(done.map(({ failed }) => failed)),
    seconds: rounded(sum(done.map(({ seconds }) => seconds)), 3),
    costUsd: rounded(sum(done.map(({ costUsd }) => costUsd)), 6),
    engine: [...new Set(done.map(({ engine }) => engine))].join(', '),
  }));

const totalsOf = (runs: LoadedRun[], products: ListedProduct[]): Report['totals'] => {
  const stages = runs.flatMap((run) => run.stages);
  return {
    ...verdictsOf(products),
    seconds: rounded(sum(stages.map(({ seconds }) => seconds)), 3),
    costUsd: rounded(sum(stages.map(({ costUsd }) => costUsd)), 6),
    inputTokens: sum(stages.map(({ inputTokens }) => inputTokens)),
    outputTokens: sum(stages.map(({ outputTokens }) => outputTokens)),
  };
};

const reasonsOf = (products: readonly ListedProduct[]): Report['reasons'] =>
  sharedReasons(products.map(({ validated }) => validated)).map(({ reason, products: same }) => ({
    ...{ reason, products: same.length },
    alone: same.filter(({ reasons }) => reasons.length === 1).length,
    codes: same.map(({ modelCode }) => modelCode),
  }));

const comparison = ({ list, sameYear }: PreviousList, { extracted }: LoadedRun) =>
  (sameYear ? compareLists : compareShapes)(list, extracted);

/** What became of these lists; nothing in it depends on when it is made. */
export const runReport = (
  { dealerId, runId }: Pick<Report, 'dealerId' | 'runId'>,
  lists: readonly RunAndPrevious[],
  scorer: ListingScorer,
): Report => {
  const runs = lists.map(({ run }) => run);
  const products = listedProducts(runs);
  return {
    ...{ contractVersion: 2, dealerId, runId },
    documents: runs.map(({ document, runId, validated }) => ({
      ...{ name: document.name, runId, status: document.status, rules: validated.rules.version },
      ...(document.ending?.reason && { ending: document.ending.reason }),
    })),
    ...{ totals: totalsOf(runs, products), stages: stagesOf(runs), recovery: recoveryOf(runs) },
    confidence: inSteps(products.map(({ matched }) => matched.confidence)),
    scores: scoresOf(products, scorer),
    ...{ coverage: coverageOf(products), prices: pricesOf(products) },
    reasons: reasonsOf(products),
    columns: columnQuality(products.map(({ extracted }) => extracted)),
    comparisons: lists.flatMap(({ run, previous }) => (previous ? comparison(previous, run) : [])),
  };
};
