import { asTold } from '#messages/reason.ts';
import { compare } from '../claims.ts';
import { type Decision, forReview } from '../decide.ts';
import { readName } from '../listed-names.ts';
import type { Subject } from '../rank-names.ts';

/** A name that a person set for a model of its lists. */
export interface NameByHand {
  readonly name: string;
  readonly setBy: string;
  /** What spoke against the name when it was set: the person knew. */
  readonly contradictions: readonly string[];
}

/** What the name says against the product, continuing "this name …". */
export const objectionsTo = (name: string, { machine }: Subject): readonly string[] =>
  compare(readName(name).machine, machine).objections;

const told = (objections: readonly string[]): string[] =>
  objections.length > 0 ? [`It was set although it ${objections.join(' and ')}.`] : [];

const untold = (objections: readonly string[]): string[] =>
  objections.length > 0
    ? [`Nobody knew when it was set that it ${objections.join(' and ')}: set it again, or remove it.`]
    : [];

/**
 * A person's word wins over every reckoning. What he was not told, though, he has not decided: where the
 * name contradicts a later product in something new (a name of one model year, say), a person is asked again.
 */
export function decidedByHand({ name, setBy, contradictions }: NameByHand, subject: Subject): Decision {
  const objections = objectionsTo(name, subject);
  const news = objections.filter((objection) => !contradictions.includes(objection));
  const known = objections.filter((objection) => contradictions.includes(objection));
  return {
    avitoModel: name,
    confidence: 1,
    decision: news.length > 0 ? 'review' : 'accepted',
    method: 'manual',
    matchDetails: null,
    reasons: [`Avito model \`${name}\` was set by hand by ${setBy}.`, ...told(known), ...untold(news)].map(
      asTold,
    ),
    candidates: [],
  };
}

/** The engine's own decision where Avito has taken the name set by hand off its list: it is not what was wanted. */
export const withoutListedName = (decision: Decision, { name, setBy }: NameByHand): Decision => ({
  ...forReview(decision),
  reasons: [
    asTold(
      `\`${name}\`, set by hand by ${setBy}, is no longer on Avito's list: set another name, or remove it.`,
    ),
    ...decision.reasons,
  ],
});
