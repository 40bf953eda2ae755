import * as z from 'zod';
import { DealerRule, EVALUATION_STATUSES } from './dealer-rule.ts';

/** What a dealer's own rules said of one ad when the feed was built. */
export const EvaluatedAd = z.strictObject({
  adId: z.string(),
  modelCode: z.string(),
  /** By the rules, 0 to 100. */
  score: z.number(),
  /** How good the ad is, 0 to 100; null where too little of it is known. */
  listing: z.number().nullable(),
  status: z.enum(EVALUATION_STATUSES),
  /** Ids of the rules that spoke of it. */
  spoke: z.array(z.string()),
  /** The rule that leaves it out of the feed; null where none does. */
  leftOut: z.string().nullable(),
});
export type EvaluatedAd = z.infer<typeof EvaluatedAd>;

/** `evaluated.json`: what a dealer's own rules said at the last build of a channel's feed. */
export const Evaluated = z.strictObject({
  contractVersion: z.literal(1),
  dealerId: z.string(),
  channel: z.string(),
  /** Those that were active. */
  rules: z.array(DealerRule),
  /** The best first: by the rules' score, then by how good the ad is, then by Id. */
  ads: z.array(EvaluatedAd),
});
export type Evaluated = z.infer<typeof Evaluated>;
