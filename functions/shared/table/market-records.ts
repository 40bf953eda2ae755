/** What is asked for machines elsewhere, and how a dealer's days ended. */
import * as z from 'zod';
import { GatheringCounts, MarketMachine, Observation } from '#contracts/market.ts';
import { Reason } from '#contracts/reason.ts';

const instant = z.iso.datetime();

/** Where prices come from: another shop's public feed, or the name that files give. */
export const MarketSource = z.object({
  dealerId: z.string(),
  sourceId: z.string(),
  name: z.string(),
  /** Of a feed. */
  url: z.string().optional(),
  putBy: z.string().optional(),
  putAt: instant.optional(),
  /** How the last look ended; `reason` says why nothing came of it, or what was left out. */
  last: z
    .object({
      at: instant,
      outcome: z.enum(['good', 'failed']),
      reason: Reason.nullable(),
      counts: GatheringCounts.nullable(),
      /** Where all of it is kept. */
      artefact: z.string().nullable(),
      /** The first names that no machine could be told by. */
      unmatched: z.array(z.string()),
    })
    .optional(),
  /** Since when it is silent, if it is: the day up to which its prices are known. */
  goodUntil: z.iso.date().optional(),
  /** Of files alone: seconds since 1970. */
  ttl: z.number().optional(),
});
export type MarketSource = z.infer<typeof MarketSource>;

/** The newest price of one offer elsewhere; the table forgets it when it is too old to be compared with. */
export const MarketPrice = z.object({
  dealerId: z.string(),
  /** Of its source and its mark there. */
  key: z.string(),
  sourceId: z.string(),
  ...Observation.omit({ mark: true, brand: true, modelYear: true }).shape,
  ...MarketMachine.shape,
  ttl: z.number(),
});
export type MarketPrice = z.infer<typeof MarketPrice>;
