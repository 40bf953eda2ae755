import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { Dealer } from '#contracts/dealer.ts';
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
import { type BuildPorts, openingIn, settingOf } from './generate.ts';
import { composeGuarded, guardVerdict } from './guard-feed.ts';
import { gatherOffers, type Stocked } from './standing-offers.ts';
import { liveAds } from './written-ads.ts';

/** A configuration that is not in use, and what its lists would offer by it. */
export interface Tried {
  dealer: Dealer;
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
}

/** What the next build would come to by another configuration, guard and all. Nothing is kept. */
export const tryFeed = (
  state: FeedState,
  { dealer, offerAs, note }: Tried,
  ports: BuildPorts,
  marketplace: Marketplace,
): Promise<TriedFeed> =>
  inFolder((folder) =>
    Scratch.use(join(folder, 'offers'), (offers) =>
      Scratch.use(join(folder, 'changed'), async (changed) => {
        const setting = await settingOf(state, ports, marketplace, dealer);
        const { keptOut, rules, shape } = setting;
        const stocked: Stocked = (offer, ad) => {
          const next = stockedOffer(offerAs(offer), ad, setting);
          note?.(next, ad.values.location);
          return next;
        };
        await gatherOffers(state.dealerId, offers, { keptOut, stocked }, ports);
        const path = join(folder, 'feed.xml');
        const live = () => liveAds(setting.live, shape, ports);
        const differences = new Differences(changed);
        const opening = openingIn(setting, ports.clock());
        const ingredients = { offers, live, differences, rules, shape, opening };
        const composed = await composeGuarded(path, ingredients, setting);
        const { heldFor = [] } = guardVerdict(composed, setting, ports.clock());
        const ads = await Array.fromAsync(readFeed(createReadStream(path), shape));
        return { ads, questions: composed.questions, heldFor };
      }),
    ),
  );
