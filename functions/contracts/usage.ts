import * as z from 'zod';

/** What one call of a paid service used up: the price table turns it into money. */
export const Usage = z.strictObject({
  /** The model's or the inference profile's id; `textract-tables` for the analysis of tables. */
  model: z.string(),
  pages: z.number().int().nonnegative(),
  inputTokens: z.number().int().nonnegative(),
  outputTokens: z.number().int().nonnegative(),
});
export type Usage = z.infer<typeof Usage>;
