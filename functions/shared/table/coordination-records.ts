/** What executions and processes tell one another, so that none is in another's way. */
import * as z from 'zod';

/** A lease over our own records. Expiry is compared in conditions, never left to the table's TTL. */
export const Lock = z.object({
  dealerId: z.string(),
  name: z.string(),
  owner: z.string(),
  /** Milliseconds since 1970. */
  until: z.number(),
  /** Uploads begun under this lease. */
  attempts: z.number().optional(),
});
export type Lock = z.infer<typeof Lock>;

/** What is dropped: a `sheet` is small and may tell that something is sold. */
const DroppedKind = z.enum(['sheet', 'list']);
export type DroppedKind = z.infer<typeof DroppedKind>;

/** One of the places at which dropped files are worked on at once, and the execution that has it. */
export const Place = z.object({
  /** From 0. */
  place: z.number(),
  owner: z.string(),
  /** Whose file it is: no dealer takes all places. */
  dealerId: z.string(),
  /** Of those written before there were two: a list. */
  kind: DroppedKind.optional(),
  /** Milliseconds since 1970. */
  until: z.number(),
});
export type Place = z.infer<typeof Place>;

/** A dropped file that waits for a place. */
export const WaitingFile = z.object({
  dealerId: z.string(),
  kind: DroppedKind,
  documentId: z.string(),
  key: z.string(),
  version: z.string(),
  bytes: z.number(),
  modifiedAt: z.string(),
});
export type WaitingFile = z.infer<typeof WaitingFile>;

/** What waits of a dealer and a kind: a line as long as there is one, whose first file is next when its turn comes. */
export const WaitingLine = z.object({
  dealerId: z.string(),
  kind: DroppedKind,
  /** Files of the dealer that may be worked on at once, by its plan. */
  slots: z.number(),
  /** When it last had a turn, or came; milliseconds since 1970. */
  since: z.number(),
});
export type WaitingLine = z.infer<typeof WaitingLine>;

/** How often the reconciler has tried to mend something. */
export const RepairRecord = z.object({
  dealerId: z.string(),
  subject: z.string(),
  tries: z.number(),
  /** Of the last try. */
  hour: z.string(),
  /** Seconds since 1970. */
  ttl: z.number(),
});
export type RepairRecord = z.infer<typeof RepairRecord>;

/** The circuit breaker of a service, as all processes share it; times are milliseconds since 1970. */
export const Breaker = z.object({
  service: z.string(),
  state: z.enum(['closed', 'open', 'half-open']),
  failures: z.number(),
  successes: z.number(),
  openUntil: z.number(),
  probeUntil: z.number(),
  /** Rises with every change: a write holds only what its writer has seen. */
  revision: z.number(),
});
export type Breaker = z.infer<typeof Breaker>;

/** When a provider of a place (`Parts`) last answered, and when it last did not. */
export const ProviderStanding = z.object({
  place: z.string(),
  /** As the configuration calls it. */
  name: z.string(),
  ended: z.enum(['answered', 'failed']),
  at: z.iso.datetime(),
  /** What it failed with. */
  detail: z.string().optional(),
});
export type ProviderStanding = z.infer<typeof ProviderStanding>;
