import * as z from 'zod';
import type { Evaluation, Facts } from '#contracts/dealer-rule.ts';
import type { Reason } from '#contracts/reason.ts';
import type { Verdict } from '#contracts/validated.ts';
import { ownRulesOf } from '#functions/generate/own-rules.ts';
import { offersByCode } from '#functions/stock/known-codes.ts';
import { marketplaceOf } from '#marketplace/marketplaces.ts';
import { reason } from '#messages/reason.ts';
import { refusalFactors, VERDICTS_NEEDED } from '#reference/dealer-rules/refusal-factors.ts';
import type { ListingScore } from '#reference/scoring/listing-scorer.ts';
import { rulesKept } from '#shared/evaluated.ts';
import type { Ports } from '#shared/ports.ts';
import { asStocked } from '../ads/as-stocked.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';
import { Refusal } from '../refusal.ts';

/** A machine by its code, and which of its ads where its pieces have ads of their own. */
export const ScoreAd = z.strictObject({
  dealerId: z.string(),
  modelCode: z.string(),
  adId: z.string().optional(),
});

/** How good an ad is, what its dealer's rules say of it, and what refusals are known to come of. */
export interface ScoredAd {
  modelCode: string;
  adId: string | null;
  title: string | null;
  verdict: Verdict;
  /** Why it is not in the feed, a rule of the dealer's among it; empty where it is. */
  reasons: Reason[];
  /** Null where its list was read before scores were kept with it, and beside the first channel. */
  listing: ListingScore | null;
  evaluation: Evaluation;
  facts: Facts;
  /** By name alone: no figure is given before there are verdicts enough to hold it against. */
  refusal: { factors: Reason[]; verdicts: number; needed: number };
}

type ScorePorts = Pick<Ports, 'table' | 'parts' | 'clock' | 'artefacts'>;

const offerOf = async ({ dealerId, modelCode, adId }: z.infer<typeof ScoreAd>, ports: ScorePorts) => {
  const code = modelCode.toUpperCase();
  // Who answers dealers may ask no index that spans them.
  const offers = [...(await offersByCode(dealerId, ports)).values()].flat();
  const own = offers.filter((offer) => offer.modelCode.toUpperCase() === code);
  if (own.length === 0) throw new Refusal(reason('code-nowhere', { modelCode }));
  const all = own.flatMap(await asStocked(dealerId, ports));
  const found = all.find(({ offer, out }) => (adId === undefined ? out === null : offer.adId === adId));
  if (found ?? adId === undefined) return found ?? all[0];
  throw new Refusal(reason('ad-unknown', { adId }));
};

/** What nothing is known of is no fact. */
const known = (facts: Facts): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));

/** One ad's score with its parts and what would raise it, and every rule that speaks of it. Throws `Refusal`. */
export const scoreAd = async (wish: z.infer<typeof ScoreAd>, ports: ScorePorts): Promise<ScoredAd> => {
  const { dealerId } = wish;
  await refuseUnknownDealer(dealerId, ports);
  const found = await offerOf(wish, ports);
  if (!found) throw new Refusal(reason('code-nowhere', { modelCode: wish.modelCode }));
  const { offer, ad } = found;
  const dealer = (await ports.table.dealers.get({ dealerId }))?.configuration ?? {
    id: dealerId,
    conversion: {},
  };
  const verdicts = await ports.table.verdicts.query({ dealerId });
  const marketplace = marketplaceOf(ports);
  const own = await ownRulesOf(dealer, await rulesKept(dealerId, ports), marketplace, ports, { whole: true });
  const { facts, listing, evaluation } = own.evaluate(offer, ad);
  return {
    ...{ modelCode: offer.modelCode, adId: offer.adId ?? null, verdict: offer.verdict },
    ...{ title: offer.ad?.fields[marketplace.feed.title] ?? null, reasons: offer.reasons },
    ...{ listing, evaluation, facts: known(facts) },
    refusal: { factors: refusalFactors(facts), verdicts: verdicts.length, needed: VERDICTS_NEEDED },
  };
};
