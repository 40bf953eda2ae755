import { join } from 'node:path';
import { FIRST_CHANNEL } from '#contracts/channel.ts';
import { Dealer } from '#contracts/dealer.ts';
import type { DealerRule } from '#contracts/dealer-rule.ts';
import type { Reason } from '#contracts/reason.ts';
import { type Ending, endWith, type RunState } from '#contracts/state.ts';
import { type Opening, openingFor } from '#marketplace/feed-frame.ts';
import { isStale } from '#marketplace/fresh-feed.ts';
import type { Marketplace } from '#marketplace/marketplace.ts';
import { lacksNote, stockedOffer } from '#marketplace/stocked-offer.ts';
import { reason } from '#messages/reason.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import { ConfigurationError } from '#shared/errors.ts';
import { adsNamed, keepEvaluated, rulesKept } from '#shared/evaluated.ts';
import { type FeedState, feedStateOf } from '#shared/feed-state.ts';
import { channelNamed, dealerIn, inChannel } from '#shared/in-channel.ts';
import { type KeptOut, keptOutOf } from '#shared/kept-out.ts';
import { type Lease, releaseLease, withLease } from '#shared/lease.ts';
import { liveVersion } from '#shared/live-feed.ts';
import { count } from '#shared/meter.ts';
import { meteredEmbeddings } from '#shared/metered.ts';
import type { Ports } from '#shared/ports.ts';
import { rulesInForce } from '#shared/rules-in-force.ts';
import { stockOf } from '#shared/stock.ts';
import type { FeedVersion } from '#shared/table/feed-records.ts';
import { usageCost } from '#shared/usage-cost.ts';
import { isLate } from '#shared/windows.ts';
import { agreementOf } from './agreement.ts';
import type { Judgement } from './choose-ad.ts';
import { type ComposedFeed, type Ingredients, inFolder, Scratch } from './compose-feed.ts';
import { Differences } from './feed-differences.ts';
import { composeGuarded, type GuardSetting, guardVerdict } from './guard-feed.ts';
import { keepFeed } from './keep-feed.ts';
import { OwnPictures, ownPictures } from './own-pictures.ts';
import { type OwnRules, ownRulesOf } from './own-rules.ts';
import { guardItems, queueQuestions } from './review-questions.ts';
import { keepSearchIndex } from './search-index.ts';
import { keepSearchVectors, Meant, type VectorPorts } from './search-vectors.ts';
import { gatherOffers, type Judge, type Stocked } from './standing-offers.ts';
import { survey } from './survey.ts';
import { liveAds } from './written-ads.ts';

export type BuildPorts = Pick<Ports, 'artefacts' | 'table' | 'clock' | 'parts'>;

/** A build looks at the dealer's own pictures, too. */
type WholePorts = BuildPorts & VectorPorts & Pick<Ports, 'assets' | 'web'>;

/** All that a build knows before it reads the offers. */
export interface Setting extends GuardSetting {
  state: FeedState;
  keptOut: KeptOut;
  rules: RuleSet;
  marketplace: Marketplace;
  ownRules: OwnRules;
}

/** A dealer whose configuration is gone loses nothing unasked. */
const DEFAULT_LIMITS = { ...Dealer.shape.guard.parse(undefined), maxRemovedPercent: 0 };

/** What is tried in place of what is in use. */
interface InPlace {
  dealer?: Dealer;
  rules?: readonly DealerRule[];
}

/** All that a build knows; with a configuration or rules that are not in use, what it would know by those. */
export const settingOf = async (
  state: FeedState,
  ports: BuildPorts,
  marketplace: Marketplace,
  tried: InPlace = {},
): Promise<Setting> => {
  const { dealerId } = state;
  const record = tried.dealer ? null : await ports.table.dealers.get({ dealerId });
  const dealer = tried.dealer ?? (record && dealerIn(ports.table.channel, record.configuration));
  const stock = await stockOf(dealerId, ports, dealer);
  const keptOut = await keptOutOf(dealerId, ports, [], stock);
  return {
    state,
    dealer,
    limits: dealer?.guard ?? DEFAULT_LIMITS,
    live: await liveVersion(state, ports),
    agreement: await agreementOf(state, marketplace.feed, ports),
    items: await guardItems(dealerId, ports),
    keptOut,
    rules: (await rulesInForce(marketplace.name, ports)).rules,
    ...{ marketplace, shape: marketplace.feed },
    ownRules: await ownRulesOf(
      dealer ?? { id: dealerId, conversion: {} },
      tried.rules ?? (await rulesKept(dealerId, ports)),
      marketplace,
      ports,
    ),
  };
};

/** Of a dealer whose configuration is gone nothing is looked at. */
const picturesOf = async ({ dealer, state }: Setting, ports: WholePorts): Promise<OwnPictures> => {
  if (!dealer) return new OwnPictures(new Map(), '');
  return ownPictures(dealer, await ports.table.stock.query({ dealerId: state.dealerId }), ports);
};

/** The dealer's own rules have the last word on an offer before ads are chosen. */
export const judgeOf =
  ({ ownRules }: Setting): Judge =>
  (offer, ad) =>
    ownRules.judge(offer, ad);

/** Composes the feed of the offers gathered, within the dealer's budgets. */
export const composeByRules = async (
  path: string,
  { offers, differences }: Pick<Ingredients, 'offers' | 'differences'>,
  setting: Setting,
  ports: BuildPorts,
): Promise<ComposedFeed> => {
  const { rules, shape, items, ownRules } = setting;
  const live = () => liveAds(setting.live, shape, ports);
  const surveyed = (judgement: Judgement) =>
    survey({ offers, live, shape, rules, items }, ownRules.rules, judgement);
  const opening = openingIn(setting, ports.clock());
  return composeGuarded(path, { offers, live, differences, rules, shape, opening, surveyed }, setting);
};

/** The scratch files of a build. */
interface Scratches {
  offers: Scratch;
  changed: Scratch;
}

/**
 * What the feed begins with. Throws `ConfigurationError` where that is told by the dealer's configuration and there is
 * none: the feed stays as it is.
 */
const openingIn = ({ shape, dealer, state }: Setting, at: Date): Opening => {
  if (!shape.frame || dealer) return openingFor(shape, { dealer, at });
  throw new ConfigurationError(`${state.dealerId} has no configuration to begin its feed with`, {
    stage: 'generate',
  });
};

const buildIn = async (
  folder: string,
  { offers, changed }: Scratches,
  setting: Setting,
  notes: Reason[],
  ports: BuildPorts,
) => {
  const { state, rules, shape, items } = setting;
  const path = join(folder, 'feed.xml');
  const differences = new Differences(changed);
  const composed = await composeByRules(path, { offers, differences }, setting, ports);
  const { surveyed } = composed;
  await keepEvaluated(state.dealerId, setting.ownRules.rules, surveyed.ads, ports);
  const nothingYet = composed.written.ads + composed.unfit.length === 0 && state.builtFeed === 0;
  if (nothingYet) return 0;
  const verdict = guardVerdict(composed, setting, ports.clock());
  const version = await keepFeed(
    { state, path, composed, verdict, differences, rules, shape, notes: [...notes, ...surveyed.notes] },
    ports,
  );
  await queueQuestions(state.dealerId, composed.questions, items, ports);
  return version;
};

/** Another channel offers nothing that is not in the first one's index. A feed does not fail because nothing can be looked for. */
const indexed = async (
  offers: Scratch,
  { state, shape }: Setting,
  ports: BuildPorts,
): Promise<{ meant: Meant; notes: Reason[] }> => {
  const none = new Meant();
  if (ports.table.channel !== FIRST_CHANNEL) return { meant: none, notes: [] };
  try {
    return { meant: await keepSearchIndex(state.dealerId, offers, shape, ports), notes: [] };
  } catch (error) {
    return { meant: none, notes: [reason('search-not-indexed', { detail: String(error) })] };
  }
};

const notesUnsaid = (adIds: readonly string[]): Reason[] =>
  adIds.length > 0 ? [reason('stock-notes-unsaid', adsNamed(adIds))] : [];

/**
 * Writes the dealer's whole feed as a new version, and gives its number; the number of the last one where
 * the bytes are the same. An ad that jumps in price or vanishes stays as it is live and becomes an item of the
 * review queue. Ads that today's rules forbid stay out. What concerns the feed as a whole holds the version.
 * A dealer who never had an ad gets no feed: an empty one publishes nothing.
 */
export const buildFeed = async (
  state: FeedState,
  ports: WholePorts,
  marketplace: Marketplace,
): Promise<number> => {
  const setting = await settingOf(state, ports, marketplace);
  const pictures = await picturesOf(setting, ports);
  return inFolder((folder) =>
    Scratch.use(join(folder, 'offers'), (offers) =>
      Scratch.use(join(folder, 'changed'), async (changed) => {
        const unsaid = new Set<string>();
        const stocked: Stocked = (offer, ad) => {
          const next = stockedOffer(offer, ad, setting);
          const isForSale = next.verdict === 'published' && !ad.isOut;
          if (isForSale && lacksNote(next, ad)) unsaid.add(ad.id);
          return pictures.on(next);
        };
        await gatherOffers(
          state.dealerId,
          offers,
          { keptOut: setting.keptOut, stocked, judge: judgeOf(setting) },
          ports,
        );
        const { meant, notes } = await indexed(offers, setting, ports);
        const all = [...pictures.notes, ...notesUnsaid([...unsaid]), ...notes];
        const version = await buildIn(folder, { offers, changed }, setting, all, ports);
        // Last, and whatever comes of it: no feed fails for what a search goes by.
        await keepSearchVectors(state.dealerId, meant, ports).catch(() => count('LeftUnwritten'));
        return version;
      }),
    ),
  );
};

type GeneratePorts = WholePorts;

/**
 * Who makes versions of the dealer's feed in a channel; longer than the function's time-out: a lease never runs out
 * under its holder.
 */
export const feedLease = (dealerId: string, owner: string): Lease => ({
  ...{ dealerId, name: 'generate', owner },
  milliseconds: 15 * 60_000,
});

const newest = async (
  dealerId: string,
  version: number,
  { table }: GeneratePorts,
): Promise<FeedVersion | null> => (version === 0 ? null : table.feeds.get({ dealerId, version }));

/** What a run has to find in the feed: the offers of its own revision, or else all that there are. */
type Needed = Pick<RunState, 'dealerId' | 'offersRevision'>;

/** Builds unless the newest feed has what the run needs: another run's build may have taken it in. */
const buildIfNeeded = async (
  { dealerId, offersRevision }: Needed,
  build: (state: FeedState) => Promise<FeedVersion | null>,
  ports: GeneratePorts,
  marketplace: Marketplace,
): Promise<FeedVersion | null> => {
  const state = await feedStateOf(dealerId, ports);
  if (!state) return null;
  const hasAll = state.builtRevision >= (offersRevision ?? state.offersRevision);
  if (hasAll && !(await isStale(state, marketplace, ports))) return newest(dealerId, state.builtFeed, ports);
  return build(state);
};

/** A channel's first build finds no state of it. */
const keepBuilt = async (
  { dealerId, offersRevision: builtRevision, verifiedFeed }: FeedState,
  builtFeed: number,
  { table }: GeneratePorts,
): Promise<void> => {
  const built = { builtRevision, builtFeed };
  if (await table.channelStates.patchIf({ dealerId }, built)) return;
  const first = { dealerId, ...built, verifiedFeed };
  await table.channelStates.putIf(first, (stored, { notExists }) => notExists(stored.dealerId));
};

/** What comes during a build is of a run that waits for the lease, and gets another one. */
const buildCurrent = async (
  needed: Needed,
  ports: GeneratePorts,
  marketplace: Marketplace,
): Promise<FeedVersion | null> =>
  buildIfNeeded(
    needed,
    async (state) => {
      const builtFeed = await buildFeed(state, ports, marketplace);
      await keepBuilt(state, builtFeed, ports);
      return buildCurrent(needed, ports, marketplace);
    },
    ports,
    marketplace,
  );

const tallyOf = (feed: FeedVersion | null): RunState['tally'] => ({
  processed: feed?.ads ?? 0,
  succeeded: feed?.ads ?? 0,
  failed: 0,
  engine: 'xmlbuilder2',
});

const MAY_GO: FeedVersion['status'][] = ['built', 'approved'];

/** Of a feed that comes too late for what is scheduled before the next window, and may still reach it. */
const soonOf = async ({ dealerId, status }: FeedVersion, { table, clock }: GeneratePorts) => {
  const record = await table.dealers.get({ dealerId });
  const dealer = record && dealerIn(table.channel, record.configuration);
  const isSoon = dealer && MAY_GO.includes(status) && isLate(dealer.windows, clock());
  return isSoon ? { soon: clock().toISOString() } : {};
};

const withFeed = async (
  state: RunState,
  feed: FeedVersion | null,
  ports: GeneratePorts,
): Promise<RunState> => {
  const next: RunState = { ...state, tally: tallyOf(feed), route: 'close' };
  if (!feed) return next;
  const { version, sha256 } = feed;
  const soon = await soonOf(feed, ports);
  return { ...next, feed: { version, sha256, ...channelNamed(ports), ...soon } };
};

/** A held or rejected feed is how the run ends: a person has to know, or has decided. */
const endingFor = (
  { dealerId, version, status, heldFor = [], decision }: FeedVersion,
  ports: GeneratePorts,
): Ending | null => {
  const feed = { version, ...channelNamed(ports) };
  const { by = '', why: because = '' } = decision ?? {};
  if (status === 'rejected')
    return { status: 'review', reason: reason('feed-rejected', { ...feed, by, because }) };
  if (status !== 'held') return null;
  return { status: 'review', reason: reason('feed-held', { ...feed, dealerId, reasons: heldFor }) };
};

const generateIn = async (
  state: RunState,
  given: GeneratePorts,
  marketplace: Marketplace,
): Promise<RunState> => {
  const ports = inChannel(marketplace.name, given);
  const { dealerId, runId } = state;
  const lease = feedLease(dealerId, runId);
  const underLease = () => withLease(lease, ports, () => buildCurrent(state, ports, marketplace));
  const feed = await buildIfNeeded(state, underLease, ports, marketplace);
  // An earlier try of this run may have been killed after its build, with the lease in its hands.
  await releaseLease(lease, ports);
  const next = await withFeed(state, feed, ports);
  const ending = feed && endingFor(feed, ports);
  return ending ? endWith(next, ending) : next;
};

/** What keeps feeds of several channels back is told together. */
const bothEndings = (first: Ending | null, other: Ending | null): Ending | null => {
  if (!first?.reason || !other?.reason) return first ?? other;
  const { code, values } = first.reason;
  const before = code === 'feeds-wait' ? (values.reasons as Reason[]) : [first.reason];
  return { ...first, reason: reason('feeds-wait', { reasons: [...before, other.reason] }) };
};

type Built = NonNullable<RunState['feed']>;

const feedsTogether = (first: Built, { channel = '', version, soon }: Built): Built => ({
  ...(soon && { soon }),
  ...first,
  beside: { ...first.beside, [channel]: version },
});

/**
 * A run speaks of the first channel's feed, or of another's where nothing was built there; of each further one it tells
 * its version and what must not be missed: that it waits, or is late.
 */
const withOther = (first: RunState, { feed, tally, ending }: RunState): RunState => ({
  ...first,
  feed: first.feed && feed ? feedsTogether(first.feed, feed) : (first.feed ?? feed),
  tally: first.feed ? first.tally : tally,
  ending: bothEndings(first.ending, ending),
});

/**
 * Brings the dealer's feed up to date with what the run has written, in the marketplace and in those of the other
 * channels it sells in (`beside`): one build at a time, and none where another run's build has taken it in. Throws
 * `LeaseBusy` while another run builds; the machine waits and asks again.
 */
export const generate = async (
  state: RunState,
  given: GeneratePorts,
  marketplace: Marketplace,
  beside: readonly Marketplace[] = [],
): Promise<RunState> => {
  const { usages, embeddings } = meteredEmbeddings(given.embeddings);
  const ports = { ...given, embeddings };
  const others: RunState[] = [];
  for (const other of beside) others.push(await generateIn(state, ports, other));
  const done = others.reduce(withOther, await generateIn(state, ports, marketplace));
  return { ...done, tally: { ...done.tally, servicesUsd: usageCost(usages) } };
};
