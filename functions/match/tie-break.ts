import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import { BREAK_TIE } from '#reference/prompts/choose-model.ts';
import type { Choose } from './choosing/chooser.ts';
import { bySpecificity } from './claims.ts';
import { type Decision, decide, forReview } from './decide.ts';
import type { RankedName, Ranking, Subject } from './rank-names.ts';

/** A product and its names in their order. */
export interface Ranked {
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
