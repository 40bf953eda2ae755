import * as z from 'zod';
import { BuiltFeed, Ending, ListIdentity } from './state.ts';

/** What one stage did. */
export const StageReport = z.strictObject({
  stage: z.string(),
  processed: z.number(),
  succeeded: z.number(),
  failed: z.number(),
  seconds: z.number(),
  engine: z.string(),
  costUsd: z.number(),
  /** Of paid models. */
  inputTokens: z.number(),
  outputTokens: z.number(),
});

/** `run.json`: what became of one document, stage by stage. */
export const Run = z.strictObject({
  /** 1: reasons were sentences. */
  contractVersion: z.literal([1, 2]),
  dealerId: z.string(),
  documentId: z.string(),
  runId: z.string(),
  document: z.string(),
  sha256: z.string().nullable(),
  kind: z.string().nullable(),
  lists: z.array(ListIdentity),
  pins: z.record(z.string(), z.union([z.string(), z.number()])),
  stages: z.array(StageReport),
  totals: z.strictObject({
    products: z.number(),
    published: z.number(),
    review: z.number(),
    rejected: z.number(),
    seconds: z.number(),
    costUsd: z.number(),
  }),
  /** What `totals.costUsd` is made of, beside the stages' own costs. */
  cost: z.strictObject({
    /** Date of the price table. */
    priced: z.iso.date(),
    /** States entered, those of its functions included. */
    transitions: z.number().int(),
    /** Of the states that call no function; a stage's own cost holds its transition. */
    transitionsUsd: z.number(),
    /** Requests to the stores, estimated by the number of products. */
    storesUsd: z.number(),
  }),
  outcome: Ending,
  feed: BuiltFeed.nullable(),
});
export type Run = z.infer<typeof Run>;
