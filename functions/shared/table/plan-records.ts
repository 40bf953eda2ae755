/** What dealers may use, and what they have used. */
import * as z from 'zod';
import { Plan } from '#contracts/plan.ts';

const instant = z.iso.datetime();

/** A plan that this installation has made itself; it stands before a bundled one of its name. */
export const PlanRecord = z.object({
  ...Plan.shape,
  scope: z.literal('SHARED'),
  putBy: z.string(),
  putAt: instant,
});
export type PlanRecord = z.infer<typeof PlanRecord>;

/** Which plan a dealer has been given. */
export const DealerPlan = z.object({
  dealerId: z.string(),
  plan: z.string(),
  givenBy: z.string(),
  givenAt: instant,
});
export type DealerPlan = z.infer<typeof DealerPlan>;

const USED_KINDS = ['bytes', 'pages', 'tokens'] as const;
export type UsedKind = (typeof USED_KINDS)[number];

/** What one piece of work has used: each piece has one record, so that it counts once however often it is repeated. */
export const Used = z.object({
  dealerId: z.string(),
  kind: z.enum(USED_KINDS),
  /** The month in Moscow, `2026-11`; `held` of what is there. */
  period: z.string(),
  /** What used it: a file by its name, a chunk of pages, a stage of a run. */
  unit: z.string(),
  amount: z.number().nonnegative(),
  /** Of a file: the document that came last under its name. */
  by: z.string().optional(),
  /** Seconds since 1970; absent of what stays. */
  ttl: z.number().optional(),
});
export type Used = z.infer<typeof Used>;

/** A list that the plan has let in. */
const ComingList = z.object({
  documentId: z.string(),
  /** Which lists it puts in force, sorted. */
  lists: z.array(z.string()),
  products: z.number(),
});
export type ComingList = z.infer<typeof ComingList>;

/** A dealer's lists that were let in and may not be counted yet where lists in force are: one record, so that none is let in unseen. */
export const ComingLists = z.object({
  dealerId: z.string(),
  /** Rises with every change: a write holds only what its writer has seen. */
  revision: z.number(),
  lists: z.array(ComingList),
});
export type ComingLists = z.infer<typeof ComingLists>;
