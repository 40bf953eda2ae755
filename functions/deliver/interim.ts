import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FeedReference } from '#contracts/delivered.ts';
import type { Ad } from '#contracts/validated.ts';
import { readFeed } from '#marketplace/feed-reader.ts';
import { adText, closingText, openingText } from '#marketplace/feed-text.ts';
import type { FeedShape } from '#marketplace/marketplace.ts';
import type { Ports } from '#shared/ports.ts';

type InterimPorts = Pick<Ports, 'artefacts'>;

/** A feed of which some pictures could not be brought, and what is live instead of it. */
export interface Incomplete {
  whole: FeedReference;
  live: FeedReference | null;
  /** Addresses of pictures that their URLs do not serve. */
  missing: ReadonlySet<string>;
}

/** What stands in for the whole feed, and how many of its ads keep their last state or wait for their first. */
export interface Interim {
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
const lastStates = async (ids: Set<string>, { live }: Incomplete, shape: FeedShape, ports: InterimPorts) => {
  const states = new Map<string, Ad>();
  if (!live) return states;
  for await (const ad of await adsOf(live, shape, ports)) if (ids.has(ad.id)) states.set(ad.id, ad);
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
  let ads = 0;
  const pieces = async function* () {
    yield openingText(shape);
    for await (const ad of await adsOf(whole, shape, ports)) {
      const shown = lacking.has(ad.id) ? states.get(ad.id) : ad;
      if (!shown) continue;
      ads += 1;
      yield adText(shown, shape);
    }
    yield closingText(shape);
  };
  return inFolder(async (path) => {
    const written = await writeFile(path, pieces());
    const key = whole.key.replace(/\.xml$/, `-interim-${written.sha256.slice(0, 12)}.xml`);
    await ports.artefacts.writeFile(key, path, 'application/xml');
    return { feed: { version: whole.version, key, ...written }, ads, kept: lacking.size };
  });
};
