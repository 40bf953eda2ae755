import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { Dealer } from '#contracts/dealer.ts';
import type { DealerRule } from '#contracts/dealer-rule.ts';
import type { EvaluatedAd } from '#contracts/evaluated.ts';
import type { Reason } from '#contracts/reason.ts';
import type { Ad } from '#contracts/validated.ts';
import { readFeed } from '#marketplace/feed-reader.ts';
import type { Marketplace } from '#marketplace/marketplace.ts';
import { stockedOffer } from '#marketplace/stocked-offer.ts';
import type { FeedState } from '#shared/feed-state.ts';
import type { Offer } from '#shared/table/records.ts';
import type { Question } from './choose-ad.ts';
import { inFolder, Scratch } from './compose-feed.ts';
import { Differences } from './feed-differences.ts';
import { type BuildPorts, composeByRules, judgeOf, settingOf } from './generate.ts';
import { guardVerdict } from './guard-feed.ts';
import { gatherOffers, type Stocked } from './standing-offers.ts';

/** A configuration that is not in use, and what its lists would offer by it. */
export interface Tried {
  dealer: Dealer;
  /** The dealer's own rules; those in use where none are given. */
  rules?: readonly DealerRule[];
  offerAs(offer: Offer): Offer;
  /** Is told of each offer as one of its ads would have it. */
  note?(offer: Offer, location: string | undefined): void;
}

/** What a build would come to. */
export interface TriedFeed {
  /** Sorted by Id; of one that jumps in price the live one. */
  ads: Ad[];
  /** What the guard would ask of single ads. */
  questions: Question[];
  /** Why it would hold the whole feed; empty where it would not. */
  heldFor: Reason[];
  /** What the dealer's own rules say of its ads, the best first. */
  evaluated: EvaluatedAd[];
}

/** What the next build would come to by another configuration, guard and all. Nothing is kept. */
export const tryFeed = (
  state: FeedState,
  { dealer, rules: given, offerAs, note }: Tried,
  ports: BuildPorts,
  marketplace: Marketplace,
): Promise<TriedFeed> =>
  inFolder((folder) =>
    Scratch.use(join(folder, 'offers'), (offers) =>
      Scratch.use(join(folder, 'changed'), async (changed) => {
        const inPlace = { dealer, ...(given && { rules: given }) };
        const setting = await settingOf(state, ports, marketplace, inPlace);
        const { keptOut, shape } = setting;
        const stocked: Stocked = (offer, ad) => {
          const next = stockedOffer(offerAs(offer), ad, setting);
          note?.(next, ad.values.location);
          return next;
        };
        await gatherOffers(state.dealerId, offers, { keptOut, stocked, judge: judgeOf(setting) }, ports);
        const path = join(folder, 'feed.xml');
        const differences = new Differences(changed);
        const composed = await composeByRules(path, { offers, differences }, setting, ports);
        const { heldFor = [] } = guardVerdict(composed, setting, ports.clock());
        const ads = await Array.fromAsync(readFeed(createReadStream(path), shape));
        return { ads, questions: composed.questions, heldFor, evaluated: composed.surveyed.ads };
      }),
    ),
  );
