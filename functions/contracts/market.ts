import * as z from 'zod';
import { Money } from './money.ts';
import { Reason } from './reason.ts';

/** A machine as marketplaces list it: all codes of one name and year are compared with each other. */
export const MarketMachine = z.strictObject({
  brand: z.string(),
  modelYear: z.number().int(),
  /** The marketplace's name, to the letter. */
  model: z.string(),
});
export type MarketMachine = z.infer<typeof MarketMachine>;

/** What somebody asks for a machine elsewhere, as it is printed there. */
export const Observation = z.strictObject({
  code: z.string().nullable(),
  brand: z.string().nullable(),
  name: z.string(),
  modelYear: z.number().int().nullable(),
  price: Money,
  /** Who asks that. */
  source: z.string(),
  /** The day in Moscow on which it was seen. */
  day: z.iso.date(),
  link: z.url({ protocol: /^https?$/ }).nullable(),
  /** What tells it from others of the same source: the offer's number, else what it says. */
  mark: z.string(),
});
export type Observation = z.infer<typeof Observation>;

/** An observation, and which machine it is of; null where that is not sure, and why. */
export const MatchedObservation = Observation.extend({
  machine: MarketMachine.nullable(),
  why: Reason.nullable(),
});
export type MatchedObservation = z.infer<typeof MatchedObservation>;

/** What one look at a source or one file came to. */
export const GatheringCounts = z.strictObject({
  /** Offers or rows that were read. */
  read: z.number().int(),
  matched: z.number().int(),
  /** Machines of the dealer's trade that nobody could tell for sure. */
  unmatched: z.number().int(),
  /** Used machines, other makers' and other goods, prices "from": nothing to compare with. */
  other: z.number().int(),
});
export type GatheringCounts = z.infer<typeof GatheringCounts>;

/** An artefact that is written once and never changed: all that one source said at one time. */
export const Gathering = z.strictObject({
  contractVersion: z.literal(1),
  source: z.string(),
  /** The file's name, or the feed's address. */
  from: z.string(),
  at: z.iso.datetime(),
  counts: GatheringCounts,
  observations: z.array(MatchedObservation),
  /** Rows that could not be read. */
  problems: z.array(Reason),
});
export type Gathering = z.infer<typeof Gathering>;

/** Whole roubles as digits, and tenths of a percent as a decimal: neither is ever a float. */
const Roubles = z.string().regex(/^\d+$/);
const Percent = z.string().regex(/^-?\d+\.\d$/);

/** One price of a machine elsewhere, as a report shows it. */
export const MarketPriceShown = z.strictObject({
  source: z.string(),
  name: z.string(),
  price: Money,
  roubles: Roubles,
  day: z.iso.date(),
  link: z.string().nullable(),
  isOutlier: z.boolean(),
});
export type MarketPriceShown = z.infer<typeof MarketPriceShown>;

/** What prices come to; those far off are counted apart and are in no other figure. */
export const MarketFigures = z.strictObject({
  count: z.number().int(),
  outliers: z.number().int(),
  median: Roubles,
  average: Roubles,
  lowest: Roubles,
  highest: Roubles,
});
export type MarketFigures = z.infer<typeof MarketFigures>;

/** One of the dealer's own ads beside the market. */
export const OursShown = z.strictObject({
  modelCode: z.string(),
  roubles: Roubles,
  /** Above the median, or below it. */
  percent: Percent,
});
export type OursShown = z.infer<typeof OursShown>;

export const MachineReport = z.strictObject({
  ...MarketMachine.shape,
  family: z.string().nullable(),
  figures: MarketFigures,
  prices: z.array(MarketPriceShown),
  ours: z.array(OursShown),
});
export type MachineReport = z.infer<typeof MachineReport>;

export const FamilyReport = z.strictObject({
  brand: z.string(),
  family: z.string(),
  modelYear: z.number().int(),
  figures: MarketFigures,
  /** The median of the dealer's own ads of it, and how far that is off; null where it has none. */
  ours: z.strictObject({ count: z.number().int(), roubles: Roubles, percent: Percent }).nullable(),
});
export type FamilyReport = z.infer<typeof FamilyReport>;

/** What other shops asked within the last 30 days. */
export const MarketReport = z.strictObject({
  dealerId: z.string(),
  at: z.iso.datetime(),
  days: z.number().int(),
  machines: z.array(MachineReport),
  families: z.array(FamilyReport),
  /** Prices of machines of which there are fewer than three. */
  tooFew: z.number().int(),
  /** Prices in money that the dealer names no rate of, by currency. */
  withoutRate: z.record(z.string(), z.number().int()),
  /** The rates that foreign prices were made with. */
  rates: z.array(z.strictObject({ currency: z.string(), rate: z.string(), date: z.iso.date() })),
});
export type MarketReport = z.infer<typeof MarketReport>;
