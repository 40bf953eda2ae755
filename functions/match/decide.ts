import type { Candidate, MatchDetails, MatchedProduct } from '#contracts/matched.ts';
import { asTold } from '#messages/reason.ts';
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

const enumerated = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

/** What speaks against a name that was not chosen. */
function against(best: RankedName | undefined, other: RankedName): string[] {
  const { objections } = other.comparison;
  if (objections.length > 0 || !best) return [...objections];
  const less = lacking(best.comparison, other.comparison);
  return less.length > 0 ? [...less] : ['is less alike in its spelling'];
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

const nextBest = ([next]: readonly Candidate[]): string =>
  next ? `; next best \`${next.name}\` ${enumerated(next.against)}` : '';

function whyChosen(best: RankedName, candidates: readonly Candidate[]): string {
  // The brand is no news to a dealer who sells it.
  const [, ...agreed] = agreements(best.listed.machine, best.comparison);
  const verb = agreed.length > 1 ? 'agree' : 'agrees';
  return `Avito model \`${best.listed.name}\`: ${enumerated(agreed)} ${verb}${nextBest(candidates)}.`;
}

const whyNone = ({ machine }: Subject, candidates: readonly Candidate[]): string =>
  machine.family === null
    ? `The model family is not known, so no Avito model was chosen${nextBest(candidates)}.`
    : `No listed ${machine.family.name} name fits this product${nextBest(candidates)}.`;

function bandOf(
  { confidence }: MatchDetails,
  { accept, review }: Bands,
  doubts: readonly string[],
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
    reasons: [asTold(whyNone(subject, candidates))],
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
    reasons: [whyChosen(best, candidates), ...doubts].map(asTold),
    candidates,
  };
}

function methodOf(best: RankedName, embedder: string): MatchedProduct['method'] {
  if (best.repeated) return 'exact';
  return embedder === 'lexical' ? 'lexical' : 'embedding';
}
