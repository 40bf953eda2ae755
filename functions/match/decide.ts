import type { Candidate, MatchDetails, MatchedProduct } from '#contracts/matched.ts';
import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import { BANDS, type Bands, CANDIDATES_SHOWN, CAUTIOUS_BANDS } from '#reference/matching/confidence.ts';
import type { Machine } from '#reference/naming/machine.ts';
import { BREAK_TIE } from '#reference/prompts/choose-model.ts';
import type { Choose } from './choosing/choosers.ts';
import { agreements, bySpecificity, lacking } from './claims.ts';
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

/** A word that the name bears as well is told by it, whatever it means. */
const unexplainedBy = (named: Machine, product: Machine): readonly string[] =>
  product.unexplained.filter((word) => !named.unexplained.includes(word));

/** The words of an added package that other listed names bear: there they make another name. */
const addedElsewhere = (best: RankedName, { added }: Machine, { fitting, contradicting }: Ranking) => {
  const listed = new Set([...fitting, ...contradicting].flatMap(({ listed }) => listed.text.split(' ')));
  const said = best.listed.text.split(' ');
  return added.filter((word) => listed.has(word) && !said.includes(word));
};

const unknownWords = (words: readonly string[]): Reason[] =>
  words.length > 0 ? [reason('words-unknown', { words })] : [];

/**
 * Why a name that contradicts nothing may yet be wrong. An unknown word in a model's name may
 * make another family or package of it ("Xterrain Brutal" was no Xterrain), and one in the engine's cell
 * cannot: a name that states an engine has to agree with every word of that cell.
 */
export const doubtsOf = (
  { machine, contradictions }: Subject,
  best: RankedName,
  ranking: Ranking,
): Reason[] => [
  ...contradictions,
  ...unknownWords([
    ...unexplainedBy(best.listed.machine, machine),
    ...addedElsewhere(best, machine, ranking),
  ]),
];

/** Chooses among the ranked names by the bands of the embedder that measured them, and says why. */
function decide(subject: Subject, ranking: Ranking, embedder: string): Decision {
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

/** A product and its names in their order. */
interface Ranked {
  readonly subject: Subject;
  readonly ranking: Ranking;
}

/**
 * The names that no rule tells apart from the best: each claim weighs the same in all of them, and only their
 * spelling puts one first. None where one name is the best. On the lists at hand the rules decide everywhere
 * (203 products, no tie); ties come with names such as "850" and "Turbo", which each say half of an engine.
 */
function tiedNames({ fitting }: Ranking): readonly RankedName[] {
  const [best] = fitting;
  if (!best || best.repeated) return [];
  const tied = fitting.filter(({ comparison }) => bySpecificity(comparison, best.comparison) === 0);
  return tied.length > 1 ? tied : [];
}

const nameOf = ({ listed }: RankedName): string => listed.name;

const chosenFirst = (ranking: Ranking, chosen: string): Ranking => {
  const first = ranking.fitting.filter((name) => nameOf(name) === chosen);
  return { ...ranking, fitting: [...first, ...ranking.fitting.filter((name) => !first.includes(name))] };
};

const withoutSpelling = (decision: Decision, tied: readonly RankedName[]): Decision => ({
  ...decision,
  candidates: decision.candidates.map((candidate) =>
    tied.some((name) => nameOf(name) === candidate.name)
      ? { ...candidate, against: [reason('name-as-good')] }
      : candidate,
  ),
});

const listed = (tied: readonly RankedName[]): string[] => tied.map(nameOf).sort();

/** Nobody chose: a person must. */
function leftOpen(decision: Decision, tied: readonly RankedName[], reasons: readonly Reason[]): Decision {
  const why = reason('names-tie-open', { names: listed(tied), reasons });
  return {
    ...forReview(decision),
    reasons: [why, ...decision.reasons.slice(1)],
  };
}

/** The decision among ranked names; where the best ones tie and there is a chooser to ask, its choice counts. */
export async function decideTied(
  { subject, ranking }: Ranked,
  embedder: string,
  choose: Choose | null,
): Promise<Decision> {
  const tied = tiedNames(ranking);
  if (!choose || tied.length === 0) return decide(subject, ranking, embedder);
  const options = listed(tied);
  const choice = await choose({ instructions: BREAK_TIE, product: subject.text, options });
  if (choice.chosen === null) return leftOpen(decide(subject, ranking, embedder), tied, choice.why);
  const decision = decide(subject, chosenFirst(ranking, choice.chosen), embedder);
  const why = reason('names-tie', { names: options, by: choice.by, name: choice.chosen });
  return {
    ...withoutSpelling(decision, tied),
    method: 'llm-tie-break',
    reasons: [why, ...decision.reasons.slice(1)],
  };
}
