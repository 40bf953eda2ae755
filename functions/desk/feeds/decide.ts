import { type Rejection, rejected } from '#contracts/outcome.ts';
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

const refused = (reason: string, whatToDo: string): Rejection => rejected('feed-not-open', reason, whatToDo);

const overtaken = (version: number, newest: number): Rejection =>
  refused(
    `Feed version ${version} is superseded by version ${newest}.`,
    `Look at version ${newest} instead.`,
  );

const notOpen = ({ version, status }: FeedVersion, word: string): Rejection =>
  refused(`Feed version ${version} is ${status}: there is nothing to ${word}.`, 'See feedwright feed list.');

/** A version that nobody built. */
export const unknownVersion = ({ dealerId, version }: VersionKey): Rejection =>
  refused(`${dealerId} has no feed version ${version}.`, `See feedwright feed list ${dealerId}.`);

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
  if (state.builtFeed !== key.version) return overtaken(key.version, state.builtFeed);
  if (!of.includes(feed.status)) return notOpen(feed, word);
  const done = await table.feeds.patchIf(key, { status, decision }, (stored, { eq }) =>
    eq(stored.status, feed.status),
  );
  return done || refused(`Feed version ${key.version} has just changed.`, 'Look at it again.');
};
