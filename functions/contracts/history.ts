import * as z from 'zod';
import { Money } from './money.ts';

const Roubles = z.string().regex(/^\d+$/);

/** What a list asked for a machine, and what its ad would have asked then. */
export const ListedPrice = z.strictObject({
  /** As the list prints it; when it came, where it prints none. */
  day: z.iso.date(),
  document: z.string(),
  modelCode: z.string(),
  modelYear: z.number().int().nullable(),
  price: Money,
  roubles: Roubles.nullable(),
});
export type ListedPrice = z.infer<typeof ListedPrice>;

/** From which version of the feed on an ad asked a price. */
export const FeedPrice = z.strictObject({ day: z.iso.date(), version: z.number().int(), roubles: Roubles });
export type FeedPrice = z.infer<typeof FeedPrice>;

/** What a machine cost over lists and years, oldest first; codes change from year to year, its name does not. */
export const PriceHistory = z.strictObject({
  dealerId: z.string(),
  modelCode: z.string(),
  model: z.string().nullable(),
  listed: z.array(ListedPrice),
  feed: z.array(FeedPrice),
  /** Rows of the machine that have no price. */
  unpriced: z.number().int().default(0),
  /** Lists and versions that are older than those that were read. */
  older: z.strictObject({ lists: z.number().int(), versions: z.number().int() }),
});
export type PriceHistory = z.infer<typeof PriceHistory>;

/** How a dealer stood at the end of a day in Moscow, as far as anybody looked. */
export const DayFigures = z.strictObject({
  dealerId: z.string(),
  day: z.iso.date(),
  at: z.iso.datetime(),
  adsLive: z.number().int(),
  published: z.number().int(),
  withdrawn: z.number().int(),
  /** Machines that wait for an answer. */
  waiting: z.number().int(),
  /** What is asked about them; null where that could not be found out. */
  questions: z.number().int().nullable(),
  /** Percent of the machines of the lists in force that have ads, to a tenth. */
  completion: z.string().regex(/^\d+\.\d$/),
  /** Deliveries of that day after which the URL served the feed. */
  deliveries: z.number().int(),
  costUsd: z.number(),
});
export type DayFigures = z.infer<typeof DayFigures>;
