import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FeedReference } from '#contracts/delivered.ts';
import type { Ad } from '#contracts/validated.ts';
import type { CopyOutcome, Verdict } from '#contracts/verdict.ts';
import { isAvitoHost } from '#marketplace/avito-api/credentials.ts';
import type { Session } from '#marketplace/avito-api/session.ts';
import { readFeed } from '#marketplace/feed-reader.ts';
import type { FeedShape } from '#marketplace/marketplace.ts';
import { sha256 } from '#shared/hash.ts';
import { takeLease } from '#shared/lease.ts';
import type { Ports } from '#shared/ports.ts';
import { type Known, knownDealer, leaseOf, type SessionTo } from './at-dealer.ts';
import { readSnapshot, type Snapshot } from './snapshot.ts';

type ComparePorts = Pick<Ports, 'table' | 'clock' | 'secrets' | 'network' | 'artefacts'>;

type Copy = Snapshot['upload']['copies'][number];

/** The copy of our file: the only one, or that of the name which the profile gives our URL. */
const copyOfOurs = async (
  copies: readonly Copy[],
  dealer: Known,
  { table }: ComparePorts,
): Promise<Copy | null> => {
  if (copies.length === 1) return copies[0] ?? null;
  const account = await table.accounts.get({ dealerId: dealer.id });
  const ours = account?.profile?.feeds.find(({ url }) => url === dealer.feed.publicUrl);
  return copies.find(({ name }) => name === ours?.name) ?? null;
};

/** Avito takes no larger ones. */
const MOST_BYTES = 500 * 1024 * 1024;

/** Fetches a copy into a file; gives its hash, or null for anything but a file. */
const fetchCopy = async (url: string, path: string, session: Session): Promise<string | null> => {
  const headers = isAvitoHost(url, session.credentials) ? await session.bearer() : {};
  const { status, body } = await session.transport({ method: 'GET', url, headers });
  if (status !== 200) {
    body.destroy();
    return null;
  }
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = async function* () {
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) throw new Error(`the copy has more than ${MOST_BYTES} bytes`);
      hash.update(chunk);
      yield chunk;
    }
  };
  await pipeline(counted, createWriteStream(path));
  return hash.digest('hex');
};

/** What an ad says, whatever the order of its fields. */
const canonical = ({ id, fields, images }: Ad): string =>
  sha256(
    JSON.stringify([id, Object.entries(fields).toSorted(([one], [other]) => (one < other ? -1 : 1)), images]),
  );

const contentOf = async (bytes: AsyncIterable<Uint8Array>, shape: FeedShape): Promise<string> => {
  const ads: string[] = [];
  for await (const ad of readFeed(bytes, shape)) ads.push(canonical(ad));
  return sha256(ads.toSorted().join('\n'));
};

const compareContent = async (
  path: string,
  feed: FeedReference,
  shape: FeedShape,
  { artefacts }: ComparePorts,
): Promise<CopyOutcome> => {
  const ours = await contentOf(await artefacts.readStream(feed.key), shape);
  const theirs = await contentOf(createReadStream(path), shape).catch(() => null);
  if (theirs === null) return 'unreadable';
  return theirs === ours ? 'same-content' : 'other-content';
};

const compareCopy = async (
  url: string,
  feed: FeedReference,
  session: Session,
  shape: FeedShape,
  ports: ComparePorts,
): Promise<CopyOutcome> => {
  const folder = await mkdtemp(join(tmpdir(), 'copy-'));
  try {
    const path = join(folder, 'feed.xml');
    const hash = await fetchCopy(url, path, session);
    if (hash === null) return 'unknown';
    return hash === feed.sha256 ? 'same-bytes' : await compareContent(path, feed, shape, ports);
  } finally {
    await rm(folder, { recursive: true });
  }
};

/**
 * Compares the marketplace's copy of the feed with ours: by its hash, else by what its ads say. A copy that cannot be had
 * proves nothing, and is no error.
 */
export const compare = async (
  verdict: Verdict,
  ports: ComparePorts,
  sessionTo: SessionTo,
  shape: FeedShape,
): Promise<Verdict> => {
  if (!(await takeLease(leaseOf(verdict), ports))) return { ...verdict, route: 'end' };
  const dealer = await knownDealer(verdict.dealerId, ports);
  const { upload, feed } = await readSnapshot(verdict.snapshot ?? '', ports.artefacts);
  const url = (await copyOfOurs(upload.copies, dealer, ports))?.url ?? null;
  if (!feed || !url || !URL.canParse(url)) return { ...verdict, route: 'judge' };
  const session = await sessionTo(dealer, ports);
  const copy = await compareCopy(url, feed, session, shape, ports).catch((): CopyOutcome => 'unknown');
  return { ...verdict, copy, route: 'judge' };
};
