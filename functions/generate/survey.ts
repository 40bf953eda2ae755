import { channelPart } from '#contracts/channel.ts';
import type { DealerRule } from '#contracts/dealer-rule.ts';
import { Evaluated, type EvaluatedAd } from '#contracts/evaluated.ts';
import type { Reason } from '#contracts/reason.ts';
import type { Ad } from '#contracts/validated.ts';
import type { FeedShape } from '#marketplace/marketplace.ts';
import { reason } from '#messages/reason.ts';
import { readJson, writeJson } from '#shared/json.ts';
import { isGone } from '#shared/kept-out.ts';
import { mergeById } from '#shared/merge-by-id.ts';
import type { Ports } from '#shared/ports.ts';
import { type BudgetPlan, type Candidate, planBudgets, roomOf, type Swap } from './budgets.ts';
import { chooseAd, type Judgement } from './choose-ad.ts';
import type { Ingredients } from './compose-feed.ts';
import { rulesKept } from './own-rules.ts';
import type { GuardItems } from './review-questions.ts';
import { type StandingOffer, standingOffers } from './standing-offers.ts';

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
  plan: { leftOut: new Map(), beyond: new Map(), questions: [] },
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

const candidateOf = (
  standing: StandingOffer | null,
  live: Ad | null,
  { title }: FeedShape,
  judgement: Judgement,
): Candidate[] => {
  const { ad } = chooseAd(standing, live, judgement);
  if (!ad) return [];
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

/** A note has little room. */
const NAMED = 20;

const leftBy = (rule: DealerRule, ads: readonly EvaluatedAd[]): Reason[] => {
  const left = ads.filter(({ leftOut }) => leftOut === rule.id);
  const said = { rule: rule.name, ads: left.length, adIds: left.slice(0, NAMED).map(({ adId }) => adId) };
  if (left.length === 0) return [];
  return [
    rule.most
      ? reason('budget-keeps-out', { ...said, room: roomOf(rule.most) })
      : reason('rule-keeps-out', said),
  ];
};

const warnedBy = (rule: DealerRule, { beyond }: BudgetPlan): Reason[] => {
  const ids = beyond.get(rule) ?? [];
  if (ids.length === 0 || !rule.most) return [];
  const said = { rule: rule.name, ads: ids.length, adIds: ids.slice(0, NAMED) };
  return [reason('budget-warns', { ...said, room: roomOf(rule.most) })];
};

/**
 * What rules and budgets come to over all the ads that were gathered and those that are live. What the guard lets go takes
 * no room in a budget.
 */
export const survey = async (
  { offers, live, shape, items }: Pick<Ingredients, 'offers' | 'live' | 'shape'> & { items: GuardItems },
  rules: readonly DealerRule[],
  judgement: Judgement,
): Promise<Survey> => {
  if (rules.length === 0) return NO_SURVEY;
  const [candidates, evaluated]: [Candidate[], EvaluatedAd[]] = [[], []];
  for await (const { left, right } of mergeById(standingOffers(offers), live())) {
    candidates.push(...candidateOf(left, right, shape, judgement));
    if (left) evaluated.push(...evaluatedOf(left));
  }
  const plan = planBudgets(candidates, rules, acceptedIn(items));
  const ads = evaluated
    .map((ad) => ({ ...ad, leftOut: ad.leftOut ?? plan.leftOut.get(ad.adId)?.id ?? null }))
    .sort(best);
  return { ads, plan, notes: rules.flatMap((rule) => [...leftBy(rule, ads), ...warnedBy(rule, plan)]) };
};

const keyOf = (dealerId: string, channel: string): string =>
  `feeds/${dealerId}${channelPart(channel, '/')}/evaluated.json`;

type KeepPorts = Pick<Ports, 'artefacts' | 'table'>;

/** Keeps what a dealer's rules said at a build, over what they said at the one before. */
export const keepEvaluated = async (
  dealerId: string,
  rules: readonly DealerRule[],
  { ads }: Survey,
  { artefacts, table: { channel } }: KeepPorts,
): Promise<void> => {
  if (rules.length === 0) return;
  const evaluated: Evaluated = { contractVersion: 1, dealerId, channel, rules: [...rules], ads };
  await writeJson(artefacts, keyOf(dealerId, channel), evaluated);
};

/** What a dealer's rules said at the last build of the table's channel; null where it has none, or nothing was built since. */
export const lastEvaluated = async (
  dealerId: string,
  { artefacts, table }: KeepPorts,
): Promise<Evaluated | null> => {
  const key = keyOf(dealerId, table.channel);
  const hasRules = (await rulesKept(dealerId, { table })).some(({ active }) => active);
  return hasRules && (await artefacts.head(key)) ? readJson(artefacts, key, Evaluated) : null;
};
