/** A dealer that leaves: since when nothing new is begun for it, and how far its erasure is. */
import * as z from 'zod';

const instant = z.iso.datetime();

/** What was held of a dealer when its erasure began; nothing of what it was. */
export const HeldCounts = z.object({
  objects: z.number(),
  bytes: z.number(),
  records: z.number(),
  pictures: z.number(),
  /** Secrets by which hosts and marketplaces are entered. */
  accounts: z.number(),
  members: z.number(),
});
export type HeldCounts = z.infer<typeof HeldCounts>;

export const LeavingRecord = z.object({
  dealerId: z.string(),
  by: z.string(),
  at: instant,
  /** Whether its feed was seen to be empty at every address, or nothing of it was live; `left`: a person says why not. */
  farewell: z.enum(['confirmed', 'nothing-live', 'left']).optional(),
  /** Once it is there things are being removed, and nobody brings the dealer back. */
  counts: HeldCounts.optional(),
});
export type LeavingRecord = z.infer<typeof LeavingRecord>;
