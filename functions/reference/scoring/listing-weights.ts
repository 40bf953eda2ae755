import * as z from 'zod';
import bundled from './listing-weights.json' with { type: 'json' };

const MEASURES = [
  'technicalValues',
  'matchConfidence',
  'bookMatch',
  'pictures',
  'ownPictures',
  'descriptionLetters',
  'optionalFields',
  'price',
  'verdict',
] as const;
export type Measure = (typeof MEASURES)[number];

const points = z.number().nonnegative();

/** What a good ad is made of (S1-29): shares that are capped where they are full, bonuses of a kind, and two caps. */
export const ListingWeights = z.strictObject({
  /** No ad gets more. */
  most: points,
  /** A measure gives its points in proportion, up to the amount that is `full`. */
  shares: z.array(z.strictObject({ measure: z.enum(MEASURES), full: z.number().positive(), points })),
  /** Fields that nobody asks for and that buyers look for; any tag of a group fills it. */
  optional: z.array(z.array(z.string()).min(1)).min(1),
  /** For ads whose field has the value. */
  bonuses: z.array(z.strictObject({ tag: z.string(), value: z.string(), points })),
  mostBonus: points,
});
export type ListingWeights = z.infer<typeof ListingWeights>;

export const LISTING_WEIGHTS: ListingWeights = ListingWeights.parse(bundled);
