/** What holds for all dealers. */
import * as z from 'zod';

const instant = z.iso.datetime();

/** A version of a rule set, or, under the version `CURRENT`, the pointer to the one in use. */
export const RuleSetRecord = z.object({
  scope: z.string(),
  name: z.string(),
  version: z.string(),
  points: z.string().optional(),
  rules: z.unknown().optional(),
  /** The snapshot of reference data that its derived layers follow; the bundled one where none is named. */
  snapshot: z.string().optional(),
  /** Who put it, and when; neither for what came with the program. */
  putBy: z.string().optional(),
  putAt: instant.optional(),
});
export type RuleSetRecord = z.infer<typeof RuleSetRecord>;

/** What a marketplace's reference data said when somebody looked; nothing follows it before it is accepted. */
export const SnapshotRecord = z.object({
  scope: z.string(),
  name: z.string(),
  /** `<time it was taken>-<hash of its content>`: the newest is the last. */
  version: z.string(),
  snapshot: z.unknown(),
  /** The files and addresses it was read from. */
  sources: z.array(z.string()),
  takenBy: z.string(),
  takenAt: instant,
});
export type SnapshotRecord = z.infer<typeof SnapshotRecord>;

/** The vector of one text by one embedding model, spread over partitions by its hash; for all dealers. */
export const CachedVector = z.object({
  model: z.string(),
  dimensions: z.number(),
  /** First two digits of the hash. */
  bucket: z.string(),
  /** SHA-256 of the text as matching writes it. */
  hash: z.string(),
  /** Float32, little-endian. */
  vector: z.instanceof(Uint8Array),
  /** Seconds since 1970. */
  ttl: z.number(),
});
export type CachedVector = z.infer<typeof CachedVector>;

/** What a language model answered to one question, known by its hash; for all dealers. */
export const RememberedAnswer = z.object({
  model: z.string(),
  /** First two digits of the hash. */
  bucket: z.string(),
  hash: z.string(),
  /** JSON. */
  answer: z.string(),
  /** Seconds since 1970. */
  ttl: z.number(),
});
export type RememberedAnswer = z.infer<typeof RememberedAnswer>;
