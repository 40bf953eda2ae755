import type { Candidate, MatchDetails, MatchedProduct } from '#contracts/matched.ts';
import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import { BANDS, type Bands, CANDIDATES_SHOWN, CAUTIOUS_BANDS } from '#reference/matching/confidence.ts';
import { agreements, lacking } from './claims.ts';
import { doubtsOf } from './doubts.ts';
import type { RankedName, Ranking, Subject } from './rank-names.ts';

/** The part of a matched product that is about the name. */
export type Decision = Pick<
  MatchedProduct,
  'avitoModel' | 'confidence' | 'decision' | 'method' | 'matchDetails' | 'reasons' | 'candidates'
>;

/** The decision, but for a person to confirm where it would have been published. */
export const forReview = (decision: Decision): Decision => ({
  ...decision,
  decision: decision.decision === 'accepted' ? 'review' : decision.decision,
});

/** What speaks against a name that was not chosen. */
function against(best: RankedName | undefined, other: RankedName): Reason[] {
  const { objections } = other.comparison;
  if (objections.length > 0 || !best) return [...objections];
  const less = lacking(best.comparison, other.comparison);
  return less.length > 0 ? [...less] : [reason('name-less-alike')];
}

/** A contradiction never passes, whatever the score: such a candidate shows none. */
const candidateOf = (best: RankedName | undefined, other: RankedName): Candidate => ({
  name: other.listed.name,
  confidence: other.comparison.objections.length > 0 ? 0 : other.details.confidence,
  against: against(best, other),
});

function candidatesOf({ fitting, contradicting }: Ranking): Candidate[] {
  const [best, ...rest] = fitting;
  return [...rest, ...contradicting].slice(0, CANDIDATES_SHOWN).map((other) => candidateOf(best, other));
}

const nextBest = ([next]: readonly Candidate[]): Reason | null =>
  next ? reason('next-best', { name: next.name, against: next.against }) : null;

function whyChosen({ listed, comparison }: RankedName, candidates: readonly Candidate[]): Reason {
  // The brand is no news to a dealer who sells it.
  const [, ...agreed] = agreements(listed.machine, comparison);
  return reason('name-chosen', { name: listed.name, agreed, best: nextBest(candidates) });
}

function whyNone({ machine: { family } }: Subject, candidates: readonly Candidate[]): Reason {
  const best = nextBest(candidates);
  return family === null
    ? reason('family-unknown', { best })
    : reason('no-name-fits', { family: family.name, best });
}

function bandOf(
  { confidence }: MatchDetails,
  { accept, review }: Bands,
  doubts: readonly Reason[],
): MatchedProduct['decision'] {
  if (confidence >= accept && doubts.length === 0) return 'accepted';
  return confidence >= review ? 'review' : 'rejected';
}

/** Nobody can choose where nothing resembles the product; otherwise a person can. */
function undecided(subject: Subject, candidates: Candidate[]): Decision {
  return {
    avitoModel: null,
    confidence: 0,
    decision: candidates.length > 0 ? 'review' : 'rejected',
    method: 'none',
    matchDetails: null,
    reasons: [whyNone(subject, candidates)],
    candidates,
  };
}

/** Chooses among the ranked names by the bands of the embedder that measured them, and says why. */
export function decide(subject: Subject, ranking: Ranking, embedder: string): Decision {
  const candidates = candidatesOf(ranking);
  const [best] = ranking.fitting;
  if (!best) return undecided(subject, candidates);
  const doubts = doubtsOf(subject, best, ranking);
  return {
    avitoModel: best.listed.name,
    confidence: best.details.confidence,
    decision: bandOf(best.details, BANDS[embedder] ?? CAUTIOUS_BANDS, doubts),
    method: methodOf(best, embedder),
    matchDetails: best.details,
    reasons: [whyChosen(best, candidates), ...doubts],
    candidates,
  };
}

function methodOf(best: RankedName, embedder: string): MatchedProduct['method'] {
  if (best.repeated) return 'exact';
  return embedder === 'lexical' ? 'lexical' : 'embedding';
}
