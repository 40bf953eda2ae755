import type { Delivery, Outcome } from '#contracts/delivered.ts';
import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import { sentenceOf, told } from '#messages/say.ts';
import { messageIn } from '#shared/failure-message.ts';
import { lambdaCost } from '#shared/lambda-cost.ts';
import { releaseLease } from '#shared/lease.ts';
import { noteGone } from '#shared/objectives.ts';
import type { Ports } from '#shared/ports.ts';
import type { ChannelState, DeliveryReceipt, FeedVersion } from '#shared/table/feed-records.ts';
import type { StageStatistic } from '#shared/table/records.ts';
import { isLate, nextWindow } from '#shared/windows.ts';
import { dealerOf, isOvertaken, leaseOf } from './delivery.ts';
import { choiceFor, newestToGo } from './feed-choice.ts';

/** Why a delivery went wrong, for its receipt (S0-50); null for one that did not. */
export const failureReason = (delivery: Delivery, attempts: number): Reason | null => {
  const { failure } = delivery;
  if (!failure) return delivery.reason;
  const detail = messageIn(failure.Cause) || failure.Error;
  if (failure.Error === 'AuthRefused') return reason('login-refused', { detail });
  const exhausted = failure.Error === 'TransientFailure' && attempts > 0;
  return exhausted
    ? reason('uploads-failed', { attempts, detail })
    : reason('delivery-broke', { category: failure.Error, detail });
};

type ReceiptPorts = Pick<Ports, 'table' | 'clock' | 'memoryMb'>;

type Consequence = (receipt: DeliveryReceipt, delivery: Delivery) => Partial<ChannelState>;

/** It was to bring the newest feed, and got to that. */
const broughtAll = ({ mode, takenOut }: Delivery): boolean => mode === 'deliver' && takenOut === 0;

/** An opening check proves what is live; what is still to be brought, pictures too, stays queued. */
const proven: Consequence = ({ feedVersion }, delivery) => ({
  verifiedFeed: feedVersion,
  ...(delivery.mode !== 'verify' && { withdrawn: delivery.withdrawals ?? 0 }),
  ...(broughtAll(delivery) && { queued: delivery.withheld !== null }),
});
/** What was withdrawn and is still live has a count of its own: see `ChannelState.withdrawn`. */
const queued: Consequence = (_, { mode }) => (mode === 'withdraw' ? {} : { queued: true });

/** What an ending changes in the channel's state. */
const CONSEQUENCES: Record<Outcome, Consequence> = {
  delivered: proven,
  unchanged: proven,
  held: (_, delivery) => (broughtAll(delivery) ? { queued: false } : {}),
  halted: ({ reason: why }) => ({
    halted: why ?? reason('login-refused', { detail: 'The host refused the dealer.' }),
  }),
  queued,
  failed: queued,
  servedStale: queued,
};

const NO_FEED = { version: 0, sha256: '', bytes: 0 };

const secondsSince = (start: string | null, now: Date) =>
  start ? (now.getTime() - Date.parse(start)) / 1000 : 0;

const attemptsOf = async (delivery: Delivery, { table }: ReceiptPorts): Promise<number> => {
  const { dealerId, name, owner } = leaseOf(delivery);
  const lock = await table.locks.get({ dealerId, name });
  return lock?.owner === owner ? (lock.attempts ?? 0) : 0;
};

const whyNotWhole = ({ takenOut, withheld }: Delivery): Reason | null =>
  takenOut > 0 ? reason('ads-taken-out', { ads: takenOut }) : withheld;

/** What people withdraw leaves at once: no window was kept by it. */
const BY_HAND = 'manual';

const receiptOf = async (delivery: Delivery, ports: ReceiptPorts): Promise<DeliveryReceipt> => {
  const { dealerId, deliveryId, window, server, warnings } = delivery;
  const { version, bytes, sha256 } = delivery.feed ?? NO_FEED;
  const attempts = await attemptsOf(delivery, ports);
  const why = failureReason(delivery, attempts) ?? whyNotWhole(delivery);
  const url = (await dealerOf(dealerId, ports)).feed.publicUrl;
  return {
    dealerId,
    window: delivery.takenOut > 0 ? BY_HAND : window,
    sequence: deliveryId,
    feedVersion: version,
    bytes,
    sha256,
    server,
    warnings,
    attempts,
    url,
    outcome: delivery.outcome ?? 'queued',
    ...(why && { reason: why }),
    seconds: secondsSince(delivery.startedAt, ports.clock()),
    at: ports.clock().toISOString(),
  };
};

const SUCCEEDED: Outcome[] = ['delivered', 'unchanged'];

/** A feed that is held back or was rejected is where a person wants it: nothing has failed, and nothing been done. */
const hasFailed = (outcome: Outcome): boolean => !SUCCEEDED.includes(outcome) && outcome !== 'held';

/** The delivery among the stages' statistics (S0-18), as long as it worked; a delivery is a run of its own. */
const statisticOf = (
  written: DeliveryReceipt,
  { waitedSeconds }: Delivery,
  { memoryMb }: ReceiptPorts,
): StageStatistic => {
  const succeeded = SUCCEEDED.includes(written.outcome) ? 1 : 0;
  const startedAt = new Date(Date.parse(written.at) - written.seconds * 1000).toISOString();
  const seconds = Math.max(0, written.seconds - waitedSeconds);
  return {
    dealerId: written.dealerId,
    documentId: written.sequence,
    runId: written.sequence,
    stage: 'deliver',
    processed: 1,
    succeeded,
    failed: hasFailed(written.outcome) ? 1 : 0,
    seconds,
    costUsd: lambdaCost(seconds, memoryMb),
    inputTokens: 0,
    outputTokens: 0,
    engine: written.server,
    startedAt,
    endedAt: written.at,
    ...(written.reason && { error: sentenceOf(written.reason) }),
  };
};

/** The opening check asks for what is live; all others know whether that is the version as it was built. */
const provenState = async ({ dealerId, mode, feed }: Delivery, { table }: ReceiptPorts) => {
  const status: FeedVersion['status'] = 'delivered';
  if (mode === 'verify' || feed === null) return { status };
  const { version, key, sha256, bytes } = feed;
  const built = await table.feeds.get({ dealerId, version });
  return { status, interim: built?.key === key ? null : { key, sha256, bytes } };
};

/** Only forwards: a delivery that outlived its lease must not undo a newer one's proof. */
const applyConsequences = async (receipt: DeliveryReceipt, delivery: Delivery, ports: ReceiptPorts) => {
  const { table } = ports;
  const { dealerId, feedVersion, outcome } = receipt;
  const changes = CONSEQUENCES[outcome](receipt, delivery);
  if (Object.keys(changes).length === 0) return;
  await table.channelStates.patchIf(
    { dealerId },
    changes,
    (state, { lte, notExists }) =>
      `${notExists(state.verifiedFeed)} OR ${lte(state.verifiedFeed, feedVersion)}`,
  );
  if (changes.verifiedFeed)
    await table.feeds.patchIf({ dealerId, version: feedVersion }, await provenState(delivery, ports));
};

/** Before the window, while its dealer can still do something; the opening check and the look back come after. */
const isWindowAtRisk = ({ outcome, at }: DeliveryReceipt, { mode, window }: Delivery): boolean =>
  mode === 'deliver' && window !== BY_HAND && at < window && hasFailed(outcome);

/** Minutes that a withdrawal found at the end waits for the URL to follow, as one that begins by itself. */
const PATIENCE = 2;

/** A round for the newest feed that failed before it came to that one: another would fail likewise, over and over. */
const fellShort = ({ mode, feed, takenOut }: Delivery, outcome: Outcome): boolean =>
  mode === 'deliver' && hasFailed(outcome) && (feed === null || takenOut > 0);

/** Towards the window ahead, where a newer feed may go that was built too late for what is scheduled; else null. */
const towardsWindow = async (
  { dealerId, feedVersion }: DeliveryReceipt,
  { table, clock }: ReceiptPorts,
): Promise<Partial<Delivery> | null> => {
  const { windows } = await dealerOf(dealerId, { table });
  const state = isLate(windows, clock()) ? await table.channelStates.get({ dealerId }) : null;
  const next = state && newestToGo(await choiceFor(state, { table }));
  if (!next || next.version <= feedVersion) return null;
  const { opensAt } = nextWindow(windows, clock());
  return { route: 'again', mode: 'deliver', window: opensAt, deadline: opensAt };
};

/**
 * Another round, where there is need of one: for what people have withdrawn meanwhile, and for a feed that was built
 * shortly before its window, whose own deliveries found this one at work and went away; for the newest feed, where what
 * was withdrawn had to go first. The lease is given back by then: whichever comes now does it itself.
 */
const nextRound = async (
  written: DeliveryReceipt,
  delivery: Delivery,
  ports: ReceiptPorts,
): Promise<Partial<Delivery>> => {
  const { outcome } = written;
  const { table, clock } = ports;
  const { dealerId, mode, takenOut } = delivery;
  if (outcome === 'halted') return { route: 'receipt' };
  const overtaken = isOvertaken(delivery, await table.states.get({ dealerId }));
  const deadline = new Date(clock().getTime() + PATIENCE * 60_000).toISOString();
  if (overtaken && mode === 'verify') return { route: 'again', mode: 'withdraw', window: BY_HAND, deadline };
  const newestIsDue = mode === 'deliver' && takenOut > 0 && SUCCEEDED.includes(outcome);
  if (overtaken || newestIsDue) return { route: 'again' };
  if (mode === 'verify' || fellShort(delivery, outcome)) return { route: 'receipt' };
  return (await towardsWindow(written, ports)) ?? { route: 'receipt' };
};

/** It has seen the URL without all that was withdrawn when it chose what to bring. */
const isFollowed = ({ outcome }: DeliveryReceipt, { mode, withdrawals }: Delivery): boolean =>
  SUCCEEDED.includes(outcome) && mode !== 'verify' && (withdrawals ?? 0) > 0;

/** What the event says of a delivery that has ended. */
const announced = (why: Reason | null): Delivery['told'] => ({
  ...told(why),
  reason: why && sentenceOf(why),
});

/** Writes the receipt and what follows from it, then gives the lease back. May be repeated. */
export const receipt = async (delivery: Delivery, ports: ReceiptPorts): Promise<Delivery> => {
  const written = await receiptOf(delivery, ports);
  await ports.table.deliveries.put(written);
  await ports.table.statistics.put(statisticOf(written, delivery, ports));
  await applyConsequences(written, delivery, ports);
  if (isFollowed(written, delivery))
    await noteGone({ ...written, withdrawal: delivery.withdrawals ?? 0 }, ports);
  await releaseLease(leaseOf(delivery), ports);
  const { outcome, reason: why = null } = written;
  const known = { outcome, reason: why, told: announced(why), failure: null };
  const ended = { ...delivery, ...known, windowAtRisk: isWindowAtRisk(written, delivery) };
  return { ...ended, ...(await nextRound(written, delivery, ports)) };
};
