import * as z from 'zod';
import { PriceDerivation } from './pricing.ts';
import { Reason } from './reason.ts';

/**
 * An ad before it becomes XML: the marketplace's own tags in the order they are written.
 * `Images` stand apart because they are elements of their own.
 */
export const Ad = z.strictObject({
  id: z.string(),
  fields: z.record(z.string(), z.string()),
  images: z.array(z.string()),
});
export type Ad = z.infer<typeof Ad>;

/** The rate that a price was made with: a currency, the day its rate was set, and what a unit came to. */
export const RateUsed = z.strictObject({
  currency: z.string(),
  date: z.iso.date(),
  /** Roubles for one unit, markup included, as a decimal. */
  factor: z.string().optional(),
  /** The dealer's rules of prices that say otherwise than its conversion; absent where none does. */
  scope: z.string().optional(),
});
export type RateUsed = z.infer<typeof RateUsed>;

export const LAYERS = ['required-fields', 'model-catalogue', 'field-rules', 'business-rules'] as const;
export type Layer = (typeof LAYERS)[number];

/** S0-08 and S0-17: what one layer says of one product. */
export const LayerResult = z.strictObject({
  layer: z.enum(LAYERS),
  success: z.boolean(),
  errors: z.array(Reason),
  warnings: z.array(Reason),
  suggestions: z.array(Reason),
  confidence: z.number().min(0).max(1),
  metadata: z.record(z.string(), z.string()),
});
export type LayerResult = z.infer<typeof LayerResult>;

/** published = may go into the feed; review = something is missing or unsure; rejected = a rule forbids it. */
export const VERDICTS = ['published', 'review', 'rejected'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const ValidatedProduct = z.strictObject({
  modelCode: z.string(),
  brand: z.string().nullable(),
  modelYear: z.number().int().nullable(),
  page: z.number().int(),
  row: z.number().int(),
  verdict: z.enum(VERDICTS),
  /** Why it is not published; empty for a published one. */
  reasons: z.array(Reason),
  ad: Ad.nullable(),
  /** Null where no rate was needed. */
  rate: RateUsed.nullable().default(null),
  /** How the ad's price came about. */
  derivation: PriceDerivation.optional(),
  layers: z.array(LayerResult),
});
export type ValidatedProduct = z.infer<typeof ValidatedProduct>;

/** How such remarks were kept before they were data. */
const NoteInWords = z
  .strictObject({ category: z.string(), text: z.string(), codes: z.array(z.string()) })
  .transform(({ category, text, codes }): { reason: Reason; codes: string[] } => ({
    reason: { code: 'as-told', values: { category, text } },
    codes,
  }));

/** Something that keeps no ad out and that a person should know, with the codes it concerns. */
export const Note = z.union([z.strictObject({ reason: Reason, codes: z.array(z.string()) }), NoteInWords]);
export type Note = z.infer<typeof Note>;

/** `validated.json`. */
export const Validated = z.strictObject({
  /** 1: reasons were sentences. */
  contractVersion: z.literal([1, 2]),
  document: z.string(),
  rules: z.strictObject({ version: z.string(), source: z.enum(['table', 'cached', 'bundled']) }),
  products: z.array(ValidatedProduct),
  notes: z.array(Note).default([]),
});
export type Validated = z.infer<typeof Validated>;
