import { type DealerRule, roomOf } from '#contracts/dealer-rule.ts';
import type { EvaluatedAd } from '#contracts/evaluated.ts';
import type { Reason } from '#contracts/reason.ts';
import type { Ad } from '#contracts/validated.ts';
import { reason } from '#messages/reason.ts';
import { adsNamed, keptOutBy } from '#shared/evaluated.ts';
import { isGone } from '#shared/kept-out.ts';
import { mergeById } from '#shared/merge-by-id.ts';
import { type BudgetPlan, type Candidate, planBudgets, type Swap } from './budgets.ts';
import { chooseAd, type Judgement } from './choose-ad.ts';
import type { Ingredients } from './compose-feed.ts';
import type { GuardItems } from './review-questions.ts';
import { type StandingOffer, standingOffers } from './standing-offers.ts';
import { isFit } from './written-ads.ts';

/** What the dealer's own rules come to over all its ads. */
export interface Survey {
  /** The best first. */
  ads: EvaluatedAd[];
  plan: BudgetPlan;
  /** What is left out by which rule, and how many. */
  notes: Reason[];
}

/** Of a dealer that has no rules. */
const NO_SURVEY: Survey = {
  ads: [],
  plan: { leftOut: new Map(), beyond: new Map(), questions: [], askedNext: new Map() },
  notes: [],
};

/** Of an ad that would be in the feed: one that no list offers any more, or that waits for a person, is no matter of rules. */
const standsAs = (standing: StandingOffer | null, live: Ad | null): Candidate['as'] => {
  if (!live) return 'new';
  const isOffered = standing && !isGone(standing.offer, standing.list);
  return isOffered && standing.offer.verdict === 'published' ? 'live' : 'kept';
};

/** Memory holds very many of them, and no ad. */
const withoutAd = ({
  offer: { ad: _ad, listed: _listed, derivation: _how, ...offer },
  ...standing
}: StandingOffer) => ({
  ...standing,
  offer,
});

type Surveyed = Pick<Ingredients, 'offers' | 'live' | 'shape' | 'rules'> & { items: GuardItems };

/** What today's rules forbid is in no feed, and takes no room in a budget. */
const candidateOf = (
  standing: StandingOffer | null,
  live: Ad | null,
  { shape: { title }, rules }: Pick<Surveyed, 'shape' | 'rules'>,
  judgement: Judgement,
): Candidate[] => {
  const { ad } = chooseAd(standing, live, judgement);
  if (!ad || !isFit(ad, rules)) return [];
  const said = { adId: ad.id, as: standsAs(standing, live), title: ad.fields[title] ?? ad.id };
  return [{ ...said, standing: standing && withoutAd(standing) }];
};

const acceptedIn = (items: GuardItems): Swap[] =>
  [...items.values()]
    .filter(({ kind, status }) => kind === 'budget-swap' && status === 'accepted')
    .map(({ adId = '', proposed }) => ({ goes: adId, comes: proposed }));

const best = (one: EvaluatedAd, other: EvaluatedAd): number =>
  other.score - one.score || (other.listing ?? 0) - (one.listing ?? 0) || (one.adId < other.adId ? -1 : 1);

const isBlocked = ({ offer: { reasons } }: StandingOffer): boolean =>
  reasons.some(({ code }) => code === 'rule-blocks');

/** Those that block come first of those that spoke. */
const evaluatedOf = (standing: StandingOffer): EvaluatedAd[] => {
  const { id: adId, offer, judged, list, isOut, isAbsent } = standing;
  if (!judged || isOut || isAbsent || isGone(offer, list)) return [];
  const { budgets: _, ...said } = judged;
  const leftOut = isBlocked(standing) ? (judged.spoke[0] ?? null) : null;
  return [{ adId, modelCode: offer.modelCode, ...said, leftOut }];
};

const leftBy = (rule: DealerRule, ads: readonly EvaluatedAd[]): Reason[] => {
  const left = ads.filter(({ leftOut }) => leftOut === rule.id).map(({ adId }) => adId);
  return left.length > 0 ? [keptOutBy(rule, left)] : [];
};

const warnedBy = (rule: DealerRule, { beyond }: BudgetPlan): Reason[] => {
  const ids = beyond.get(rule) ?? [];
  if (ids.length === 0 || !rule.most) return [];
  return [reason('budget-warns', { rule: rule.name, ...adsNamed(ids), room: roomOf(rule.most) })];
};

const askedNextBy = (rule: DealerRule, { askedNext }: BudgetPlan): Reason[] => {
  const ids = askedNext.get(rule) ?? [];
  return ids.length > 0 ? [reason('budget-asks-next', { rule: rule.name, ...adsNamed(ids) })] : [];
};

/**
 * What rules and budgets come to over all the ads that were gathered and those that are live. What the guard lets go takes
 * no room in a budget.
 */
export const survey = async (
  { offers, live, items, ...ways }: Surveyed,
  rules: readonly DealerRule[],
  judgement: Judgement,
): Promise<Survey> => {
  if (rules.length === 0) return NO_SURVEY;
  const hasBudget = rules.some(({ most }) => most);
  const [candidates, evaluated]: [Candidate[], EvaluatedAd[]] = [[], []];
  for await (const { left, right } of mergeById(standingOffers(offers), live())) {
    if (hasBudget) candidates.push(...candidateOf(left, right, ways, judgement));
    if (left) evaluated.push(...evaluatedOf(left));
  }
  const plan = planBudgets(candidates, rules, acceptedIn(items));
  const ads = evaluated
    .map((ad) => ({ ...ad, leftOut: ad.leftOut ?? plan.leftOut.get(ad.adId)?.id ?? null }))
    .sort(best);
  return {
    ads,
    plan,
    notes: rules.flatMap((rule) => [
      ...leftBy(rule, ads),
      ...warnedBy(rule, plan),
      ...askedNextBy(rule, plan),
    ]),
  };
};
