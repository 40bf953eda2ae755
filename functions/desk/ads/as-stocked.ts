import { roomOf } from '#contracts/dealer-rule.ts';
import type { KeptOutAs } from '#contracts/shown-ad.ts';
import { type OwnRules, ownRulesOf } from '#functions/generate/own-rules.ts';
import { marketplaceOf } from '#marketplace/marketplaces.ts';
import { stockedOffer } from '#marketplace/stocked-offer.ts';
import { reason } from '#messages/reason.ts';
import { lastEvaluated, rulesKept } from '#shared/evaluated.ts';
import { type AdToKeep, keptOutOf } from '#shared/kept-out.ts';
import type { Ports } from '#shared/ports.ts';
import { rulesInForce } from '#shared/rules-in-force.ts';
import { stockOf } from '#shared/stock.ts';
import type { Offer } from '#shared/table/records.ts';

/** An offer as one of its ads stands in the feed, with what is known of the stock laid over it. */
export interface OfferedAs {
  offer: Offer;
  /** Null where it has no ad. */
  ad: AdToKeep | null;
  out: KeptOutAs | null;
  /** By the dealer's own rules, 0 to 100; null where it has none. */
  score: number | null;
}

/** What the last build had no room for: budgets speak of all ads together. */
const budgetsOf = async (
  dealerId: string,
  { rules }: OwnRules,
  ports: Pick<Ports, 'table' | 'artefacts'>,
): Promise<(offer: Offer) => Offer> => {
  const budgets = new Map(rules.filter(({ most }) => most).map((rule) => [rule.id, rule]));
  const evaluated = budgets.size > 0 ? await lastEvaluated(dealerId, ports) : null;
  const leftOut = new Map(evaluated?.ads.map((ad) => [ad.adId, ad.leftOut]));
  return (offer) => {
    const { name, most } = budgets.get(leftOut.get(offer.adId ?? '') ?? '') ?? {};
    if (!name || !most || offer.verdict !== 'published') return offer;
    const reasons = [reason('budget-full', { rule: name, room: roomOf(most) })];
    return { ...offer, verdict: 'rejected', reasons };
  };
};

const outAs = ({ standing, isOut }: AdToKeep): KeptOutAs | null => {
  if (isOut) return standing === 'sold' ? 'sold' : 'withdrawn';
  return standing === 'absent' ? 'absent' : null;
};

/** Shows offers as the feed that is built next has them: one for each ad, or the offer itself where it has none. */
export const asStocked = async (
  dealerId: string,
  ports: Pick<Ports, 'table' | 'parts' | 'clock' | 'artefacts'>,
): Promise<(offer: Offer) => OfferedAs[]> => {
  const marketplace = marketplaceOf(ports);
  const dealer = (await ports.table.dealers.get({ dealerId }))?.configuration ?? null;
  const keptOut = await keptOutOf(dealerId, ports, [], await stockOf(dealerId, ports, dealer));
  const setting = { dealer, marketplace, rules: (await rulesInForce(marketplace.name, ports)).rules };
  const rules = await rulesKept(dealerId, ports);
  const own = await ownRulesOf(dealer ?? { id: dealerId, conversion: {} }, rules, marketplace, ports);
  const withinBudget = await budgetsOf(dealerId, own, ports);
  return (offer) => {
    const ads = keptOut.adsOf(offer);
    if (ads.length === 0) return [{ offer, ad: null, out: null, score: null }];
    return ads.map((ad) => {
      const { offer: next, judged } = own.judge(stockedOffer(offer, ad, setting), ad);
      return { offer: withinBudget(next), ad, out: outAs(ad), score: judged?.score ?? null };
    });
  };
};
