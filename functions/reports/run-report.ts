import type { Extracted } from '#contracts/extracted.ts';
import type { Report } from '#contracts/report.ts';
import { columnQuality } from './column-quality.ts';
import { compareLists } from './compare-lists.ts';
import { type ListedProduct, listedProducts } from './listed-products.ts';
import type { LoadedRun } from './load-run.ts';

/** A list with the one of the same brand, year and market that came before it; null for a first one. */
export interface RunAndPrevious {
  run: LoadedRun;
  previous: Extracted | null;
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

const verdictsOf = (products: readonly ListedProduct[]) => {
  const counted = (verdict: string) =>
    products.filter(({ validated }) => validated.verdict === verdict).length;
  return {
    products: products.length,
    ...{ published: counted('published'), review: counted('review'), rejected: counted('rejected') },
  };
};

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

const STEPS = 10;

const histogramOf = (products: ListedProduct[]): number[] => {
  const steps = Array.from({ length: STEPS }, () => 0);
  for (const { matched } of products) {
    const step = Math.min(STEPS - 1, Math.floor(matched.confidence * STEPS));
    steps[step] = (steps[step] ?? 0) + 1;
  }
  return steps;
};

const familiesOf = (products: ListedProduct[]): Report['families'] =>
  [
    ...Map.groupBy(products, ({ extracted: { brand, normalized, model } }) =>
      JSON.stringify([brand ?? 'unknown', normalized.family ?? model ?? 'unknown']),
    ),
  ]
    .map(([key, same]) => {
      const [brand, family]: string[] = JSON.parse(key);
      return { brand: brand ?? '', family: family ?? '', ...verdictsOf(same) };
    })
    .sort((one, other) => other.products - one.products || one.family.localeCompare(other.family));

const marketsOf = (products: ListedProduct[]): Report['markets'] =>
  [...Map.groupBy(products, ({ run }) => run.extracted.market ?? 'unknown')].map(([market, same]) => ({
    market,
    ...verdictsOf(same),
  }));

const reasonsOf = (products: ListedProduct[]): Report['reasons'] => {
  const pairs = products
    .filter(({ validated }) => validated.verdict !== 'published')
    .flatMap((product) => product.validated.reasons.map((reason) => ({ reason, product })));
  return [...Map.groupBy(pairs, ({ reason }) => reason)]
    .map(([reason, same]) => ({
      reason,
      products: same.length,
      alone: same.filter(({ product }) => product.validated.reasons.length === 1).length,
      codes: same.map(({ product }) => product.validated.modelCode),
    }))
    .sort((one, other) => other.products - one.products);
};

const declinedOf = (runs: LoadedRun[]): Report['declined'] =>
  runs.flatMap(({ extracted, matched }) => [...extracted.engine.declined, ...matched.engine.declined]);

/** What became of these lists; nothing in it depends on when it is made. */
export const runReport = (
  { dealerId, runId }: Pick<Report, 'dealerId' | 'runId'>,
  lists: readonly RunAndPrevious[],
): Report => {
  const runs = lists.map(({ run }) => run);
  const products = listedProducts(runs);
  return {
    ...{ contractVersion: 1, dealerId, runId },
    documents: runs.map(({ document, runId, validated }) => ({
      ...{ name: document.name, runId, status: document.status, rules: validated.rules.version },
    })),
    ...{ totals: totalsOf(runs, products), stages: stagesOf(runs), declined: declinedOf(runs) },
    ...{ confidence: histogramOf(products), families: familiesOf(products), markets: marketsOf(products) },
    reasons: reasonsOf(products),
    columns: columnQuality(products.map(({ extracted }) => extracted)),
    comparisons: lists.flatMap(({ run, previous }) =>
      previous ? compareLists(previous, run.extracted) : [],
    ),
  };
};
