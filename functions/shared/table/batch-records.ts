import * as z from 'zod';
import { Reason } from '#contracts/reason.ts';
import { Ending, STATUSES } from '#contracts/state.ts';

const instant = z.iso.datetime();

/** Many files that are put through as one piece of work; what became of them is counted from its files. */
export const BatchRecord = z.object({
  batchId: z.string(),
  /** What its files' keys begin with, with a slash at the end. */
  prefix: z.string(),
  /** Artefact with the names of its files; without one it has all below the prefix. */
  manifest: z.string().optional(),
  /** `planning`: its files are being listed, and their number is not known yet. */
  status: z.enum(['planning', 'running', 'ended']),
  /** Rises with each resumption: what failed in an earlier attempt is tried again in this one. */
  attempt: z.number(),
  files: z.number(),
  bytes: z.number(),
  /** Of its turns; absent before they are written down. */
  lastGroup: z.number().optional(),
  startedBy: z.string(),
  startedAt: instant,
  /** When this attempt began. */
  attemptedAt: instant,
  endedAt: instant.optional(),
});
export type BatchRecord = z.infer<typeof BatchRecord>;

/** One file of a batch. */
export const BatchFile = z.object({
  batchId: z.string(),
  dealerId: z.string(),
  /** Its place in the order of work; see `placeOf`. */
  place: z.string(),
  key: z.string(),
  version: z.string(),
  bytes: z.number(),
  /** `waiting`: nothing has come of it yet; else how its document ended. */
  status: z.enum(['waiting', ...STATUSES]),
  /** The last attempt that ended it; 0 before the first. */
  attempt: z.number(),
  documentId: z.string(),
  ending: Ending.optional(),
  counts: z.record(z.string(), z.number()).optional(),
  endedAt: instant.optional(),
});
export type BatchFile = z.infer<typeof BatchFile>;

/** One dealer of a batch, whose feed is built once, when all of its files have ended. */
export const BatchDealer = z.object({
  batchId: z.string(),
  dealerId: z.string(),
  /** `none`: nothing of it can be published, or not yet; `failed`: the reason says why its feed is as it was. */
  status: z.enum(['none', 'built', 'held', 'failed']),
  /** The last attempt that built it; 0 before the first. */
  attempt: z.number(),
  /** The group of turns (`BatchTurn`) that has its last file. */
  group: z.number().optional(),
  feedVersion: z.number().optional(),
  reason: Reason.optional(),
});
export type BatchDealer = z.infer<typeof BatchDealer>;

/** When a file of a batch has its turn: all dealers take turns, each with as many files as its plan allows at once. */
export const BatchTurn = z.object({
  batchId: z.string(),
  /** A number as text that sorts: after each group the feeds are built of those dealers that have no file left. */
  group: z.string(),
  /** Likewise: where in its dealer's order the file stands, in thousandths of a turn. */
  turn: z.string(),
  dealerId: z.string(),
  place: z.string(),
  /** Files of the dealer that may be worked on at once. */
  slots: z.number(),
});
export type BatchTurn = z.infer<typeof BatchTurn>;
