/** How what was promised went: of a dealer one by one, of the API by the hour. */
import * as z from 'zod';

const instant = z.iso.datetime();

const RECORDED_OBJECTIVES = ['list-to-feed', 'delivered', 'sold-to-gone'] as const;
export type RecordedObjective = (typeof RECORDED_OBJECTIVES)[number];

/** How one thing went that an objective is about. */
export const Outcome = z.object({
  dealerId: z.string(),
  objective: z.enum(RECORDED_OBJECTIVES),
  /** When it began: a list came, a window opened, something was sold. */
  at: instant,
  /** The document, or the channel. */
  id: z.string(),
  /** How long it took; null where it did not come about, absent as long as nobody knows. */
  seconds: z.number().nullable().optional(),
  /** Of a sale: how many withdrawals there were with it. */
  withdrawal: z.number().optional(),
  /** Seconds since 1970. */
  ttl: z.number(),
});
export type Outcome = z.infer<typeof Outcome>;

/** How one process has answered within an hour: each writes its own, so that none waits for another. */
export const AnswerTally = z.object({
  /** `2026-11-30T17`, UTC. */
  hour: z.string(),
  process: z.string(),
  answered: z.number(),
  /** By a fault of ours. */
  failed: z.number(),
  searches: z.number(),
  /** Of questions that only read: how many took as long as each of `ANSWER_BOUNDS`, and longer than the last. */
  reads: z.array(z.number()),
  /** How often the process has found something in its caches, and not. */
  cacheHits: z.number().default(0),
  cacheMisses: z.number().default(0),
  /** Seconds since 1970. */
  ttl: z.number(),
});
export type AnswerTally = z.infer<typeof AnswerTally>;
