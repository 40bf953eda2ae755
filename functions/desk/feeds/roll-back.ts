import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { FeedDiff } from '#contracts/feed-diff.ts';
import { isRejection, type Rejection, rejected } from '#contracts/outcome.ts';
import { dealerOf } from '#functions/deliver/delivery.ts';
import { adChanges } from '#functions/generate/ad-changes.ts';
import { inFolder, writeFeed } from '#functions/generate/compose-feed.ts';
import { keepDifferences } from '#functions/generate/feed-differences.ts';
import { feedLease } from '#functions/generate/generate.ts';
import { feedKey, putVersion } from '#functions/generate/keep-feed.ts';
import { liveAds, recheckedAds } from '#functions/generate/written-ads.ts';
import { openingFor } from '#marketplace/feed-frame.ts';
import { readFeed } from '#marketplace/feed-reader.ts';
import type { Marketplace } from '#marketplace/marketplace.ts';
import { marketplaceOf } from '#marketplace/marketplaces.ts';
import { reason } from '#messages/reason.ts';
import { massRemoval } from '#shared/change-guard.ts';
import { GenerationError, LeaseBusy } from '#shared/errors.ts';
import { readJson } from '#shared/json.ts';
import { withLease } from '#shared/lease.ts';
import { mergeById } from '#shared/merge-by-id.ts';
import type { Ports } from '#shared/ports.ts';
import { rulesInForce } from '#shared/rules-in-force.ts';
import type { ChannelState, FeedChanges, FeedVersion } from '#shared/table/feed-records.ts';
import type { Actor } from '../acts.ts';
import type { DeskPorts } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { DecideFeed, type Decision, decideByHand, unknownVersion, type VersionKey } from './decide.ts';

type RollBackPorts = Pick<Ports, 'artefacts' | 'table' | 'clock'>;

const unfit = ({ message }: Error): Rejection => rejected(reason('feed-unfit', { detail: message }));

/** Reads the old feed again under today's rules while it is compared with the one that is live. */
const compare = async (
  old: FeedVersion,
  state: ChannelState,
  marketplace: Marketplace,
  ports: RollBackPorts,
) => {
  const { dealerId, verifiedFeed: since } = state;
  const { rules } = await rulesInForce(marketplace.name, ports);
  const next = recheckedAds(await ports.artefacts.readStream(old.key), marketplace.feed, rules);
  const live = await ports.table.feeds.get({ dealerId, version: since });
  const pairs = mergeById(liveAds(live, marketplace.feed, ports), next);
  const changes = adChanges(pairs, marketplace.feed);
  const version = state.builtFeed + 1;
  const compared = { contractVersion: 1, dealerId, version, since } as const;
  return keepDifferences(compared, changes, feedKey(dealerId, version, old.sha256, ports), ports).catch(
    (error) => {
      if (error instanceof GenerationError) return unfit(error);
      throw error;
    },
  );
};

/** Enough to see which they are; the page has all. */
const NAMED = 10;

/** The ads that a difference takes away, by their Ids. */
const removedBy = async (
  { json }: Pick<FeedChanges, 'json'>,
  { artefacts }: Pick<Ports, 'artefacts'>,
): Promise<string[]> =>
  (await readJson(artefacts, json, FeedDiff)).changes
    .filter(({ change }) => change === 'removed')
    .map(({ id }) => id);

/** What a rollback would take away beyond what may go unasked: nobody else looks, since what it makes is approved. */
const mustConfirm = async (
  { dealerId, version, ads }: FeedVersion,
  changes: FeedChanges,
  ports: RollBackPorts,
): Promise<Rejection | null> => {
  const { guard } = await dealerOf(dealerId, ports);
  const { removed, added } = changes;
  const live = ads - added + removed;
  if (!massRemoval({ live, removed, next: ads, withdrawn: 0 }, guard)) return null;
  const adIds = (await removedBy(changes, ports)).slice(0, NAMED);
  return rejected(
    reason('confirm-rollback', { version, removed, live, adIds, more: removed - adIds.length }),
  );
};

/** What a person wants of a rollback. */
interface Restoring {
  decision: Decision;
  marketplace: Marketplace;
  /** That it takes away more than may go unasked was told and is meant. */
  confirmed: boolean;
}

type Bytes = Pick<FeedVersion, 'key' | 'sha256' | 'bytes' | 'content'>;

/** The old bytes; where a feed tells when it was built, and an old one would be refused, its ads written anew. */
const bytesToRestore = async (
  old: FeedVersion,
  version: number,
  { feed: shape }: Marketplace,
  ports: RollBackPorts,
): Promise<Bytes> => {
  if (!shape.frame) return { key: old.key, sha256: old.sha256, bytes: old.bytes };
  const { dealerId } = old;
  const opening = openingFor(shape, { dealer: await dealerOf(dealerId, ports), at: ports.clock() });
  return inFolder(async (folder) => {
    const path = join(folder, 'feed.xml');
    const ads = readFeed(await ports.artefacts.readStream(old.key), shape);
    const { ads: _, ...written } = await writeFeed(ads, shape, createWriteStream(path), opening);
    const key = `${feedKey(dealerId, version, written.sha256, ports)}.xml`;
    await ports.artefacts.writeFile(key, path, 'application/xml');
    return { key, ...written };
  });
};

const restore = async (
  old: FeedVersion,
  state: ChannelState,
  { decision, marketplace, confirmed }: Restoring,
  ports: RollBackPorts,
): Promise<FeedVersion | Rejection> => {
  const changes = await compare(old, state, marketplace, ports);
  if (isRejection(changes)) return changes;
  const refused = confirmed ? null : await mustConfirm(old, changes, ports);
  if (refused) return refused;
  const { dealerId, ads, rates, revision } = old;
  const version = state.builtFeed + 1;
  const restored: FeedVersion = {
    ...{ dealerId, version, ads, revision, changes, decision, restores: old.version },
    ...(await bytesToRestore(old, version, marketplace, ports)),
    ...(rates && { rates }),
    ...{ status: 'approved', builtAt: ports.clock().toISOString() },
  };
  await putVersion(state, restored, ports);
  await ports.table.channelStates.patchIf({ dealerId }, { builtFeed: version });
  return restored;
};

/**
 * Makes the bytes of an older version the dealer's newest one, approved, and gives it. Nothing is rebuilt
 * until a list or an answer changes what the dealer offers. Refused where today's rules forbid one of its ads, and, as
 * a question that has to be asked once, where more of the live ads would go than the dealer's guard lets go unasked.
 * Throws `LeaseBusy` while a feed is being built.
 */
export const rollBackFeed = async (
  { dealerId, version }: VersionKey,
  restoring: Restoring,
  ports: RollBackPorts,
): Promise<FeedVersion | Rejection> => {
  const { by, at } = restoring.decision;
  return withLease(feedLease(dealerId, `rollback ${by} ${at}`), ports, async () => {
    const old = await ports.table.feeds.get({ dealerId, version });
    const state = await ports.table.channelStates.get({ dealerId });
    if (!old || !state) return unknownVersion({ dealerId, version });
    return restore(old, state, restoring, ports);
  });
};

const orBusy = (error: unknown): never => {
  if (!(error instanceof LeaseBusy)) throw error;
  throw new Refusal(reason('feed-at-work'));
};

/** A version to bring back; `confirmed` that it takes away more ads than may go unasked. */
export const BringFeedBack = DecideFeed.extend({ confirmed: z.boolean().default(false) });

/** Brings an older version back on a person's word: `rollBackFeed`, written down. Throws `Refusal`. */
export const bringFeedBack = (
  actor: Actor,
  { confirmed, ...wish }: z.infer<typeof BringFeedBack>,
  ports: DeskPorts,
): Promise<FeedVersion> => {
  const marketplace = marketplaceOf(ports);
  return decideByHand('rollback', actor, wish, ports, (decision) =>
    rollBackFeed(wish, { decision, marketplace, confirmed }, ports).catch(orBusy),
  );
};
