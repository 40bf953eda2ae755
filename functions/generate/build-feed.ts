import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dealer } from '#contracts/dealer.ts';
import type { Ad, RateUsed } from '#contracts/validated.ts';
import { readFeed } from '#marketplace/feed-reader.ts';
import type { FeedShape, Marketplace } from '#marketplace/marketplace.ts';
import { checkAd } from '#reference/rules/check-ad.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import { compare } from '#shared/change-guard.ts';
import { GenerationError } from '#shared/errors.ts';
import { liveFeed } from '#shared/live-feed.ts';
import type { Ports } from '#shared/ports.ts';
import { distinctRates, oldRates } from '#shared/rate-age.ts';
import { rulesInForce } from '#shared/rules-in-force.ts';
import type { DealerState, FeedVersion } from '#shared/table/records.ts';
import { type WrittenFeed, writeFeed } from './feed-writer.ts';
import { adOf, offersInForce } from './offers-in-force.ts';

type BuildPorts = Pick<Ports, 'artefacts' | 'table' | 'clock'>;

const VERSION_DIGITS = 6;

/** Where a version of the dealer's feed lies: `feeds/<dealer>/<version>.xml`. */
const feedKey = (dealerId: string, version: number) =>
  `feeds/${dealerId}/${String(version).padStart(VERSION_DIGITS, '0')}.xml`;

const inFolder = async <Result>(work: (folder: string) => Promise<Result>): Promise<Result> => {
  const folder = await mkdtemp(join(tmpdir(), 'feed-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
};

const writeTo = (path: string, ads: Ad[], shape: FeedShape): Promise<WrittenFeed> =>
  writeFeed(ads, { shape, out: createWriteStream(path), scratchPath: `${path}.scratch` });

const isFit =
  (rules: RuleSet) =>
  (ad: Ad): boolean =>
    checkAd(ad, rules).every(({ severity }) => severity === 'warn');

/** The file as written, every ad held against the rules again: a feed with a bad ad never counts as built. */
const recheck = async (path: string, shape: FeedShape, rules: RuleSet): Promise<void> => {
  for await (const ad of readFeed(createReadStream(path), shape))
    if (!isFit(rules)(ad)) throw new GenerationError(`Ad ${ad.id} reads back wrong`, { stage: 'generate' });
};

/** The ads of the feed last verified, by Id. */
const liveAds = async ({ dealerId, verifiedFeed }: DealerState, shape: FeedShape, ports: BuildPorts) => {
  const feed = verifiedFeed === 0 ? null : await ports.table.feeds.get({ dealerId, version: verifiedFeed });
  const ads = feed ? await Array.fromAsync(readFeed(await ports.artefacts.readStream(liveFeed(feed).key), shape)) : [];
  return new Map(ads.map((ad) => [ad.id, ad]));
};

/** A rule has become stricter since these ads were made: they stay out, and not without a word. */
const brokenRules = (unfit: Ad[]): string | null =>
  unfit.length === 0
    ? null
    : `ads that break today's rules are left out: ${unfit.map(({ id }) => id).join(', ')}`;

const tooOld = (rates: RateUsed[], dealer: Dealer | undefined, now: Date): string | null =>
  (dealer && oldRates(rates, dealer, 'holdAfterDays', now).join('; ')) || null;

const reasonToHold = async ({ state, ads, unfit, live, rates }: Build, { table, clock }: BuildPorts) => {
  const dealer = (await table.dealers.get({ dealerId: state.dealerId }))?.configuration;
  const limits = dealer?.guard ?? { maxRemovedPercent: 0 };
  return compare(live.values(), ads, limits).held ?? brokenRules(unfit) ?? tooOld(rates, dealer, clock());
};

const record = (
  { state: { dealerId, offersRevision, builtFeed }, rates }: Build,
  written: WrittenFeed,
  reason: string | null,
  builtAt: Date,
): FeedVersion => ({
  dealerId,
  version: builtFeed + 1,
  key: feedKey(dealerId, builtFeed + 1),
  ...written,
  revision: offersRevision,
  status: reason === null ? 'built' : 'held',
  ...(reason !== null && { reason }),
  rates,
  builtAt: builtAt.toISOString(),
});

const isUnchanged = async (
  { dealerId, builtFeed }: DealerState,
  { sha256 }: WrittenFeed,
  reason: string | null,
  { table }: BuildPorts,
): Promise<boolean> => {
  const last = builtFeed === 0 ? null : await table.feeds.get({ dealerId, version: builtFeed });
  return last?.sha256 === sha256 && (last.reason ?? null) === reason;
};

const put = async (feed: FeedVersion, path: string, { artefacts, table }: BuildPorts): Promise<void> => {
  await artefacts.writeFile(feed.key, path, 'application/xml');
  const isNew = await table.feeds.putIf(feed, (stored, { notExists }) => notExists(stored.version));
  if (!isNew)
    throw new GenerationError(`Another build has written feed version ${feed.version}`, {
      stage: 'generate',
    });
};

interface Build {
  state: DealerState;
  ads: Ad[];
  /** Ads that the rules forbid. */
  unfit: Ad[];
  live: Map<string, Ad>;
  rules: RuleSet;
  /** Those that its prices were made with. */
  rates: RateUsed[];
}

const buildIn = async (folder: string, build: Build, ports: BuildPorts, shape: FeedShape) => {
  const { state, ads, rules } = build;
  const path = join(folder, 'feed.xml');
  const written = await writeTo(path, ads, shape);
  const reason = await reasonToHold(build, ports);
  if (await isUnchanged(state, written, reason, ports)) return state.builtFeed;
  await recheck(path, shape, rules);
  const feed = record(build, written, reason, ports.clock());
  await put(feed, path, ports);
  return feed.version;
};

/**
 * Writes the dealer's whole feed as a new version, and gives its number; the number of the last one where
 * the bytes are the same. Ads that today's rules forbid stay out, and the version is held so that a person
 * learns of it. A dealer who never had an ad gets no feed: an empty one publishes nothing.
 */
export const buildFeed = async (
  state: DealerState,
  ports: BuildPorts,
  { name, feed: shape }: Marketplace,
): Promise<number> => {
  const { rules } = await rulesInForce(name, ports);
  const live = await liveAds(state, shape, ports);
  const offers = await offersInForce(state.dealerId, ports);
  const { fit: ads = [], unfit = [] } = Object.groupBy(
    offers.flatMap((offer) => adOf(offer, live)),
    (ad) => (isFit(rules)(ad) ? 'fit' : 'unfit'),
  );
  if (ads.length + unfit.length === 0 && state.builtFeed === 0) return 0;
  const rates = distinctRates(offers.map(({ verdict, rate }) => (verdict === 'published' ? rate : null)));
  return inFolder((folder) => buildIn(folder, { state, ads, unfit, live, rules, rates }, ports, shape));
};
