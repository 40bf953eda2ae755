import * as z from 'zod';
import { Money } from './money.ts';
import { Reason } from './reason.ts';

const count = z.number().int().nonnegative();
const share = z.number().min(0).max(1);

const Verdicts = z.strictObject({ products: count, published: count, review: count, rejected: count });

/** How often the lists fill a column, and what its values look like. */
export const ColumnQuality = z.strictObject({
  column: z.string(),
  filled: count,
  of: count,
  /** Of the filled cells: shares that are all digits, or have digits among letters. */
  numeric: share,
  mixed: share,
});
export type ColumnQuality = z.infer<typeof ColumnQuality>;

/** What is unlike the dealer's list before. */
const Drift = z.strictObject({ column: z.string(), reason: Reason });

const PriceChange = z.strictObject({
  modelCode: z.string(),
  before: z.string(),
  after: z.string(),
  /** Null between currencies. */
  percent: z.number().nullable(),
});

/** A list beside the one that came before it. */
export const ListComparison = z.strictObject({
  document: z.string(),
  previous: z.string(),
  /** False where there is only a list of another year: then nothing but the drift is told. */
  sameYear: z.boolean(),
  added: z.array(z.string()),
  removed: z.array(z.string()),
  prices: z.array(PriceChange),
  changed: z.array(z.strictObject({ modelCode: z.string(), columns: z.array(z.string()) })),
  drift: z.array(Drift),
});
export type ListComparison = z.infer<typeof ListComparison>;

/** Products by what something says of each. */
const Coverage = z.array(Verdicts.extend({ name: z.string() }));

/** A product by its ad: how good that is, from 0 to 100, and what keeps it out. */
const ScoredAd = z.strictObject({
  modelCode: z.string(),
  title: z.string(),
  score: z.number().min(0).max(100),
  reasons: z.array(Reason),
  /** What would raise the score, the most first. */
  raises: z.array(Reason).default([]),
});

const quantilesOf = <Value extends z.ZodType>(value: Value) => ({
  p25: value,
  p50: value,
  p75: value,
  p90: value,
});

/** How good the ads are, as `parts.listingScorer` sees it. */
const Scores = z.strictObject({
  /** Products by score, in ten steps. */
  steps: z.array(count).length(10),
  /** Null without products. */
  quantiles: z.strictObject(quantilesOf(z.number())).nullable(),
  best: z.array(ScoredAd),
  worthFixing: z.array(ScoredAd),
});

const inStage = { document: z.string(), stage: z.string(), error: z.string() };

/** What went wrong and was got over. */
const Recovery = z.strictObject({
  retries: z.array(z.strictObject({ ...inStage, times: count })),
  /** Engines that did not answer, and why. */
  fallbacks: z.array(z.strictObject({ document: z.string(), name: z.string(), reason: Reason })),
  /** Earlier runs of the same lists that ended with an error. */
  failedRuns: z.array(z.strictObject({ ...inStage, runId: z.string() })),
});

/** How many questions the machines of a model year came to: those answered, and those that are open. */
export const AskedOfYear = z.strictObject({ modelYear: z.number().int(), answered: count, open: count });
export type AskedOfYear = z.infer<typeof AskedOfYear>;

/** `report.json`: what became of one list, or of all of a dealer's lists in force. */
export const Report = z.strictObject({
  /** 1: reasons were sentences. */
  contractVersion: z.literal([1, 2]),
  dealerId: z.string(),
  /** Null for all of the dealer's lists. */
  runId: z.string().nullable(),
  documents: z.array(
    z.strictObject({
      ...{ name: z.string(), runId: z.string(), status: z.string(), rules: z.string() },
      /** Why not all of it is published, and the remedy. */
      ending: Reason.optional(),
    }),
  ),
  totals: Verdicts.extend({
    seconds: z.number(),
    costUsd: z.number(),
    inputTokens: count,
    outputTokens: count,
  }),
  stages: z.array(
    z.strictObject({
      stage: z.string(),
      processed: count,
      succeeded: count,
      failed: count,
      seconds: z.number(),
      costUsd: z.number(),
      engine: z.string(),
    }),
  ),
  recovery: Recovery,
  /** Products by the confidence of their match, in ten steps: the first from 0, the last from 0.9 to 1. */
  confidence: z.array(count).length(10),
  scores: Scores,
  coverage: z.strictObject({ families: Coverage, brands: Coverage, markets: Coverage, places: Coverage }),
  /** What the lists ask, by brand and currency. */
  prices: z.array(z.strictObject({ brand: z.string(), products: count, ...quantilesOf(Money) })),
  /** The commonest first; `alone` counts the products that wait for nothing else. */
  reasons: z.array(
    z.strictObject({ reason: Reason, products: count, alone: count, codes: z.array(z.string()) }),
  ),
  /** Of the published what the dealer's own rules and budgets left out of the feed when it was built last. */
  leftOut: z.array(z.strictObject({ reason: Reason, ads: count, codes: z.array(z.string()) })).default([]),
  /** Of all lists of a dealer, the newest year first: what was answered once leaves less to ask. */
  asked: z.array(AskedOfYear).default([]),
  columns: z.array(ColumnQuality),
  comparisons: z.array(ListComparison),
});
export type Report = z.infer<typeof Report>;
