import type { ListedProduct } from '../listed-products.ts';
import { weightedScorer } from './weighted-scorer.ts';

/** Says how good an ad a product makes, whatever its verdict: 0 to 100, with what each part gave. */
export interface ListingScorer {
  score(product: Pick<ListedProduct, 'matched' | 'validated'>): ListingScore;
}

export interface ListingScore {
  /** 0 to 100, to a tenth. */
  score: number;
  parts: Record<string, number>;
}

/** The scorers there are (S1-29); `parts.listingScorer` of the settings names the one in use. */
export const LISTING_SCORERS: Record<string, ListingScorer> = { weighted: weightedScorer() };
