import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ad } from '#contracts/validated.ts';
import { readFeed } from '#marketplace/feed-reader.ts';
import type { FeedShape, Marketplace } from '#marketplace/marketplace.ts';
import { checkAd } from '#reference/rules/check-ad.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import { compare } from '#shared/change-guard.ts';
import { GenerationError } from '#shared/errors.ts';
import type { Ports } from '#shared/ports.ts';
import { rulesInForce } from '#shared/rules-in-force.ts';
import type { DealerState, FeedVersion } from '#shared/table/records.ts';
import { type WrittenFeed, writeFeed } from './feed-writer.ts';
import { adsInForce } from './offers-in-force.ts';

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
  const ads = feed ? await Array.fromAsync(readFeed(await ports.artefacts.readStream(feed.key), shape)) : [];
  return new Map(ads.map((ad) => [ad.id, ad]));
};

const reasonToHold = async (
  { dealerId }: DealerState,
  live: Map<string, Ad>,
  ads: Ad[],
  { table }: BuildPorts,
) => {
  const dealer = await table.dealers.get({ dealerId });
  const limits = dealer?.configuration.guard ?? { maxRemovedPercent: 0 };
  return compare(live.values(), ads, limits).held;
};

const record = (
  { dealerId, offersRevision, builtFeed }: DealerState,
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
  builtAt: builtAt.toISOString(),
});

const isUnchanged = async (
  { dealerId, builtFeed }: DealerState,
  { sha256 }: WrittenFeed,
  { table }: BuildPorts,
) => builtFeed > 0 && (await table.feeds.get({ dealerId, version: builtFeed }))?.sha256 === sha256;

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
  live: Map<string, Ad>;
  rules: RuleSet;
}

const buildIn = async (
  folder: string,
  { state, ads, live, rules }: Build,
  ports: BuildPorts,
  shape: FeedShape,
) => {
  const path = join(folder, 'feed.xml');
  const written = await writeTo(path, ads, shape);
  if (await isUnchanged(state, written, ports)) return state.builtFeed;
  await recheck(path, shape, rules);
  const feed = record(state, written, await reasonToHold(state, live, ads, ports), ports.clock());
  await put(feed, path, ports);
  return feed.version;
};

/**
 * Writes the dealer's whole feed as a new version, and gives its number; the number of the last one where
 * the bytes are the same. Ads that today's rules forbid stay out. A dealer who never had an ad gets no
 * feed: an empty one publishes nothing.
 */
export const buildFeed = async (
  state: DealerState,
  ports: BuildPorts,
  { name, feed: shape }: Marketplace,
): Promise<number> => {
  const { rules } = await rulesInForce(name, ports);
  const live = await liveAds(state, shape, ports);
  const ads = (await adsInForce(state.dealerId, live, ports)).filter(isFit(rules));
  if (ads.length === 0 && state.builtFeed === 0) return 0;
  return inFolder((folder) => buildIn(folder, { state, ads, live, rules }, ports, shape));
};
