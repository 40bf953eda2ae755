import { FIRST_CHANNEL } from '#contracts/channel.ts';
import type { Dealer } from '#contracts/dealer.ts';
import { comparisonsIn, type DealerRule, type Evaluation, type Facts } from '#contracts/dealer-rule.ts';
import type { Reason } from '#contracts/reason.ts';
import { factsOf } from '#marketplace/facts.ts';
import { LISTING_SCORERS } from '#marketplace/listing-scorers.ts';
import type { Marketplace } from '#marketplace/marketplace.ts';
import { scoredListing } from '#marketplace/scored-listing.ts';
import { reason } from '#messages/reason.ts';
import { evaluate, holdsOf } from '#reference/dealer-rules/evaluate.ts';
import type { ListingScore } from '#reference/scoring/listing-scorer.ts';
import { type Market, machineKey, marketOf } from '#shared/market.ts';
import { choosePart } from '#shared/parts.ts';
import type { Ports } from '#shared/ports.ts';
import type { StockedAd } from '#shared/stock.ts';
import type { Offer } from '#shared/table/records.ts';
import type { AdVerdict } from '#shared/table/verdict-records.ts';

/** What the rules say of one ad, as it is kept with its offer. */
export interface Judged {
  score: number;
  /** How good the ad is; null where too little of it is known. */
  listing: number | null;
  status: Evaluation['status'];
  /** Ids of the rules that spoke. */
  spoke: string[];
  /** Ids of the budgets that speak of it. */
  budgets: string[];
}

/** An offer as the dealer's own rules leave it, and what they say of its ad; null where there are none. */
export interface JudgedOffer {
  offer: Offer;
  judged: Judged | null;
}

/** An ad with all that its dealer's rules go by, and what they say of it. */
export interface EvaluatedOffer {
  facts: Facts;
  listing: ListingScore | null;
  evaluation: Evaluation;
}

const blockedBy = ({ spoken }: Evaluation): Reason[] =>
  spoken
    .filter(({ action }) => action === 'block')
    .map(({ name, reason: { values } }) =>
      reason('rule-blocks', { rule: name, facts: values.facts as Reason[] }),
    );

/** One that waits for a person waits on: what is unsure of it may be the very thing that a rule goes by. */
const asBlocked = (offer: Offer, evaluation: Evaluation): Offer =>
  evaluation.status === 'blocked' && offer.verdict === 'published'
    ? { ...offer, verdict: 'rejected', reasons: blockedBy(evaluation) }
    : offer;

/** What other shops ask for what the machine was matched with, to the letter. */
const figuresFor = ({ brand, modelYear, ad, listed }: Offer, market: Market | null) => {
  const model = listed?.match?.name ?? ad?.fields.Model;
  return (model && market?.machines.get(machineKey({ brand, modelYear, model }))?.figures) || null;
};

/** All that is known beside the offers. */
interface Known {
  marketplace: Pick<Marketplace, 'feed'>;
  /** Null beside the first channel: scorers go by its fields, and all others' ads would lack them. */
  scorer: (typeof LISTING_SCORERS)[string] | null;
  verdicts: ReadonlyMap<string, AdVerdict>;
  /** What other shops ask; null where no rule goes by that. */
  market: Market | null;
  now: Date;
}

/** A dealer's own rules, as they stand at one moment. */
export class OwnRules {
  /** Those that are active. */
  readonly rules: readonly DealerRule[];
  readonly #known: Known;

  constructor(rules: readonly DealerRule[], known: Known) {
    this.rules = rules.filter(({ active }) => active);
    this.#known = known;
  }

  /** What the rules say of the ad that an offer has, once the stock is laid over it. */
  evaluate(offer: Offer, stock: StockedAd | null): EvaluatedOffer {
    const { marketplace, scorer, verdicts, market, now } = this.#known;
    const verdict = verdicts.get(offer.adId ?? '');
    const match = offer.listed?.match;
    const listing =
      match && scorer
        ? scorer.score(scoredListing(offer.ad ?? null, match, verdict?.standing ?? null))
        : null;
    const beside = { stock, score: listing?.score, verdict, market: figuresFor(offer, market), now };
    const facts = factsOf(offer, { ...beside, shape: marketplace.feed });
    return { facts, listing, evaluation: evaluate(facts, this.rules) };
  }

  /** The offer with what the rules make of it: one that a rule blocks is rejected, and says by which. */
  judge(offer: Offer, stock: StockedAd): JudgedOffer {
    if (this.rules.length === 0) return { offer, judged: null };
    const { facts, listing, evaluation } = this.evaluate(offer, stock);
    const { score, status, spoken } = evaluation;
    const judged: Judged = {
      ...{ score, status, listing: listing?.score ?? null },
      spoke: spoken.map(({ rule }) => rule),
      budgets: this.rules
        .filter(({ most, when }) => most && (!when || holdsOf(when, facts).holds === true))
        .map(({ id }) => id),
    };
    return { offer: asBlocked(offer, evaluation), judged };
  }
}

type RulePorts = Pick<Ports, 'table' | 'parts' | 'clock'>;

const goesBy = (rules: readonly DealerRule[], group: string): boolean =>
  rules.some(
    ({ active, when }) =>
      active && when && comparisonsIn(when).some(({ field }) => field.startsWith(`${group}.`)),
  );

/**
 * Rules with what they go by in the table's channel, and no more than that unless all there is is wanted (`whole`); the
 * verdicts count for how good an ad is, too.
 */
export const ownRulesOf = async (
  dealer: Pick<Dealer, 'id' | 'conversion'>,
  rules: readonly DealerRule[],
  marketplace: Pick<Marketplace, 'feed'>,
  ports: RulePorts,
  { whole } = { whole: false },
): Promise<OwnRules> => {
  const { table, parts, clock } = ports;
  const isAny = whole || rules.some(({ active }) => active);
  const verdicts = isAny ? await table.verdicts.query({ dealerId: dealer.id }) : [];
  return new OwnRules(rules, {
    marketplace,
    scorer:
      table.channel === FIRST_CHANNEL
        ? choosePart('listingScorer', LISTING_SCORERS, parts.listingScorer)
        : null,
    verdicts: new Map(verdicts.map((verdict) => [verdict.adId, verdict])),
    market: whole || goesBy(rules, 'market') ? await marketOf(dealer, ports) : null,
    now: clock(),
  });
};
