import * as z from 'zod';
import { Money } from './money.ts';

/** What is reckoned with is never a float. */
export const Decimal = z
  .string()
  .regex(/^\d+(\.\d+)?$/, 'write a decimal number as a string, such as "98.50"');

/** Roubles for one unit of a currency. */
export const Rate = Decimal.refine((rate) => Number(rate) > 0, 'write a rate above 0');

/** The day on which a rate was set. */
export const RateDate = z.iso.date('write the day the rate was set, such as "2026-11-02"');

/** Percent on top, below 0 for less. */
export const Percent = z
  .string()
  .regex(/^-?\d{1,2}(\.\d{1,4})?$/, 'write percent as a decimal number below 100, such as "3" or "-2.5"');

const Roubles = z
  .number()
  .int('write whole roubles')
  .positive('write roubles above 0')
  .max(1_000_000_000, 'write at most 1000000000 roubles');

const name = z.string().min(1).max(60);

/** Of which machines a rule speaks; all of it must be so, letters of whatever case. Of all where it says nothing. */
export const PriceScope = z.strictObject({
  brand: name.optional(),
  modelYear: z.number().int().optional(),
  /** As `offers list` and the list's own column of models name it. */
  family: name.optional(),
  codes: z.array(name).min(1).optional(),
  /** One of the dealer's places: of machines that its stock says are there. */
  location: name.optional(),
  /** Of prices in that currency. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'write a currency by its three capitals, such as EUR')
    .optional(),
});
export type PriceScope = z.infer<typeof PriceScope>;

const TERMS = {
  /** In place of the conversion's; of prices in foreign money alone. */
  rate: Rate.optional(),
  rateDate: RateDate.optional(),
  /** In place of the conversion's. */
  markupPercent: Decimal.optional(),
  percent: Percent.optional(),
  /** Roubles, whatever list, rate, markup and percent say. */
  fixed: Roubles.optional(),
  /** Roubles, in place of the conversion's. */
  roundTo: z.number().int().positive().optional(),
  /** Roubles below which nothing is offered, whatever else is said. */
  floor: Roubles.optional(),
};

/** One rule of a dealer's prices. Of all that speak of a machine the last one that says a thing has the last word on it. */
export const PriceRule = z
  .strictObject({ when: PriceScope.prefault({}), ...TERMS })
  .refine((rule) => Object.keys(TERMS).some((term) => term in rule), {
    message: `write what it changes: ${Object.keys(TERMS).join(', ')}`,
  })
  .refine(({ rate, rateDate }) => (rate === undefined) === (rateDate === undefined), {
    path: ['rateDate'],
    message: 'write a rate and the day on which it was set together',
  });
export type PriceRule = z.infer<typeof PriceRule>;

/** One step from a price of the list to the ad's; `of` names the rule that asks for it, where no conversion does. */
export const PriceStep = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('rate'), rate: Decimal, date: z.iso.date(), of: PriceScope.optional() }),
  z.strictObject({ step: z.literal('percent'), percent: z.string(), of: PriceScope.optional() }),
  /** What the dealer's stock says of the machine itself. */
  z.strictObject({ step: z.literal('stock-percent'), percent: z.string() }),
  z.strictObject({ step: z.literal('fixed'), roubles: z.string(), of: PriceScope }),
  z.strictObject({ step: z.literal('rounded'), to: z.number().int(), of: PriceScope.optional() }),
  z.strictObject({ step: z.literal('floor'), roubles: z.string(), of: PriceScope }),
]);
export type PriceStep = z.infer<typeof PriceStep>;

/** How an ad's price came about. */
export const PriceDerivation = z.strictObject({
  /** Null where the list has none and a rule fixes it. */
  from: Money.nullable(),
  /** The list names it, or the dealer's stock. */
  source: z.enum(['list', 'stock']),
  steps: z.array(PriceStep),
  /** Whole roubles, as digits. */
  roubles: z.string(),
});
export type PriceDerivation = z.infer<typeof PriceDerivation>;
