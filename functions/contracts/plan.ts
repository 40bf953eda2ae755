import * as z from 'zod';

/** Null: as much as there is. */
const Most = z.number().int().nonnegative().nullable();

/** How much of what a dealer may use. */
export const Plan = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'write up to 40 small Latin letters, digits and hyphens'),
  /** Its files that are worked on at the same time. */
  listsAtOnce: Most.refine((most) => most !== 0, 'write 1 or more: with 0 no file is ever begun'),
  /** On the lists that are in force. */
  products: Most,
  /** Of the files that it has dropped, 10^9 bytes each. */
  storageGb: Most,
  /** Of its programs; people are limited each for itself. */
  callsAnHour: Most,
  /** Read from their pictures by a paid service, within a month in Moscow. */
  pagesAMonth: Most,
  /** Of language models, in and out, within a month in Moscow. */
  tokensAMonth: Most,
});
export type Plan = z.infer<typeof Plan>;

/** What a plan limits. */
export type PlanLimit = Exclude<keyof Plan, 'name'>;
