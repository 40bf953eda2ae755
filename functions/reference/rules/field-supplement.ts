import * as z from 'zod';
import { Constraint } from './constraint.ts';
import { SEVERITIES } from './rule-set.ts';

/**
 * What we add to the marketplace's definition of a field: limits that it states in prose only, and those that
 * this product's own requirements set.
 */
export const FieldSupplement = z.strictObject({
  tag: z.string(),
  severity: z.enum(SEVERITIES).optional(),
  /** Where the addition comes from. */
  source: z.string().min(1),
  constraint: Constraint.optional(),
  /** Most values of one ad. */
  count: z.strictObject({ max: z.number().int().positive() }).optional(),
  /** Required too where this other field is filled. */
  requiredWith: z.string().optional(),
});
export type FieldSupplement = z.infer<typeof FieldSupplement>;
