import type { Dealer } from '#contracts/dealer.ts';
import { Delivery, type FeedReference } from '#contracts/delivered.ts';
import { ConfigurationError, LeaseBusy, UploadError, WithdrawnMeanwhile } from '#shared/errors.ts';
import { dealerIn } from '#shared/in-channel.ts';
import { type Lease, takeLease } from '#shared/lease.ts';
import type { Ports } from '#shared/ports.ts';
import type { Lock } from '#shared/table/coordination-records.ts';
import type { DealerState } from '#shared/table/records.ts';

/** The dealer as the table's channel has it. Throws `ConfigurationError` for one nobody knows there. */
export const dealerOf = async (dealerId: string, { table }: Pick<Ports, 'table'>): Promise<Dealer> => {
  const record = await table.dealers.get({ dealerId });
  const dealer = record && dealerIn(table.channel, record.configuration);
  if (dealer) return dealer;
  const where = record ? ` in ${table.channel}` : '';
  throw new ConfigurationError(`There is no dealer ${dealerId}${where}: add it first`, { stage: 'deliver' });
};

/** The feed that guard chose. Throws `UploadError` when the machine came here without one. */
export const chosenFeed = ({ feed, dealerId }: Delivery): FeedReference => {
  if (feed) return feed;
  throw new UploadError(`No feed was chosen for ${dealerId}`, { stage: 'deliver' });
};

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

const ROUND = /(?:\.(\d+))?$/;

/** `01M8…`, then `01M8….2`: each round has a receipt of its own, and a step that is tried again the same name. */
const nextRound = (deliveryId: string): string =>
  deliveryId.replace(ROUND, (_, round = '1') => `.${Number(round) + 1}`);

/** A round begins like a delivery of its own. */
const begun = (delivery: Delivery): Delivery => {
  if (delivery.route !== 'again') return delivery;
  const { dealerId, channel, deliveryId, window, deadline, mode } = delivery;
  return Delivery.parse({ dealerId, channel, deliveryId: nextRound(deliveryId), window, deadline, mode });
};

/**
 * Takes the dealer's delivery lease, or goes away while another has it. From here to its receipt the
 * delivery counts as queued: if it dies on the way, the next sweep takes it up.
 */
export const acquire = async (given: Delivery, ports: Pick<Ports, 'table' | 'clock'>): Promise<Delivery> => {
  const delivery = begun(given);
  if (!(await takeLease(leaseOf(delivery), ports))) return { ...delivery, route: 'busy' };
  if (delivery.mode === 'deliver')
    await ports.table.channelStates.patchIf({ dealerId: delivery.dealerId }, { queued: true });
  return { ...delivery, startedAt: ports.clock().toISOString(), route: 'guard' };
};
