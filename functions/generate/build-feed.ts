import { join } from 'node:path';
import { Dealer } from '#contracts/dealer.ts';
import type { FeedShape, Marketplace } from '#marketplace/marketplace.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import { type GuardLimits, massRemoval, rateChange, rateJumps } from '#shared/change-guard.ts';
import type { Ports } from '#shared/ports.ts';
import { oldRates } from '#shared/rate-age.ts';
import { rulesInForce } from '#shared/rules-in-force.ts';
import type { DealerState, FeedVersion, Offer } from '#shared/table/records.ts';
import type { Judgement, Question } from './choose-ad.ts';
import { type ComposedFeed, composeFeed, type Ingredients } from './compose-feed.ts';
import { Differences } from './differences.ts';
import { inFolder } from './in-folder.ts';
import { keepFeed } from './keep-feed.ts';
import { answerIn, type GuardItems, guardItems, queueQuestions } from './review-questions.ts';
import { Scratch } from './scratch.ts';
import { gatherOffers } from './standing-offers.ts';
import { liveAds } from './written-ads.ts';

export type BuildPorts = Pick<Ports, 'artefacts' | 'table' | 'clock'>;

/** All that a build knows before it reads the offers. */
interface Setting {
  state: DealerState;
  dealer: Dealer | null;
  limits: GuardLimits;
  /** The version that is live; null where none is. */
  live: FeedVersion | null;
  items: GuardItems;
  keptOut: Set<string>;
  rules: RuleSet;
  shape: FeedShape;
}

type Machine = Pick<Offer, 'brand' | 'modelYear' | 'modelCode'>;
const machineKey = ({ brand, modelYear, modelCode }: Machine) => [brand, modelYear, modelCode].join('#');

/** A dealer whose configuration is gone loses nothing unasked. */
const DEFAULT_LIMITS = { ...Dealer.shape.guard.parse(undefined), maxRemovedPercent: 0 };

const settingOf = async (
  state: DealerState,
  ports: BuildPorts,
  marketplace: Marketplace,
): Promise<Setting> => {
  const { dealerId, verifiedFeed } = state;
  const dealer = (await ports.table.dealers.get({ dealerId }))?.configuration ?? null;
  const answers = await ports.table.productAnswers.query({ dealerId });
  return {
    state,
    dealer,
    limits: dealer?.guard ?? DEFAULT_LIMITS,
    live: verifiedFeed === 0 ? null : await ports.table.feeds.get({ dealerId, version: verifiedFeed }),
    items: await guardItems(dealerId, ports),
    keptOut: new Set(answers.filter(({ keptOut }) => keptOut).map(machineKey)),
    rules: (await rulesInForce(marketplace.name, ports)).rules,
    shape: marketplace.feed,
  };
};

const judgementOf = ({ limits, live, items, keptOut, shape }: Setting): Judgement => ({
  limits,
  priceTag: shape.price,
  ratePercent: ({ rate }) => (rate ? rateChange(live?.rates ?? [], rate) : 0),
  isKeptOut: (offer) => keptOut.has(machineKey(offer)),
  answerTo: answerIn(items),
});

/** More than may go without a person are one question about the whole feed, and not one for each of them. */
const lettingGo = (judgement: Judgement): Judgement => ({
  ...judgement,
  answerTo: (question) => (question.kind === 'vanished' ? 'accepted' : judgement.answerTo(question)),
});

const stillAsked =
  ({ answerTo }: Judgement) =>
  (question: Question): boolean =>
    question.kind === 'vanished' && answerTo(question) === null;

const compose = async (path: string, ingredients: Ingredients, setting: Setting): Promise<ComposedFeed> => {
  const judgement = judgementOf(setting);
  const composed = await composeFeed(path, ingredients, judgement);
  const asked = composed.questions.filter(stillAsked(judgement));
  const removed = composed.change.removed + asked.length;
  if (!massRemoval({ ...composed.change, removed }, setting.limits)) return composed;
  const without = await composeFeed(path, ingredients, lettingGo(judgement));
  return { ...without, questions: without.questions.filter((question) => !stillAsked(judgement)(question)) };
};

/** A rule has become stricter since these ads were made: they stay out, and not without a word. */
const brokenRules = (unfit: string[]): string | null =>
  unfit.length === 0 ? null : `ads that break today's rules are left out: ${unfit.join(', ')}`;

const reasonToHold = ({ change, unfit, rates }: ComposedFeed, setting: Setting, now: Date): string | null => {
  const { limits, dealer, live } = setting;
  const reasons = [
    massRemoval(change, limits),
    brokenRules(unfit),
    ...rateJumps(live?.rates ?? [], rates, limits),
    ...(dealer ? oldRates(rates, dealer, 'holdAfterDays', now) : []),
  ];
  return reasons.filter((sentence) => sentence !== null).join('; ') || null;
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
  const composed = await compose(path, { offers, live, differences, rules, shape }, setting);
  const nothingYet = composed.written.ads + composed.unfit.length === 0 && state.builtFeed === 0;
  if (nothingYet) return 0;
  const reason = reasonToHold(composed, setting, ports.clock());
  const version = await keepFeed({ state, path, composed, reason, differences, rules, shape }, ports);
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
  state: DealerState,
  ports: BuildPorts,
  marketplace: Marketplace,
): Promise<number> => {
  const setting = await settingOf(state, ports, marketplace);
  return inFolder((folder) =>
    Scratch.use(join(folder, 'offers'), (offers) =>
      Scratch.use(join(folder, 'changed'), async (changed) => {
        await gatherOffers(state.dealerId, offers, ports);
        return buildIn(folder, { offers, changed }, setting, ports);
      }),
    ),
  );
};
