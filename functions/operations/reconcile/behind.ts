import type { Ports } from '#shared/ports.ts';
import { refresh } from '../refresh/refresh.ts';

export type BehindPorts = Pick<Ports, 'table' | 'machines' | 'clock'>;

const isBuilding = async (dealerId: string, { table, clock }: BehindPorts): Promise<boolean> => {
  const lock = await table.locks.get({ dealerId, name: 'generate' });
  return lock !== null && lock.until > clock().getTime();
};

/**
 * Builds the feed of a dealer of whom nothing is under way and whose offers have changed since the last build: who
 * was to build it was killed. Answers whether there was need.
 */
export const catchUp = async (dealerId: string, ports: BehindPorts): Promise<boolean> => {
  const state = await ports.table.states.get({ dealerId });
  if (!state || state.builtRevision >= state.offersRevision || (await isBuilding(dealerId, ports)))
    return false;
  const cause = `reconciled offers ${state.offersRevision}`;
  return (await refresh({ dealerId, from: 'generate', cause }, ports)).length > 0;
};
