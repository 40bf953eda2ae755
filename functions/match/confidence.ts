import type { MatchDetails } from '#contracts/matched.ts';
import { BOOSTS, TECHNOLOGIES } from '#reference/lexicon/engines.ts';
import { PACKAGES } from '#reference/lexicon/packages.ts';
import { BOOST_CAP, EXACT_ATTRIBUTE, SHARED_TERM } from '#reference/matching/confidence.ts';

const TERMS: ReadonlySet<string> = new Set([PACKAGES, TECHNOLOGIES, BOOSTS].flatMap(Object.keys));

/** Sums of tenths leave dust ("0.30000000000000004") that no artefact should carry. */
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

function sharedTerms(one: string, other: string): number {
  const words = new Set(other.split(' '));
  return one.split(' ').filter((word) => TERMS.has(word) && words.has(word)).length;
}

/** S0-30 and S0-31, every number kept; the boost counts once. */
export function confidenceOf(
  texts: { product: string; name: string },
  similarity: number,
  exactMatches: number,
): MatchDetails {
  const domainBoost = Math.min(BOOST_CAP, sharedTerms(texts.product, texts.name) * SHARED_TERM);
  return {
    similarity: rounded(similarity),
    domainBoost: rounded(domainBoost),
    exactMatches,
    finalScore: rounded(Math.min(1, similarity + domainBoost)),
    confidence: rounded(Math.min(1, similarity + exactMatches * EXACT_ATTRIBUTE + domainBoost)),
  };
}
