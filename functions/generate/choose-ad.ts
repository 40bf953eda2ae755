import type { Reason } from '#contracts/reason.ts';
import type { Ad } from '#contracts/validated.ts';
import { reason } from '#messages/reason.ts';
import { type GuardLimits, jumpsInPrice } from '#shared/change-guard.ts';
import { isGone } from '#shared/kept-out.ts';
import type { Offer, ReviewItem } from '#shared/table/records.ts';
import type { StandingOffer } from './standing-offers.ts';

/** What only a person can answer; until then the live ad stays. */
export interface Question {
  kind: Exclude<ReviewItem['kind'], 'product'>;
  adId: string;
  /** What the lists say of the ad; null where they never named it. */
  standing: StandingOffer | null;
  reason: Reason;
  /** What accepting lets through: the price in roubles, empty for an ad that goes. */
  proposed: string;
}

/** What goes into the feed for one Id, and what that is to a person. */
export interface Choice {
  ad: Ad | null;
  question?: Question;
}

/** What the choice depends on besides the offer and the live ad. */
export interface Judgement {
  limits: GuardLimits;
  /** The feed's tag that holds the price. */
  priceTag: string;
  /** By how many percent the offer's rate has changed since the feed that is live. */
  ratePercent(offer: Offer): number;
  /** A person has approved a feed without the ad. */
  mayGo(adId: string): boolean;
  /** What a person said to this very question; null while he has not. */
  answerTo(question: Question): 'accepted' | 'rejected' | null;
}

const vanished = (live: Ad, standing: StandingOffer | null): Question => ({
  kind: 'vanished',
  adId: live.id,
  standing,
  reason: reason('ad-vanished'),
  proposed: '',
});

const priceJump = (live: Ad, next: Ad, standing: StandingOffer, tag: string): Question => ({
  kind: 'price-jump',
  adId: live.id,
  standing,
  reason: reason('price-jumps', { before: live.fields[tag] ?? '', after: next.fields[tag] ?? '' }),
  proposed: next.fields[tag] ?? '',
});

/** The live ad stays and the question is asked, unless a person has accepted. */
const unlessAccepted = (live: Ad, accepted: Ad | null, question: Question, judgement: Judgement): Choice => {
  if (judgement.answerTo(question) === 'accepted') return { ad: accepted, question };
  return { ad: live, question };
};

const published = (next: Ad, live: Ad | null, standing: StandingOffer, judgement: Judgement): Choice => {
  const { priceTag, limits, ratePercent } = judgement;
  const [before, after] = [live?.fields[priceTag], next.fields[priceTag]];
  const change = { before, after, ratePercent: ratePercent(standing.offer) };
  if (!live || !jumpsInPrice(change, limits)) return { ad: next };
  return unlessAccepted(live, next, priceJump(live, next, standing, priceTag), judgement);
};

/**
 * What goes into the feed for an Id: the offer's ad if it may be published; the live one while the offer
 * waits for a person, jumps in price or has vanished from the lists, for an ad that leaves the feed is
 * unpublished and may stay away for 30 days; none where a rule forbids it, a person keeps it out, it is sold, or the
 * dealer's whole stock lacks it, which the guard weighs with all else that goes.
 */
export const chooseAd = (standing: StandingOffer | null, live: Ad | null, judgement: Judgement): Choice => {
  if (standing?.isOut || standing?.isAbsent) return { ad: null };
  if (!standing || isGone(standing.offer, standing.list))
    return live ? unlessAccepted(live, null, vanished(live, standing), judgement) : { ad: null };
  const { verdict, ad } = standing.offer;
  if (verdict === 'published' && ad) return published(ad, live, standing, judgement);
  return { ad: verdict === 'review' ? live : null };
};
