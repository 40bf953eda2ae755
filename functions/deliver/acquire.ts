import type { Delivery } from '#contracts/delivered.ts';
import { takeLease } from '#shared/lease.ts';
import type { Ports } from '#shared/ports.ts';
import { leaseOf } from './delivery-lease.ts';

/**
 * Takes the dealer's delivery lease, or goes away while another has it. From here to its receipt the
 * delivery counts as queued: if it dies on the way, the next sweep takes it up.
 */
export const acquire = async (
  delivery: Delivery,
  ports: Pick<Ports, 'table' | 'clock'>,
): Promise<Delivery> => {
  if (!(await takeLease(leaseOf(delivery), ports))) return { ...delivery, route: 'busy' };
  if (delivery.mode === 'deliver')
    await ports.table.states.patchIf({ dealerId: delivery.dealerId }, { queued: true });
  return { ...delivery, startedAt: ports.clock().toISOString(), route: 'guard' };
};
