import type { Dealer } from '#contracts/dealer.ts';
import type { Reason } from '#contracts/reason.ts';
import type { FeedShape } from '#marketplace/marketplace.ts';
import { reason } from '#messages/reason.ts';
import { type GuardLimits, massRemoval, rateChange, rateJumps } from '#shared/change-guard.ts';
import { oldRates } from '#shared/rate-age.ts';
import type { FeedVersion } from '#shared/table/feed-records.ts';
import type { Agreement } from './agreement.ts';
import type { Judgement, Question } from './choose-ad.ts';
import { type ComposedFeed, composeFeed, type Ingredients } from './compose-feed.ts';
import { answerIn, type GuardItems } from './review-questions.ts';

/** What the change guard goes by. */
export interface GuardSetting {
  dealer: Dealer | null;
  limits: GuardLimits;
  /** The version that is live; null where none is. */
  live: FeedVersion | null;
  agreement: Agreement | null;
  items: GuardItems;
  shape: FeedShape;
}

/** What the guard says of a feed: how its version begins, and why. */
export type GuardVerdict = Pick<FeedVersion, 'status' | 'heldFor' | 'decision'>;

const judgementOf = ({ limits, live, agreement, items, shape }: GuardSetting): Judgement => {
  const mayGo = (adId: string): boolean => agreement?.lacks(adId) ?? false;
  const isAgreed = ({ kind, adId }: Question) => kind === 'vanished' && mayGo(adId);
  return {
    ...{ limits, mayGo },
    priceTag: shape.price,
    ratePercent: ({ rate }) => (rate ? rateChange(live?.rates ?? [], rate) : 0),
    answerTo: (question) => answerIn(items)(question) ?? (isAgreed(question) ? 'accepted' : null),
  };
};

/** More than may go without a person are one question about the whole feed, and not one for each of them. */
const lettingGo = (judgement: Judgement): Judgement => ({
  ...judgement,
  answerTo: (question) => judgement.answerTo(question) ?? (question.kind === 'vanished' ? 'accepted' : null),
});

/** Those that a person has to be asked, or was: an agreement to the whole feed is no answer of its own. */
const ofPeople = (composed: ComposedFeed, { items }: GuardSetting): Question[] =>
  composed.questions.filter((question) => question.kind !== 'vanished' || answerIn(items)(question) !== null);

/** Composes the feed; where more would vanish than may, without them, and nobody is asked of each. */
export const composeGuarded = async (
  path: string,
  ingredients: Ingredients,
  setting: GuardSetting,
): Promise<ComposedFeed> => {
  const judgement = judgementOf(setting);
  const composed = await composeFeed(path, ingredients, judgement);
  const asked = composed.questions.filter(
    (question) => question.kind === 'vanished' && judgement.answerTo(question) === null,
  );
  const removed = composed.change.removed - composed.agreed + asked.length;
  if (!massRemoval({ ...composed.change, removed }, setting.limits))
    return { ...composed, questions: [...ofPeople(composed, setting), ...asked] };
  const without = await composeFeed(path, ingredients, lettingGo(judgement));
  return { ...without, questions: ofPeople(without, setting) };
};

/** A rule has become stricter since these ads were made: they stay out, and not without a word. */
const brokenRules = (unfit: string[]): Reason[] =>
  unfit.length === 0 ? [] : [reason('rules-broken', { adIds: unfit })];

type Whole = Omit<GuardSetting, 'items' | 'shape'>;

const reasonsToHold = ({ change, agreed, unfit, rates }: ComposedFeed, whole: Whole, now: Date): Reason[] => {
  const { limits, dealer, live, agreement } = whole;
  const removed = change.removed - (agreement ? agreed : 0);
  const others = [
    ...brokenRules(unfit),
    ...rateJumps(live?.rates ?? [], rates, limits),
    ...(dealer ? oldRates(rates, dealer, 'holdAfterDays', now) : []),
  ];
  return [
    ...[massRemoval({ ...change, removed }, limits)].filter((found) => found !== null),
    ...others.filter((other) => !agreement?.knows(other)),
  ];
};

const held = (heldFor: Reason[]): GuardVerdict => ({ status: 'held', heldFor });

/**
 * Whether the feed as a whole must wait for a person. One that does no more than an approved version that is on
 * its way goes on that approval.
 */
export const guardVerdict = (composed: ComposedFeed, setting: GuardSetting, now: Date): GuardVerdict => {
  const reasons = reasonsToHold(composed, { ...setting, agreement: null }, now);
  if (reasons.length === 0) return { status: 'built' };
  const { agreement } = setting;
  if (!agreement) return held(reasons);
  const unseen = reasonsToHold(composed, setting, now);
  if (unseen.length > 0) return held(unseen);
  return { ...held(reasons), status: 'approved', decision: agreement.decision };
};
