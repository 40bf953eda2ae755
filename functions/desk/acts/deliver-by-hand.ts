import type { Ports } from '#shared/ports.ts';
import { untilEnded } from './until-ended.ts';

/** Delivers a dealer's feed now, whatever his windows; the receipt is the table's. */
export const deliverByHand = async (dealerId: string, ports: Ports): Promise<void> => {
  const { machines, newId, clock } = ports;
  const name = newId();
  await machines.start('delivery', name, { at: clock().toISOString(), mode: 'deliver', dealerId });
  await untilEnded('delivery', name, ports);
};
