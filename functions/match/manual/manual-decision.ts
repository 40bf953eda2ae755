import type { Reason } from '#contracts/reason.ts';
import { among } from '#messages/among.ts';
import { reason } from '#messages/reason.ts';
import { compare } from '../claims.ts';
import { type Decision, forReview } from '../decide.ts';
import { readName } from '../listed-names.ts';
import type { Subject } from '../rank-names.ts';

/** A name that a person set for a model of its lists. */
export interface NameByHand {
  readonly name: string;
  readonly setBy: string;
  /** What spoke against the name when it was set: the person knew. */
  readonly contradictions: readonly Reason[];
}

/** What the name says against the product, continuing "this name …". */
export const objectionsTo = (name: string, { machine }: Subject): readonly Reason[] =>
  compare(readName(name).machine, machine).objections;

const told = (against: readonly Reason[]): Reason[] =>
  against.length > 0 ? [reason('set-although', { against })] : [];

const untold = (against: readonly Reason[]): Reason[] =>
  against.length > 0 ? [reason('set-unknowing', { against })] : [];

/**
 * A person's word wins over every reckoning. What he was not told, though, he has not decided: where the
 * name contradicts a later product in something new (a name of one model year, say), a person is asked again.
 */
export function decidedByHand({ name, setBy, contradictions }: NameByHand, subject: Subject): Decision {
  const objections = objectionsTo(name, subject);
  const isKnown = among(contradictions);
  const news = objections.filter((objection) => !isKnown(objection));
  const known = objections.filter(isKnown);
  return {
    avitoModel: name,
    confidence: 1,
    decision: news.length > 0 ? 'review' : 'accepted',
    method: 'manual',
    matchDetails: null,
    reasons: [reason('name-by-hand', { name, by: setBy }), ...told(known), ...untold(news)],
    candidates: [],
  };
}

/** The engine's own decision where Avito has taken the name set by hand off its list: it is not what was wanted. */
export const withoutListedName = (decision: Decision, { name, setBy }: NameByHand): Decision => ({
  ...forReview(decision),
  reasons: [reason('name-delisted', { name, by: setBy }), ...decision.reasons],
});
