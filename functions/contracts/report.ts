import { z } from 'zod';

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

/** What is unlike the dealer's list before, in a sentence. */
const Drift = z.strictObject({ column: z.string(), text: z.string() });

const PriceChange = z.strictObject({
  modelCode: z.string(),
  before: z.string(),
  after: z.string(),
  /** Null between currencies. */
  percent: z.number().nullable(),
});

/** A list beside the one of the same brand, year and market that came before it. */
export const ListComparison = z.strictObject({
  document: z.string(),
  previous: z.string(),
  added: z.array(z.string()),
  removed: z.array(z.string()),
  prices: z.array(PriceChange),
  changed: z.array(z.strictObject({ modelCode: z.string(), columns: z.array(z.string()) })),
  drift: z.array(Drift),
});
export type ListComparison = z.infer<typeof ListComparison>;

/** `report.json`: what became of one list, or of all of a dealer's lists in force. */
export const Report = z.strictObject({
  contractVersion: z.literal(1),
  dealerId: z.string(),
  /** Null for all of the dealer's lists. */
  runId: z.string().nullable(),
  documents: z.array(
    z.strictObject({ name: z.string(), runId: z.string(), status: z.string(), rules: z.string() }),
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
  /** Engines that did not answer, and why. */
  declined: z.array(z.strictObject({ name: z.string(), reason: z.string() })),
  /** Products by the confidence of their match, in ten steps: the first from 0, the last from 0.9 to 1. */
  confidence: z.array(count).length(10),
  families: z.array(Verdicts.extend({ brand: z.string(), family: z.string() })),
  markets: z.array(Verdicts.extend({ market: z.string() })),
  /** The commonest first; `alone` counts the products that wait for nothing else. */
  reasons: z.array(
    z.strictObject({ reason: z.string(), products: count, alone: count, codes: z.array(z.string()) }),
  ),
  columns: z.array(ColumnQuality),
  comparisons: z.array(ListComparison),
});
export type Report = z.infer<typeof Report>;
