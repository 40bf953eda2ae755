import { join } from 'node:path';
import { Dealer } from '#contracts/dealer.ts';
import type { Marketplace } from '#marketplace/marketplace.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import type { FeedState } from '#shared/feed-state.ts';
import { type KeptOut, keptOutOf } from '#shared/kept-out.ts';
import { liveVersion } from '#shared/live-feed.ts';
import type { Ports } from '#shared/ports.ts';
import { rulesInForce } from '#shared/rules-in-force.ts';
import { agreementOf } from './agreement.ts';
import { Differences } from './differences.ts';
import { composeGuarded, type GuardSetting, guardVerdict } from './guard-feed.ts';
import { inFolder } from './in-folder.ts';
import { keepFeed } from './keep-feed.ts';
import { guardItems, queueQuestions } from './review-questions.ts';
import { Scratch } from './scratch.ts';
import { gatherOffers } from './standing-offers.ts';
import { liveAds } from './written-ads.ts';

export type BuildPorts = Pick<Ports, 'artefacts' | 'table' | 'clock'>;

/** All that a build knows before it reads the offers. */
interface Setting extends GuardSetting {
  state: FeedState;
  keptOut: KeptOut;
  rules: RuleSet;
}

/** A dealer whose configuration is gone loses nothing unasked. */
const DEFAULT_LIMITS = { ...Dealer.shape.guard.parse(undefined), maxRemovedPercent: 0 };

const settingOf = async (state: FeedState, ports: BuildPorts, marketplace: Marketplace): Promise<Setting> => {
  const { dealerId } = state;
  const dealer = (await ports.table.dealers.get({ dealerId }))?.configuration ?? null;
  const keptOut = await keptOutOf(dealerId, ports);
  return {
    state,
    dealer,
    limits: dealer?.guard ?? DEFAULT_LIMITS,
    live: await liveVersion(state, ports),
    agreement: await agreementOf(state, marketplace.feed, ports),
    items: await guardItems(dealerId, ports),
    keptOut,
    isKeptOut: (offer) => keptOut.has(offer),
    rules: (await rulesInForce(marketplace.name, ports)).rules,
    shape: marketplace.feed,
  };
};

/** The scratch files of a build. */
interface Scratches {
  offers: Scratch;
  changed: Scratch;
}

const buildIn = async (
  folder: string,
  { offers, changed }: Scratches,
  setting: Setting,
  ports: BuildPorts,
) => {
  const { state, rules, shape, items } = setting;
  const live = () => liveAds(setting.live, shape, ports);
  const differences = new Differences(changed);
  const path = join(folder, 'feed.xml');
  const composed = await composeGuarded(path, { offers, live, differences, rules, shape }, setting);
  const nothingYet = composed.written.ads + composed.unfit.length === 0 && state.builtFeed === 0;
  if (nothingYet) return 0;
  const verdict = guardVerdict(composed, setting, ports.clock());
  const version = await keepFeed({ state, path, composed, verdict, differences, rules, shape }, ports);
  await queueQuestions(state.dealerId, composed.questions, items, ports);
  return version;
};

/**
 * Writes the dealer's whole feed as a new version, and gives its number; the number of the last one where
 * the bytes are the same. An ad that jumps in price or vanishes stays as it is live and becomes an item of the
 * review queue. Ads that today's rules forbid stay out. What concerns the feed as a whole holds the version.
 * A dealer who never had an ad gets no feed: an empty one publishes nothing.
 */
export const buildFeed = async (
  state: FeedState,
  ports: BuildPorts,
  marketplace: Marketplace,
): Promise<number> => {
  const setting = await settingOf(state, ports, marketplace);
  return inFolder((folder) =>
    Scratch.use(join(folder, 'offers'), (offers) =>
      Scratch.use(join(folder, 'changed'), async (changed) => {
        await gatherOffers(state.dealerId, offers, setting.keptOut, ports);
        return buildIn(folder, { offers, changed }, setting, ports);
      }),
    ),
  );
};
