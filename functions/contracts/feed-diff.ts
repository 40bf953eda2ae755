import * as z from 'zod';

/** What a person knows an ad by. */
const Named = z.strictObject({ id: z.string(), title: z.string(), price: z.string() });

/** A tag's text before and after; null where the ad lacked it. */
const FieldChange = z.strictObject({ from: z.string().nullable(), to: z.string().nullable() });

/** One ad that comes, goes or changes. */
export const AdChange = z.discriminatedUnion('change', [
  Named.extend({ change: z.literal('added') }),
  Named.extend({ change: z.literal('removed') }),
  Named.extend({
    change: z.literal('changed'),
    fields: z.record(z.string(), FieldChange),
    /** Of the price, with its sign; null where it has not changed. */
    pricePercent: z.number().nullable(),
  }),
]);
export type AdChange = z.infer<typeof AdChange>;

/** `diff.json`: what a feed version does to the one that was live when it was built. */
export const FeedDiff = z.strictObject({
  contractVersion: z.literal(1),
  dealerId: z.string(),
  version: z.number().int(),
  /** The version that was live; 0 where none was. */
  since: z.number().int(),
  changes: z.array(AdChange),
  added: z.number().int(),
  removed: z.number().int(),
  changed: z.number().int(),
});
export type FeedDiff = z.infer<typeof FeedDiff>;
