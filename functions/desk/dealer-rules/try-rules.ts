import * as z from 'zod';
import { DealerRule } from '#contracts/dealer-rule.ts';
import type { EvaluatedAd } from '#contracts/evaluated.ts';
import type { Reason } from '#contracts/reason.ts';
import { reasonKey } from '#contracts/reason.ts';
import type { Ad } from '#contracts/validated.ts';
import type { Question } from '#functions/generate/choose-ad.ts';
import { type TriedFeed, tryFeed } from '#functions/generate/try-feed.ts';
import { marketplaceOf } from '#marketplace/marketplaces.ts';
import { reason } from '#messages/reason.ts';
import { rulesKept } from '#shared/evaluated.ts';
import { feedStateOf } from '#shared/feed-state.ts';
import { dealerIn } from '#shared/in-channel.ts';
import type { Ports } from '#shared/ports.ts';
import type { Actor } from '../acts.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';
import { Refusal } from '../refusal.ts';
import { noSuchRule } from './rules.ts';

/** Rules that are not in force yet, each in place of the one that has its id, and ids of those that would go. */
export const TryDealerRules = z.strictObject({
  dealerId: z.string(),
  put: z.array(DealerRule).max(100).default([]),
  remove: z.array(z.string()).max(100).default([]),
});

interface TriedAd {
  adId: string;
  title: string;
}

/** Where an ad stands among those of the feed, the best first, and by which score. */
interface Place {
  place: number;
  score: number;
}

/** What would come of rules, ad by ad; the lists hold the first of them, and the counts all. */
export interface RulesTried {
  dealerId: string;
  /** In the next feed by the rules in force, and by those tried. */
  ads: { before: number; after: number };
  counts: { go: number; come: number; move: number };
  /** With the name of the rule that leaves it out. */
  go: (TriedAd & { rule: string | null })[];
  come: TriedAd[];
  /** Those whose score and place would be another, the farthest first. */
  move: (TriedAd & { before: Place; after: Place })[];
  /** What a person would be asked of single ads. */
  asked: { adId: string; reason: Reason }[];
  /** Why the whole feed would wait. */
  heldFor: Reason[];
}

type TryPorts = Pick<Ports, 'table' | 'artefacts' | 'clock' | 'parts'>;

/** More are told by their number. */
const MOST_TOLD = 200;

/** As long as no rule has spoken of an ad, it stands by its Id. */
const START = 50;

const placesOf = ({ ads, evaluated }: TriedFeed): Map<string, Place> => {
  const known = new Map(evaluated.map((one) => [one.adId, one]));
  const scored = ads.map(({ id }) => ({ id, score: START, listing: 0, ...known.get(id) }));
  scored.sort(
    (one, other) =>
      other.score - one.score || (other.listing ?? 0) - (one.listing ?? 0) || (one.id < other.id ? -1 : 1),
  );
  return new Map(scored.map(({ id, score }, at) => [id, { place: at + 1, score }]));
};

const movedBetween = (
  before: TriedFeed,
  after: TriedFeed,
  named: (ad: Ad) => TriedAd,
): RulesTried['move'] => {
  const [was, is] = [placesOf(before), placesOf(after)];
  return after.ads
    .flatMap((ad) => {
      const [one, other] = [was.get(ad.id), is.get(ad.id)];
      const isMoved = one && other && one.score !== other.score && one.place !== other.place;
      return isMoved ? [{ ...named(ad), before: one, after: other }] : [];
    })
    .sort(
      (one, other) =>
        Math.abs(other.after.place - other.before.place) - Math.abs(one.after.place - one.before.place),
    );
};

const without = (ads: readonly Ad[], others: readonly Ad[]): Ad[] => {
  const known = new Set(others.map(({ id }) => id));
  return ads.filter(({ id }) => !known.has(id));
};

const newlyAsked = (before: readonly Question[], after: readonly Question[]): RulesTried['asked'] => {
  const known = new Set(before.map(({ adId, reason: why }) => `${adId} ${reasonKey(why)}`));
  return after
    .map(({ adId, reason: why }) => ({ adId, reason: why }))
    .filter(({ adId, reason: why }) => !known.has(`${adId} ${reasonKey(why)}`));
};

const leftOutBy = (evaluated: readonly EvaluatedAd[], rules: readonly DealerRule[]) => {
  const names = new Map(rules.map(({ id, name }) => [id, name]));
  const by = new Map(evaluated.map(({ adId, leftOut }) => [adId, leftOut]));
  return (adId: string): string | null => names.get(by.get(adId) ?? '') ?? null;
};

/** Throws `Refusal` where one that would go is not in force. */
const changedBy = (
  inForce: readonly DealerRule[],
  { put, remove }: Pick<z.infer<typeof TryDealerRules>, 'put' | 'remove'>,
): DealerRule[] => {
  const ids = inForce.map(({ id }) => id);
  const unknown = remove.find((id) => !ids.includes(id));
  if (unknown !== undefined) throw noSuchRule(unknown, ids);
  const gone = new Set([...remove, ...put.map(({ id }) => id)]);
  return [...inForce.filter(({ id }) => !gone.has(id)), ...put];
};

const NOTHING: TriedFeed = { ads: [], questions: [], heldFor: [], evaluated: [] };

/**
 * What rules would do to the dealer's next feed in the table's channel before they are in force: which ads would go, come
 * and change their place, the guard asked; nothing is written. Throws `Refusal`.
 */
export const tryDealerRules = async (
  _actor: Actor,
  { dealerId, ...wish }: z.infer<typeof TryDealerRules>,
  ports: TryPorts,
): Promise<RulesTried> => {
  await refuseUnknownDealer(dealerId, ports);
  const { table } = ports;
  const configuration = (await table.dealers.get({ dealerId }))?.configuration;
  const dealer = configuration && dealerIn(table.channel, configuration);
  if (!dealer)
    throw new Refusal(reason('dealer-wrong', { detail: `${dealerId} does not sell in ${table.channel}.` }));
  const [marketplace, state] = [marketplaceOf(ports), await feedStateOf(dealerId, ports)];
  const tried = (rules: readonly DealerRule[]) =>
    state ? tryFeed(state, { dealer, rules, offerAs: (offer) => offer }, ports, marketplace) : NOTHING;
  const inForce = await rulesKept(dealerId, ports);
  const rules = changedBy(inForce, wish);
  const [before, after] = [await tried(inForce), await tried(rules)];
  const named = ({ id, fields }: Ad): TriedAd => ({ adId: id, title: fields[marketplace.feed.title] ?? '' });
  const [gone, come] = [without(before.ads, after.ads), without(after.ads, before.ads)];
  const move = movedBetween(before, after, named);
  const ruleOf = leftOutBy(after.evaluated, rules);
  return {
    dealerId,
    ads: { before: before.ads.length, after: after.ads.length },
    counts: { go: gone.length, come: come.length, move: move.length },
    go: gone.slice(0, MOST_TOLD).map((ad) => ({ ...named(ad), rule: ruleOf(ad.id) })),
    come: come.slice(0, MOST_TOLD).map(named),
    move: move.slice(0, MOST_TOLD),
    asked: newlyAsked(before.questions, after.questions).slice(0, MOST_TOLD),
    heldFor: after.heldFor,
  };
};
