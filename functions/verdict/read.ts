import type { FeedReference } from '#contracts/delivered.ts';
import type { Verdict } from '#contracts/verdict.ts';
import { AvitoRefused } from '#marketplace/avito-api/errors.ts';
import { avitoIdsOf, listUploads, type Readable, readUpload } from '#marketplace/avito-api/loads.ts';
import type { Item, Upload } from '#marketplace/avito-api/schemas.ts';
import type { Session } from '#marketplace/avito-api/session.ts';
import { readFeed } from '#marketplace/feed-reader.ts';
import type { FeedShape } from '#marketplace/marketplace.ts';
import { TransientFailure } from '#shared/errors.ts';
import { takeLease } from '#shared/lease.ts';
import type { Ports } from '#shared/ports.ts';
import { keyOf, knownDealer, leaseOf, type SessionTo } from './at-dealer.ts';
import { feedAt } from './loaded-feed.ts';
import { ownSession } from './look.ts';
import { questionsOf, type ReadItems, readItems } from './read-items.ts';
import { keepSnapshot, readSnapshot, type Snapshot } from './snapshot.ts';

type ReadPorts = Pick<Ports, 'table' | 'clock' | 'secrets' | 'network' | 'artefacts'>;

interface Found {
  which: Readable;
  upload: Upload;
  text: string;
}

const ORDER: Readable[] = ['last_successful', 'current'];

/** The load among the two that can be read: the successful one first, since it changes no more. */
const findUpload = async (uploadId: string, session: Session): Promise<Found | null> => {
  for (const which of ORDER) {
    const found = await readUpload(which, session);
    if (found?.upload.uploadId === uploadId) return { which, ...found };
  }
  return null;
};

/** Ids of the ads of a feed; none where there is no feed. */
export const idsOf = async (
  feed: FeedReference | null,
  shape: FeedShape,
  { artefacts }: Pick<Ports, 'artefacts'>,
): Promise<string[]> => {
  if (!feed || !(await artefacts.head(feed.key))) return [];
  const ids: string[] = [];
  for await (const { id } of readFeed(await artefacts.readStream(feed.key), shape)) ids.push(id);
  return ids;
};

/** Those too that were there before: a load says of them that they went. */
const idsToAsk = async (
  dealerId: string,
  feed: FeedReference | null,
  shape: FeedShape,
  ports: ReadPorts,
): Promise<string[]> => {
  const before = (await ports.table.verdicts.query({ dealerId })).filter(
    ({ live, standing }) => live !== false && standing !== 'gone',
  );
  return [...new Set([...(await idsOf(feed, shape, ports)), ...before.map(({ adId }) => adId)])];
};

const isSame = (one: Upload, other: Upload): boolean =>
  JSON.stringify([one.uploadId, one.status, one.stats]) ===
  JSON.stringify([other.uploadId, other.status, other.stats]);

interface Whole {
  found: Found;
  read: ReadItems;
}

/** A load may change, or give way to the next, between two questions. */
const MOST_ROUNDS = 3;

/** Reads the load, its ads, and the load again: what changed meanwhile is read anew. Null where it is gone. */
const readWhole = async (
  uploadId: string,
  ids: readonly string[],
  session: Session,
): Promise<Whole | null> => {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const found = await findUpload(uploadId, session);
    if (!found) return null;
    const read = await readItems(found.which, ids, found.upload.stats.total, session);
    const after = await readUpload(found.which, session);
    if (after && isSame(found.upload, after.upload)) return { found, read };
  }
  throw new TransientFailure(`The load ${uploadId} changes while it is read`, { stage: 'verdict' });
};

/** Ids in one question about numbers. */
const NUMBERS_AT_ONCE = 50;

/** Numbers that the load leaves out, of ads that it calls live: another method knows them, and may be closed to the keys. */
const withNumbers = async (items: readonly Item[], session: Session): Promise<Item[]> => {
  const lacking = items.filter(({ avitoId, status }) => avitoId === null && status === 'active');
  const numbers = new Map<string, string>();
  for (const ids of questionsOf(
    lacking.map(({ adId }) => adId),
    NUMBERS_AT_ONCE,
  )) {
    const known = await avitoIdsOf(ids, session).catch((error) => {
      if (error instanceof AvitoRefused) return [];
      throw error;
    });
    for (const { adId, avitoId } of known) numbers.set(adId, avitoId);
  }
  return items.map((item) => ({ ...item, avitoId: item.avitoId ?? numbers.get(item.adId) ?? null }));
};

const NOTHING_READ: ReadItems = { items: new Map(), missing: [], unclear: [], texts: [] };

const listed = async ({ window, uploadId }: Verdict, session: Session) => {
  const since = new Date(Date.parse(window) - 60 * 60_000).toISOString();
  const { uploads, texts } = await listUploads(since, session);
  const entry = uploads.find((upload) => upload.uploadId === uploadId);
  if (entry) return { entry, texts };
  throw new TransientFailure(`The load ${uploadId} is not in the list any more`, { stage: 'verdict' });
};

const take = async (
  verdict: Verdict,
  uploadId: string,
  ports: ReadPorts,
  session: Session,
  shape: FeedShape,
): Promise<Snapshot> => {
  const { dealerId, window } = verdict;
  const { entry, texts } = await listed(verdict, session);
  const fetchedAt = ports.clock().toISOString();
  const feed = await feedAt(dealerId, entry.startedAt ?? fetchedAt, ports);
  const whole = await readWhole(uploadId, await idsToAsk(dealerId, feed, shape, ports), session);
  const { items, missing, unclear, texts: pages } = whole?.read ?? NOTHING_READ;
  return {
    ...{ uploadId, window, fetchedAt, feed, missing, unclear },
    readable: whole?.found.which ?? null,
    upload: whole?.found.upload ?? entry,
    items: await withNumbers([...items.values()], session),
    raw: { list: texts, upload: whole?.found.text ?? '', items: pages },
  };
};

/**
 * Reads all that a load says, and keeps it under the load's number; of one that is kept already nothing is asked again. A
 * load that is neither of the two readable ones has failed before any ad, or another one has come since.
 */
export const read = async (
  verdict: Verdict,
  ports: ReadPorts,
  sessionTo: SessionTo,
  shape: FeedShape,
): Promise<Verdict> => {
  if (!(await takeLease(leaseOf(verdict), ports))) return { ...verdict, route: 'end' };
  const uploadId = verdict.uploadId ?? '';
  const key = keyOf(verdict, `${uploadId}.json.gz`);
  if (!(await ports.artefacts.head(key))) {
    const session = await ownSession(await knownDealer(verdict.dealerId, ports), ports, sessionTo);
    await keepSnapshot(key, await take(verdict, uploadId, ports, session, shape), ports.artefacts);
  }
  const { readable, feed } = await readSnapshot(key, ports.artefacts);
  return { ...verdict, snapshot: key, readable, feed, copy: 'unknown', route: 'compare' };
};
