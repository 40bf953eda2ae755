import { Delivery } from '#contracts/delivered.ts';
import { takeLease } from '#shared/lease.ts';
import type { Ports } from '#shared/ports.ts';
import { leaseOf } from './delivery-lease.ts';

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
