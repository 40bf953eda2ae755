import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ad } from '#contracts/validated.ts';
import { readFeed } from '#marketplace/feed-reader.ts';
import type { FeedShape, Marketplace } from '#marketplace/marketplace.ts';
import { checkAd } from '#reference/rules/check-ad.ts';
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

/** The file as written, every ad held against the rules again: a feed with a bad ad never counts as built. */
const recheck = async (path: string, marketplace: Marketplace, ports: BuildPorts): Promise<void> => {
  const { rules } = await rulesInForce(marketplace.name, ports);
  for await (const ad of readFeed(createReadStream(path), marketplace.feed)) {
    const [finding] = checkAd(ad, rules).filter(({ severity }) => severity !== 'warn');
    if (finding)
      throw new GenerationError(`Ad ${ad.id} reads back wrong: ${finding.message}`, { stage: 'generate' });
  }
};

const liveAds = async ({ dealerId, verifiedFeed }: DealerState, shape: FeedShape, ports: BuildPorts) => {
  const live = verifiedFeed === 0 ? null : await ports.table.feeds.get({ dealerId, version: verifiedFeed });
  return live ? Array.fromAsync(readFeed(await ports.artefacts.readStream(live.key), shape)) : [];
};

const reasonToHold = async (state: DealerState, ads: Ad[], shape: FeedShape, ports: BuildPorts) => {
  const dealer = await ports.table.dealers.get({ dealerId: state.dealerId });
  const limits = dealer?.configuration.guard ?? { maxRemovedPercent: 0 };
  return compare(await liveAds(state, shape, ports), ads, limits).held;
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

const buildIn = async (
  folder: string,
  state: DealerState,
  ads: Ad[],
  ports: BuildPorts,
  marketplace: Marketplace,
) => {
  const path = join(folder, 'feed.xml');
  const written = await writeTo(path, ads, marketplace.feed);
  if (await isUnchanged(state, written, ports)) return state.builtFeed;
  await recheck(path, marketplace, ports);
  const reason = await reasonToHold(state, ads, marketplace.feed, ports);
  const feed = record(state, written, reason, ports.clock());
  await ports.artefacts.writeFile(feed.key, path, 'application/xml');
  await ports.table.feeds.put(feed);
  return feed.version;
};

/**
 * Writes the dealer's whole feed as a new version, and gives its number; the number of the last one where
 * the bytes are the same. A dealer who never had an ad gets no feed: an empty one publishes nothing.
 */
export const buildFeed = async (
  state: DealerState,
  ports: BuildPorts,
  marketplace: Marketplace,
): Promise<number> => {
  const ads = await adsInForce(state.dealerId, ports);
  if (ads.length === 0 && state.builtFeed === 0) return 0;
  return inFolder((folder) => buildIn(folder, state, ads, ports, marketplace));
};
