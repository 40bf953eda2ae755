import type { ExtractedProduct } from '#contracts/extracted.ts';
import type { MatchedProduct } from '#contracts/matched.ts';
import type { ValidatedProduct } from '#contracts/validated.ts';
import { matchBehind, scoredListing } from '#marketplace/scored-listing.ts';
import type { ScoredListing } from '#reference/scoring/listing-scorer.ts';
import type { LoadedRun } from './load-run.ts';

/** One row of a list with all that was made of it. */
export interface ListedProduct {
  run: LoadedRun;
  extracted: ExtractedProduct;
  matched: MatchedProduct;
  validated: ValidatedProduct;
}

const place = ({ page, row }: { page: number; row: number }): string => `${page}/${row}`;

/** The rows of runs in the order of their lists. */
export const listedProducts = (runs: readonly LoadedRun[]): ListedProduct[] =>
  runs.flatMap((run) => {
    const matches = new Map(run.matched.products.map((product) => [place(product), product]));
    const verdicts = new Map(run.validated.products.map((product) => [place(product), product]));
    return run.extracted.products.flatMap((extracted) => {
      const [matched, validated] = [matches.get(place(extracted)), verdicts.get(place(extracted))];
      return matched && validated ? [{ run, extracted, matched, validated }] : [];
    });
  });

/** A product as scorers see it; what the marketplace made of its ad is no matter of the list. */
export const scoredProduct = ({
  matched,
  validated,
}: Pick<ListedProduct, 'matched' | 'validated'>): ScoredListing =>
  scoredListing(validated.ad, matchBehind(matched));
