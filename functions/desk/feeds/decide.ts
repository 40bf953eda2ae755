import { type Rejection, rejected } from '#contracts/outcome.ts';
import { reason } from '#messages/reason.ts';
import type { Ports } from '#shared/ports.ts';
import type { FeedVersion } from '#shared/table/records.ts';

/** Who decided, when (ISO, UTC) and why. */
export type Decision = NonNullable<FeedVersion['decision']>;

/** A version of a dealer's feed. */
export type VersionKey = Pick<FeedVersion, 'dealerId' | 'version'>;

type Status = FeedVersion['status'];

/** What each decision makes of a version, and of which ones it can be made. */
const DECISIONS = {
  approve: { status: 'approved', of: ['held'] },
  reject: { status: 'rejected', of: ['held', 'built', 'approved'] },
} satisfies Record<string, { status: Status; of: Status[] }>;

/** A version that nobody built. */
export const unknownVersion = ({ dealerId, version }: VersionKey): Rejection =>
  rejected(reason('feed-unknown', { dealerId, version }));

/**
 * Approves or rejects the dealer's newest version, and gives it as it is then. Refused for one that another has
 * superseded, and where it is not open any more, or somebody else was faster.
 */
export const decideFeed = async (
  word: keyof typeof DECISIONS,
  key: VersionKey,
  decision: Decision,
  { table }: Pick<Ports, 'table'>,
): Promise<FeedVersion | Rejection> => {
  const { status, of }: { status: Status; of: Status[] } = DECISIONS[word];
  const [feed, state] = [await table.feeds.get(key), await table.states.get({ dealerId: key.dealerId })];
  if (!feed || !state) return unknownVersion(key);
  if (state.builtFeed !== key.version)
    return rejected(reason('feed-overtaken', { version: key.version, newest: state.builtFeed }));
  if (!of.includes(feed.status))
    return rejected(reason('feed-not-open', { version: feed.version, status: feed.status, word }));
  const done = await table.feeds.patchIf(key, { status, decision }, (stored, { eq }) =>
    eq(stored.status, feed.status),
  );
  return done || rejected(reason('feed-changed', { version: key.version }));
};
