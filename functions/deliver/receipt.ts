import type { Delivery, Outcome } from '#contracts/delivered.ts';
import { lambdaCost } from '#shared/lambda-cost.ts';
import { releaseLease } from '#shared/lease.ts';
import type { Ports } from '#shared/ports.ts';
import type { DealerState, DeliveryReceipt, FeedVersion, StageStatistic } from '#shared/table/records.ts';
import { dealerOf } from './dealer-of.ts';
import { leaseOf } from './delivery-lease.ts';
import { failureReason } from './failure-reason.ts';

type ReceiptPorts = Pick<Ports, 'table' | 'clock' | 'memoryMb'>;

type Consequence = (receipt: DeliveryReceipt, delivery: Delivery) => Partial<DealerState>;

/** An opening check proves what is live; what is still to be brought, pictures too, stays queued. */
const proven: Consequence = ({ feedVersion }, { mode, withheld }) => ({
  verifiedFeed: feedVersion,
  ...(mode === 'deliver' && { queued: withheld !== null }),
});
const queued: Consequence = () => ({ queued: true });

/** What an ending changes in the dealer's state. */
const CONSEQUENCES: Record<Outcome, Consequence> = {
  delivered: proven,
  unchanged: proven,
  held: () => ({ queued: false }),
  halted: ({ reason }) => ({ halted: reason ?? 'The host refused the dealer.' }),
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

const receiptOf = async (delivery: Delivery, ports: ReceiptPorts): Promise<DeliveryReceipt> => {
  const { dealerId, deliveryId, window, server, warnings } = delivery;
  const { version, bytes, sha256 } = delivery.feed ?? NO_FEED;
  const attempts = await attemptsOf(delivery, ports);
  const reason = failureReason(delivery, attempts) ?? delivery.withheld;
  const url = (await dealerOf(dealerId, ports)).feed.publicUrl;
  return {
    dealerId,
    window,
    sequence: deliveryId,
    feedVersion: version,
    bytes,
    sha256,
    server,
    warnings,
    attempts,
    url,
    outcome: delivery.outcome ?? 'queued',
    ...(reason && { reason }),
    seconds: secondsSince(delivery.startedAt, ports.clock()),
    at: ports.clock().toISOString(),
  };
};

const SUCCEEDED: Outcome[] = ['delivered', 'unchanged'];

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
    failed: 1 - succeeded,
    seconds,
    costUsd: lambdaCost(seconds, memoryMb),
    inputTokens: 0,
    outputTokens: 0,
    engine: written.server,
    startedAt,
    endedAt: written.at,
    ...(written.reason && { error: written.reason }),
  };
};

/** The opening check says nothing of pictures: it asks for what is live. */
const provenState = ({ mode, withheld, feed }: Delivery): Partial<FeedVersion> => {
  if (mode === 'verify') return { status: 'delivered' };
  if (withheld === null || feed === null) return { status: 'delivered', interim: null };
  const { key, sha256, bytes } = feed;
  return { status: 'delivered', interim: { key, sha256, bytes } };
};

/** Only forwards: a delivery that outlived its lease must not undo a newer one's proof. */
const applyConsequences = async (receipt: DeliveryReceipt, delivery: Delivery, { table }: ReceiptPorts) => {
  const { dealerId, feedVersion, outcome } = receipt;
  const changes = CONSEQUENCES[outcome](receipt, delivery);
  await table.states.patchIf(
    { dealerId },
    changes,
    (state, { lte, notExists }) =>
      `${notExists(state.verifiedFeed)} OR ${lte(state.verifiedFeed, feedVersion)}`,
  );
  if (changes.verifiedFeed)
    await table.feeds.patchIf({ dealerId, version: feedVersion }, provenState(delivery));
};

/** Writes the receipt and what follows from it, then gives the lease back. May be repeated. */
export const receipt = async (delivery: Delivery, ports: ReceiptPorts): Promise<Delivery> => {
  const written = await receiptOf(delivery, ports);
  await ports.table.deliveries.put(written);
  await ports.table.statistics.put(statisticOf(written, delivery, ports));
  await applyConsequences(written, delivery, ports);
  await releaseLease(leaseOf(delivery), ports);
  return { ...delivery, outcome: written.outcome, reason: written.reason ?? null, failure: null };
};
