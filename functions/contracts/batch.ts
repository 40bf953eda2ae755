import * as z from 'zod';
import { RunState } from './state.ts';

/** What the machine is started with. */
export const BatchRequest = z.strictObject({
  batchId: z.string(),
  /** What the keys of its files begin with, in the inbox: `batches/<name>/`. */
  prefix: z.string().regex(/^(?:inbox|batches)\/(?:.+\/)?$/),
  /** Artefact with the names of the files, one a line, below the prefix; without it all that is there. */
  manifest: z.string().optional(),
  startedBy: z.string(),
  /** 1 at first, one more with each resumption. */
  attempt: z.number().int().positive(),
});
export type BatchRequest = z.infer<typeof BatchRequest>;

/** What follows a batch's files: lists that a book of the batch overtook, a feed for each dealer, the report. */
const BATCH_PHASES = ['files', 'again', 'feeds', 'report'] as const;

const item = {
  batchId: z.string(),
  attempt: z.number().int(),
  dealerId: z.string(),
  /** Of the price-list execution: the same work is begun once. */
  name: z.string(),
  /** What that execution is started with. */
  input: z.record(z.string(), z.string()),
};

/** One piece of work, short: a page of them is a state. */
export const BatchItem = z.discriminatedUnion('kind', [
  z.strictObject({ ...item, kind: z.literal('file'), place: z.string(), documentId: z.string() }),
  z.strictObject({ ...item, kind: z.literal('feed') }),
]);
export type BatchItem = z.infer<typeof BatchItem>;

/** References only: the files themselves are records. */
export const BatchState = z.strictObject({
  batchId: z.string(),
  attempt: z.number().int(),
  /** Executions of this page at once: as many as its dealers' plans allow together, and the settings. */
  atOnce: z.number().int().positive(),
  /** Files, lists and feeds of one group of turns after those of the other, up to the last. */
  group: z.number().int(),
  lastGroup: z.number().int(),
  phase: z.enum(BATCH_PHASES),
  /** Where the next page of this phase begins; null at its beginning. */
  after: z.string().nullable(),
  items: z.array(BatchItem),
  route: z.enum(['run', 'report']),
});
export type BatchState = z.infer<typeof BatchState>;

/** How the execution of an item went: what it gave, or what the machine caught. */
export const BatchOutcome = z.object({
  item: BatchItem,
  run: z.object({ output: RunState }).optional(),
  failure: z.object({ Error: z.string(), Cause: z.string().optional() }).optional(),
});
export type BatchOutcome = z.infer<typeof BatchOutcome>;

const count = z.number().int().nonnegative();

/** How far a batch is, counted from its files. */
export const BatchProgress = z.strictObject({
  batchId: z.string(),
  status: z.enum(['planning', 'running', 'ended']),
  files: count,
  processed: count,
  failed: count,
  /** Files by how they ended: `published`, `review`, `rejected`, `duplicate`, `catalogued`, `failed`, `waiting`. */
  byStatus: z.record(z.string(), count),
  products: count,
  /** Of this attempt, since it began; null before the first file of it. */
  perMinute: z.number().nullable(),
  secondsLeft: z.number().nullable(),
});
export type BatchProgress = z.infer<typeof BatchProgress>;
