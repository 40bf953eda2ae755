import { type ListingScorer, weightedScorer } from '#reference/scoring/listing-scorer.ts';
import { withPlugins } from '#shared/plugins.ts';

/** The scorers there are, plug-ins too (S1-29); `parts.listingScorer` of the settings names the one in use. */
export const LISTING_SCORERS: Record<string, ListingScorer> = withPlugins('scorer', {
  weighted: weightedScorer(),
});
