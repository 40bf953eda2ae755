import type { Evaluated } from '#contracts/evaluated.ts';
import { hundredths, type Money } from '#contracts/money.ts';
import type { AskedOfYear, Report } from '#contracts/report.ts';
import type { ListingScore, ListingScorer } from '#reference/scoring/listing-scorer.ts';
import { keptOutBy } from '#shared/evaluated.ts';
import { columnQuality } from './column-quality.ts';
import { compareLists, compareShapes } from './compare-lists.ts';
import { type ListedProduct, listedProducts, scoredProduct } from './listed-products.ts';
import type { LoadedRun } from './load-run.ts';
import type { PreviousList } from './previous-list.ts';
import { sharedReasons } from './reasons.ts';
import { inSteps } from './report-page.ts';

/** The share of a whole that is not above a quantile. */
const QUANTILES = { p25: 0.25, p50: 0.5, p75: 0.75, p90: 0.9 } as const;
type Quantile = keyof typeof QUANTILES;

/** One of the values given, by the nearest rank: a price that somebody really asks. Throws `RangeError` for none. */
export const quantile = <Value>(sorted: readonly Value[], share: number): Value => {
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('Nothing has no quantile');
  return value;
};

/** All quantiles of values in rising order. Throws `RangeError` for none. */
export const quantiles = <Value>(sorted: readonly Value[]): Record<Quantile, Value> => ({
  p25: quantile(sorted, QUANTILES.p25),
  p50: quantile(sorted, QUANTILES.p50),
  p75: quantile(sorted, QUANTILES.p75),
  p90: quantile(sorted, QUANTILES.p90),
});

/** How many products there are, and what became of them. */
const verdictsOf = (products: readonly ListedProduct[]) => {
  const counted = (verdict: string) =>
    products.filter(({ validated }) => validated.verdict === verdict).length;
  return {
    products: products.length,
    ...{ published: counted('published'), review: counted('review'), rejected: counted('rejected') },
  };
};

const UNKNOWN = 'unknown';

/** Products by what something says of each, the most first. */
const coverage = (products: readonly ListedProduct[], nameOf: (product: ListedProduct) => string | null) =>
  [...Map.groupBy(products, (product) => nameOf(product) ?? UNKNOWN)]
    .map(([name, same]) => ({ name, ...verdictsOf(same) }))
    .sort((one, other) => other.products - one.products || one.name.localeCompare(other.name));

const familyOf = ({ extracted: { brand, normalized, model } }: ListedProduct): string =>
  `${brand ?? UNKNOWN} ${normalized.family ?? model ?? UNKNOWN}`;

/** Where the machine is offered, as its ad says it. */
const placeOf = ({ validated: { ad } }: ListedProduct): string | null => ad?.fields.Address ?? null;

/** What the lists hold of each family, brand and market, and where it is offered (S1-16). */
export const coverageOf = (products: readonly ListedProduct[]): Report['coverage'] => ({
  families: coverage(products, familyOf),
  brands: coverage(products, ({ extracted }) => extracted.brand),
  markets: coverage(products, ({ run }) => run.extracted.market),
  places: coverage(products, placeOf),
});

const rising = (one: Money, other: Money): number => Number(hundredths(one) - hundredths(other));

/** What the lists ask for the machines of a brand, in each currency (S1-30). */
export const pricesOf = (products: readonly ListedProduct[]): Report['prices'] => {
  const priced = products.flatMap(({ extracted: { brand, price } }) =>
    price ? [{ brand: brand ?? UNKNOWN, price }] : [],
  );
  const groups = Map.groupBy(priced, ({ brand, price }) => `${brand} ${price.currency}`);
  return [...groups.values()].map((same) => ({
    brand: same[0]?.brand ?? UNKNOWN,
    products: same.length,
    ...quantiles(same.map(({ price }) => price).sort(rising)),
  }));
};

/**
 * What went wrong on the way and how it was got over (S1-22): stages tried again, engines that another one stood in
 * for, and runs of the same lists that ended with an error.
 */
export const recoveryOf = (runs: readonly LoadedRun[]): Report['recovery'] => ({
  retries: runs.flatMap(({ document, stages }) =>
    stages.flatMap(({ stage, retried }) => (retried ? [{ document: document.name, stage, ...retried }] : [])),
  ),
  fallbacks: runs.flatMap(({ document, extracted, matched }) =>
    [...extracted.engine.declined, ...matched.engine.declined].map((declined) => ({
      document: document.name,
      ...declined,
    })),
  ),
  failedRuns: runs.flatMap(({ document, failures }) =>
    failures.map(({ stage, runId, error = '' }) => ({ document: document.name, stage, runId, error })),
  ),
});

const NAMED = 10;
const BEST_SCORE = 100;

interface Scored extends Pick<ListingScore, 'score' | 'raises'> {
  product: ListedProduct;
}

const MOST_RAISES = 3;

const named = ({ product: { validated }, score, raises = [] }: Scored) => ({
  modelCode: validated.modelCode,
  title: validated.ad?.fields.Title ?? '',
  score,
  reasons: validated.reasons,
  raises: raises.slice(0, MOST_RAISES),
});

const falling = (one: Scored, other: Scored): number =>
  other.score - one.score || one.product.validated.modelCode.localeCompare(other.product.validated.modelCode);

/** Those with the fewest reasons first: the least work for an ad. */
const easiest = (one: Scored, other: Scored): number =>
  one.product.validated.reasons.length - other.product.validated.reasons.length || falling(one, other);

/** How good the ads are (S1-15), the best of them, and those not published that are most worth a person's work (S1-17). */
export const scoresOf = (products: readonly ListedProduct[], scorer: ListingScorer): Report['scores'] => {
  const scored = products.map((product) => ({ product, ...scorer.score(scoredProduct(product)) }));
  const published = scored.filter(({ product }) => product.validated.verdict === 'published');
  const waiting = scored.filter(({ product }) => product.validated.verdict !== 'published');
  const scores = scored.map(({ score }) => score).sort((one, other) => one - other);
  return {
    steps: inSteps(scores.map((score) => score / BEST_SCORE)),
    quantiles: scores.length === 0 ? null : quantiles(scores),
    best: published.toSorted(falling).slice(0, NAMED).map(named),
    worthFixing: waiting.toSorted(easiest).slice(0, NAMED).map(named),
  };
};

/** A list with the one that came before it; null for a first one. */
interface RunAndPrevious {
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

/** What the dealer's own rules left out of the feed of these products' ads; of other lists' ads nothing is told. */
const leftOutOf = (products: readonly ListedProduct[], evaluated: Evaluated | null): Report['leftOut'] => {
  const codes = new Set(products.map(({ validated }) => validated.modelCode));
  return (evaluated?.rules ?? []).flatMap((rule) => {
    const left = evaluated?.ads.filter((ad) => ad.leftOut === rule.id && codes.has(ad.modelCode)) ?? [];
    const said = keptOutBy(
      rule,
      left.map(({ adId }) => adId),
    );
    const of = [...new Set(left.map(({ modelCode }) => modelCode))];
    return left.length > 0 ? [{ reason: said, ads: left.length, codes: of }] : [];
  });
};

const comparison = ({ list, sameYear }: PreviousList, { extracted }: LoadedRun) =>
  (sameYear ? compareLists : compareShapes)(list, extracted);

/** What became of these lists; nothing in it depends on when it is made. */
export const runReport = (
  { dealerId, runId, asked = [] }: Pick<Report, 'dealerId' | 'runId'> & { asked?: readonly AskedOfYear[] },
  lists: readonly RunAndPrevious[],
  scorer: ListingScorer,
  evaluated: Evaluated | null = null,
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
    leftOut: leftOutOf(products, evaluated),
    asked: [...asked],
    columns: columnQuality(products.map(({ extracted }) => extracted)),
    comparisons: lists.flatMap(({ run, previous }) => (previous ? comparison(previous, run) : [])),
  };
};
