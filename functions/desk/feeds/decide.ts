import * as z from 'zod';
import { type Rejection, rejected } from '#contracts/outcome.ts';
import { reason } from '#messages/reason.ts';
import { channelNamed } from '#shared/in-channel.ts';
import type { Ports } from '#shared/ports.ts';
import type { FeedVersion } from '#shared/table/feed-records.ts';
import type { Actor } from '../acts.ts';
import type { DeskPorts } from '../ports.ts';
import { orRefuse } from '../refusal.ts';
import { stateWithFeed, Version } from './versions.ts';

/** A version that a person decides about, and why: the reason is its own word in the audit trail. */
export const DecideFeed = z.strictObject({
  dealerId: z.string(),
  version: Version,
  why: z.string('Say why, for the audit trail').trim().min(1, 'Say why, for the audit trail'),
});
export type DecideFeed = z.infer<typeof DecideFeed>;

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
  const { dealerId, version } = key;
  const [feed, state] = [
    await table.feeds.get({ dealerId, version }),
    await table.channelStates.get({ dealerId }),
  ];
  if (!feed || !state) return unknownVersion(key);
  if (state.builtFeed !== key.version)
    return rejected(reason('feed-overtaken', { version: key.version, newest: state.builtFeed }));
  if (!of.includes(feed.status))
    return rejected(reason('feed-not-open', { version: feed.version, status: feed.status, word }));
  const done = await table.feeds.patchIf({ dealerId, version }, { status, decision }, (stored, { eq }) =>
    eq(stored.status, feed.status),
  );
  return done || rejected(reason('feed-changed', { version: key.version }));
};

/** What a person does to a version of a feed, written down before it happens. Throws `Refusal`. */
export const decideByHand = async (
  word: keyof typeof DECISIONS | 'rollback',
  actor: Actor,
  { dealerId, version, why }: DecideFeed,
  ports: DeskPorts,
  effect: (decision: Decision) => Promise<FeedVersion | Rejection>,
): Promise<FeedVersion> => {
  await stateWithFeed(dealerId, ports);
  const deed = {
    dealerId,
    action: `feed.${word}`,
    subject: `version ${version}`,
    details: { why, ...channelNamed(ports) },
  };
  return ports.acts.perform(actor, deed, async ({ who, at }) => orRefuse(await effect({ by: who, at, why })));
};

/** Lets a version that is held go out with the next delivery. Throws `Refusal` where it is not open. */
export const approveFeed = (actor: Actor, wish: DecideFeed, ports: DeskPorts): Promise<FeedVersion> =>
  decideByHand('approve', actor, wish, ports, (decision) => decideFeed('approve', wish, decision, ports));

/** Keeps a version from going out: what is live stays. Throws `Refusal` where it is not open. */
export const rejectFeed = (actor: Actor, wish: DecideFeed, ports: DeskPorts): Promise<FeedVersion> =>
  decideByHand('reject', actor, wish, ports, (decision) => decideFeed('reject', wish, decision, ports));
