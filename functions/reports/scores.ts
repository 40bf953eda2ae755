import type { Report } from '#contracts/report.ts';
import { inSteps } from './histogram-steps.ts';
import type { ListedProduct } from './listed-products.ts';
import { quantiles } from './quantiles.ts';
import type { ListingScorer } from './scoring/listing-scorer.ts';

const NAMED = 10;
const BEST_SCORE = 100;

interface Scored {
  product: ListedProduct;
  score: number;
}

const named = ({ product: { validated }, score }: Scored) => ({
  modelCode: validated.modelCode,
  title: validated.ad?.fields.Title ?? '',
  score,
  reasons: validated.reasons,
});

const falling = (one: Scored, other: Scored): number =>
  other.score - one.score || one.product.validated.modelCode.localeCompare(other.product.validated.modelCode);

/** Those with the fewest reasons first: the least work for an ad. */
const easiest = (one: Scored, other: Scored): number =>
  one.product.validated.reasons.length - other.product.validated.reasons.length || falling(one, other);

/** How good the ads are (S1-15), the best of them, and those not published that are most worth a person's work (S1-17). */
export const scoresOf = (products: readonly ListedProduct[], scorer: ListingScorer): Report['scores'] => {
  const scored = products.map((product) => ({ product, score: scorer.score(product).score }));
  const published = scored.filter(({ product }) => product.validated.verdict === 'published');
  const waiting = scored.filter(({ product }) => product.validated.verdict !== 'published');
  const scores = scored.map(({ score }) => score).sort((one, other) => one - other);
  return {
    steps: inSteps(scores.map((score) => score / BEST_SCORE)),
    quantiles: scores.length === 0 ? null : quantiles(scores),
    best: published.toSorted(falling).slice(0, NAMED).map(named),
    worthFixing: waiting.toSorted(easiest).slice(0, NAMED).map(named),
  };
};
