import type { Delivery } from '#contracts/delivered.ts';
import { LeaseBusy, WithdrawnMeanwhile } from '#shared/errors.ts';
import type { Lease } from '#shared/lease.ts';
import type { Ports } from '#shared/ports.ts';
import type { Lock } from '#shared/table/coordination-records.ts';
import type { DealerState } from '#shared/table/records.ts';

/**
 * Outlasts the longest step of the machine, ten minutes; every step prolongs it. So a delivery may take
 * hours, and one that died keeps the next from the host for a quarter of an hour only.
 */
const LEASE_MS = 15 * 60_000;

/** The lease of a delivery over what the dealer's host serves to the channel. */
export const leaseOf = ({ dealerId, deliveryId }: Delivery): Lease => ({
  dealerId,
  name: 'delivery',
  owner: deliveryId,
  milliseconds: LEASE_MS,
});

/**
 * Prolongs the lease, counting the uploads begun under it, and gives it as it is then. Throws `LeaseBusy` once it has passed to
 * another delivery, even if that one has ended: what this one meant to bring may be the older feed.
 */
export const prolongLease = async (
  delivery: Delivery,
  { table, clock }: Pick<Ports, 'table' | 'clock'>,
  uploads = 0,
): Promise<Lock> => {
  const { dealerId, name, owner, milliseconds } = leaseOf(delivery);
  const lock = await table.locks.get({ dealerId, name });
  const held = await table.locks.patchIf(
    { dealerId, name },
    { until: clock().getTime() + milliseconds, attempts: (lock?.attempts ?? 0) + uploads },
    (record, { eq }) => eq(record.owner, owner),
  );
  if (held) return held;
  throw new LeaseBusy(`Delivery ${owner} has lost its lease of ${dealerId}`, { stage: 'deliver' });
};

/** Whether people have withdrawn machines since the feed was chosen. */
export const isOvertaken = (
  { withdrawals }: Delivery,
  state: Pick<DealerState, 'withdrawals'> | null,
): boolean => withdrawals !== null && (state?.withdrawals ?? 0) > withdrawals;

/** Prolongs the lease. Throws `LeaseBusy` like it, and `WithdrawnMeanwhile` where the feed chosen may be brought no more. */
export const confirmFeed = async (
  delivery: Delivery,
  ports: Pick<Ports, 'table' | 'clock'>,
): Promise<void> => {
  await prolongLease(delivery, ports);
  if (isOvertaken(delivery, await ports.table.states.get({ dealerId: delivery.dealerId })))
    throw new WithdrawnMeanwhile('A person has just withdrawn machines', { stage: 'deliver' });
};
