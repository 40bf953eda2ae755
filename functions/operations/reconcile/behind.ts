import { feedStateOf } from '#shared/feed-state.ts';
import type { Ports } from '#shared/ports.ts';
import { refresh } from '../refresh/refresh.ts';
import { type GivenUp, hourOf, tryRepair } from './repairs.ts';

export type BehindPorts = Pick<Ports, 'table' | 'machines' | 'clock'>;

const isBuilding = async (dealerId: string, { table, clock }: BehindPorts): Promise<boolean> => {
  const lock = await table.locks.get({ dealerId, name: 'generate' });
  return lock !== null && lock.until > clock().getTime();
};

/** The index of what is open may lack a list that has just been taken up again; the list's own record says so. */
const isTakenUp = async (dealerId: string, { table }: BehindPorts): Promise<boolean> => {
  const lists = await table.lists.query({ dealerId });
  const documents = await table.documents.getAll(lists.map(({ documentId }) => ({ dealerId, documentId })));
  return documents.some(({ status }) => status === 'processing');
};

/**
 * Builds the feed of a dealer of whom nothing is under way and whose offers have changed since the last build: who
 * was to build it was killed. Answers whether a build began.
 */
export const catchUp = async (dealerId: string, ports: BehindPorts): Promise<'built' | GivenUp | null> => {
  const state = await feedStateOf(dealerId, ports);
  if (!state || state.builtRevision >= state.offersRevision) return null;
  if ((await isBuilding(dealerId, ports)) || (await isTakenUp(dealerId, ports))) return null;
  return tryRepair({ dealerId, subject: `feed#${state.offersRevision}` }, ports, async () => {
    const cause = `reconciled offers ${state.offersRevision} ${hourOf(ports)}`;
    return (await refresh({ dealerId, from: 'generate', cause }, ports)).began > 0 ? 'built' : null;
  });
};
