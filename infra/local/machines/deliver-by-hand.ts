import type { Ports } from '#shared/ports.ts';
import { untilEnded } from './until-ended.ts';

/** Delivers a dealer's feed now, whatever his windows; the receipt is the table's. */
export const deliverByHand = async (dealerId: string, { machines, newId, clock }: Ports): Promise<void> => {
  const name = newId();
  await machines.start('delivery', name, { at: clock().toISOString(), mode: 'deliver', dealerId });
  await untilEnded({ machine: 'delivery', name });
};
