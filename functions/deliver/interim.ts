import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FeedReference } from '#contracts/delivered.ts';
import type { Ad } from '#contracts/validated.ts';
import { closingText } from '#marketplace/feed-frame.ts';
import { openingOf, readFeed } from '#marketplace/feed-reader.ts';
import { adText } from '#marketplace/feed-text.ts';
import type { FeedShape } from '#marketplace/marketplace.ts';
import type { Ports } from '#shared/ports.ts';

type InterimPorts = Pick<Ports, 'artefacts'>;

/** A feed of which some pictures could not be brought, and what is served today. */
interface Incomplete {
  whole: FeedReference;
  served: FeedReference | null;
  /** Addresses of pictures that their URLs do not serve. */
  missing: ReadonlySet<string>;
}

/** The interim feed that stands in for the whole one (`shared/live-feed.ts`), and how many of its ads keep their last state or wait for their first. */
interface Interim {
  feed: FeedReference;
  ads: number;
  kept: number;
}

const lacksPicture = ({ images }: Ad, missing: ReadonlySet<string>) => images.some((url) => missing.has(url));

const adsOf = async ({ key }: FeedReference, shape: FeedShape, { artefacts }: InterimPorts) =>
  readFeed(await artefacts.readStream(key), shape);

const idsLacking = async ({ whole, missing }: Incomplete, shape: FeedShape, ports: InterimPorts) => {
  const ids = new Set<string>();
  for await (const ad of await adsOf(whole, shape, ports)) if (lacksPicture(ad, missing)) ids.add(ad.id);
  return ids;
};

/** As they are live, even with a picture that the host has lost: Avito fetched it then, and an ad left out is taken down. */
const lastStates = async (
  ids: Set<string>,
  { served }: Incomplete,
  shape: FeedShape,
  ports: InterimPorts,
) => {
  const states = new Map<string, Ad>();
  if (!served) return states;
  for await (const ad of await adsOf(served, shape, ports)) if (ids.has(ad.id)) states.set(ad.id, ad);
  return states;
};

/** Writes a file as pieces come, and what they came to. */
const writeFile = async (path: string, pieces: AsyncIterable<string>) => {
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = async function* () {
    for await (const piece of pieces) {
      const chunk = Buffer.from(piece);
      hash.update(chunk);
      bytes += chunk.byteLength;
      yield chunk;
    }
  };
  await pipeline(Readable.from(counted()), createWriteStream(path));
  return { bytes, sha256: hash.digest('hex') };
};

const inFolder = async <Result>(work: (path: string) => Promise<Result>): Promise<Result> => {
  const folder = await mkdtemp(join(tmpdir(), 'interim-'));
  try {
    return await work(join(folder, 'feed.xml'));
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** An interim feed of an interim feed bears one hash all the same. */
const INTERIM_KEY = /(?:-interim-[0-9a-f]+)?\.xml$/;

/** Writes a feed that stands in for the whole one: of each of its ads what is shown instead, or nothing. */
const writeInterim = (
  whole: FeedReference,
  shown: (ad: Ad) => Ad | undefined,
  ports: InterimPorts,
  shape: FeedShape,
): Promise<{ feed: FeedReference; ads: number }> => {
  let ads = 0;
  const pieces = async function* () {
    yield openingOf(await ports.artefacts.readStream(whole.key), shape);
    for await (const ad of await adsOf(whole, shape, ports)) {
      const instead = shown(ad);
      if (!instead) continue;
      ads += 1;
      yield adText(instead, shape);
    }
    yield closingText(shape);
  };
  return inFolder(async (path) => {
    const written = await writeFile(path, pieces());
    const key = whole.key.replace(INTERIM_KEY, `-interim-${written.sha256.slice(0, 12)}.xml`);
    await ports.artefacts.writeFile(key, path, 'application/xml');
    return { feed: { version: whole.version, key, ...written }, ads };
  });
};

/** A feed without the ads of these Ids, and how many of them it had: where none, it is the feed itself. */
export const withoutAds = async (
  whole: FeedReference,
  ids: ReadonlySet<string>,
  ports: InterimPorts,
  shape: FeedShape,
): Promise<{ feed: FeedReference; takenOut: number }> => {
  if (ids.size === 0) return { feed: whole, takenOut: 0 };
  let takenOut = 0;
  for await (const { id } of await adsOf(whole, shape, ports)) if (ids.has(id)) takenOut += 1;
  if (takenOut === 0) return { feed: whole, takenOut };
  const { feed } = await writeInterim(whole, (ad) => (ids.has(ad.id) ? undefined : ad), ports, shape);
  return { feed, takenOut };
};

/**
 * Writes what may go while pictures are missing: each ad that names one of them stays as it is live, or away
 * where it is not; all others are as built. The same pictures missing give the same bytes.
 */
export const interimFeed = async (
  incomplete: Incomplete,
  ports: InterimPorts,
  shape: FeedShape,
): Promise<Interim> => {
  const { whole } = incomplete;
  const lacking = await idsLacking(incomplete, shape, ports);
  const states = await lastStates(lacking, incomplete, shape, ports);
  const shown = (ad: Ad) => (lacking.has(ad.id) ? states.get(ad.id) : ad);
  return { ...(await writeInterim(whole, shown, ports, shape)), kept: lacking.size };
};
