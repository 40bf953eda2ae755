import { createReadStream } from 'node:fs';
import { channelPart } from '#contracts/channel.ts';
import { type Reason, reasonKey } from '#contracts/reason.ts';
import type { FeedShape } from '#marketplace/marketplace.ts';
import { structureFaults } from '#marketplace/structure.ts';
import { reason } from '#messages/reason.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import { GenerationError } from '#shared/errors.ts';
import type { FeedState } from '#shared/feed-state.ts';
import type { Ports } from '#shared/ports.ts';
import type { ChannelState, FeedChanges, FeedVersion } from '#shared/table/feed-records.ts';
import { adChanges } from './ad-changes.ts';
import type { ComposedFeed } from './compose-feed.ts';
import { type Differences, keepDifferences } from './feed-differences.ts';
import type { GuardVerdict } from './guard-feed.ts';
import { recheckedAds } from './written-ads.ts';

type KeepPorts = Pick<Ports, 'artefacts' | 'table' | 'clock'>;

/** A feed that was written to a file, and what it is to be compared with. */
interface NewFeed {
  state: FeedState;
  path: string;
  composed: ComposedFeed;
  verdict: GuardVerdict;
  differences: Differences;
  rules: RuleSet;
  shape: FeedShape;
  /** What a person should know though it keeps nothing back. */
  notes: Reason[];
}

/** A record has little room. */
const MOST_NOTES = 100;

const VERSION_DIGITS = 6;
const HASH_DIGITS = 12;

/**
 * Where a version's files lie: `feeds/<dealer>/<version>-<hash>.xml`, the first channel's; of another,
 * `feeds/<dealer>/<channel>/…`. The hash keeps what a build that was killed left behind from being taken for another feed.
 */
export const feedKey = (
  dealerId: string,
  version: number,
  sha256: string,
  { table: { channel } }: Pick<Ports, 'table'>,
): string =>
  `feeds/${dealerId}${channelPart(channel, '/')}/${String(version).padStart(VERSION_DIGITS, '0')}-${sha256.slice(0, HASH_DIGITS)}`;

/** A person's word on these very bytes still holds, whatever the guard said of them. */
const SETTLED: FeedVersion['status'][] = ['approved', 'delivered'];

const saysTheSame = (one: readonly Reason[] = [], other: readonly Reason[] = []): boolean =>
  one.map(reasonKey).join() === other.map(reasonKey).join();

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The same bytes; or, of a feed that tells when it was built, all but that, as long as the marketplace takes it for fresh, or
 * for good where a person rejected it.
 */
const isSame = (
  { sha256, content, builtAt, status }: FeedVersion,
  { composed, shape }: NewFeed,
  now: Date,
): boolean => {
  const { written } = composed;
  if (!shape.frame || !content) return sha256 === written.sha256;
  const days = (now.getTime() - Date.parse(builtAt)) / DAY_MS;
  return content === written.content && (status === 'rejected' || days < shape.frame.freshDays);
};

const isUnchanged = async (feed: NewFeed, { table, clock }: KeepPorts): Promise<boolean> => {
  const { dealerId, builtFeed } = feed.state;
  const last = builtFeed === 0 ? null : await table.feeds.get({ dealerId, version: builtFeed });
  if (!last || !isSame(last, feed, clock())) return false;
  const { verdict } = feed;
  return SETTLED.includes(last.status) || saysTheSame(last.heldFor, verdict.heldFor);
};

const firstNotes = ({ notes }: NewFeed): Reason[] =>
  notes.length > MOST_NOTES
    ? [...notes.slice(0, MOST_NOTES), reason('notes-more', { more: notes.length - MOST_NOTES })]
    : notes;

/** The same bytes may be told of otherwise: a picture that could not be had is in none of them. */
const noteAnew = async (feed: NewFeed, { table }: KeepPorts): Promise<void> => {
  const { dealerId, builtFeed: version } = feed.state;
  const before = (await table.feeds.get({ dealerId, version }))?.notes;
  const notes = firstNotes(feed);
  if (!saysTheSame(before, notes)) await table.feeds.patchIf({ dealerId, version }, { notes });
};

/** Reads the file back while it is compared: a feed with a bad ad never counts as built. */
const compareAndKeep = (
  feed: NewFeed,
  version: number,
  key: string,
  ports: KeepPorts,
): Promise<FeedChanges> => {
  const { state, path, differences, rules, shape } = feed;
  const { dealerId, verifiedFeed: since } = state;
  const next = recheckedAds(createReadStream(path), shape, rules);
  const compared = { contractVersion: 1, dealerId, version, since } as const;
  return keepDifferences(compared, adChanges(differences.in(next), shape), key, ports);
};

/** A build that was killed between its record and the dealer's state leaves a record that nobody has seen. */
const dropLeftover = ({ dealerId }: ChannelState, version: number, { table }: KeepPorts): Promise<void> =>
  table.feeds.remove({ dealerId, version });

/** Nobody decides any more about a version that waited: the new one speaks for the lists. */
const supersede = ({ dealerId, builtFeed }: ChannelState, { table }: KeepPorts) =>
  table.feeds.patchIf({ dealerId, version: builtFeed }, { status: 'superseded' }, (feed, { eq }) =>
    eq(feed.status, 'held'),
  );

/**
 * Writes the record of the dealer's next version, once its files are there. Throws `GenerationError` where
 * somebody else has: whoever holds the dealer's lease is the only one.
 */
export const putVersion = async (state: ChannelState, feed: FeedVersion, ports: KeepPorts): Promise<void> => {
  await dropLeftover(state, feed.version, ports);
  const isNew = await ports.table.feeds.putIf(feed, (stored, { notExists }) => notExists(stored.version));
  if (!isNew)
    throw new GenerationError(`Another build has written feed version ${feed.version}`, {
      stage: 'generate',
    });
  await supersede(state, ports);
};

const refuseMisshapen = async ({ path, shape }: NewFeed): Promise<void> => {
  const faults = shape.structure ? await structureFaults(createReadStream(path), shape.structure) : [];
  if (faults.length > 0)
    throw new GenerationError(`The feed is not what the marketplace takes: ${faults.join('; ')}`, {
      stage: 'generate',
      details: { faults },
    });
};

/** Keeps the feed as the dealer's next version, and gives its number; that of the last one where nothing changed. */
export const keepFeed = async (feed: NewFeed, ports: KeepPorts): Promise<number> => {
  const { state, composed, verdict } = feed;
  if (await isUnchanged(feed, ports)) {
    await noteAnew(feed, ports);
    return state.builtFeed;
  }
  await refuseMisshapen(feed);
  const { dealerId, offersRevision: revision } = state;
  const version = state.builtFeed + 1;
  const key = feedKey(dealerId, version, composed.written.sha256, ports);
  const changes = await compareAndKeep(feed, version, key, ports);
  await ports.artefacts.writeFile(`${key}.xml`, feed.path, 'application/xml');
  const record: FeedVersion = {
    ...{ dealerId, version, revision, changes, rates: composed.rates },
    ...composed.written,
    key: `${key}.xml`,
    ...verdict,
    ...(feed.notes.length > 0 && { notes: firstNotes(feed) }),
    builtAt: ports.clock().toISOString(),
  };
  await putVersion(state, record, ports);
  return version;
};
