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

/** One of the places at which dropped files are worked on at once, and the execution that has it. */
export const Place = z.object({
  /** From 0. */
  place: z.number(),
  owner: z.string(),
  /** Whose file it is: no dealer takes all places. */
  dealerId: z.string(),
  /** Milliseconds since 1970. */
  until: z.number(),
});
export type Place = z.infer<typeof Place>;

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
