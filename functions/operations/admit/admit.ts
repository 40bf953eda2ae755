import type { Ports } from '#shared/ports.ts';
import { executionOf, type InboxFile, startFile } from '../reconcile/unknown-files.ts';
import { hasRoom, heldPlaces, leavePlace, type PlacePorts, takePlace } from './places.ts';

export type AdmitPorts = PlacePorts & Pick<Ports, 'machines'>;

/** `known`: somebody works on it, or has. `waiting`: there is no room; to be asked again. */
export type Admission = 'started' | 'known' | 'waiting';

const isKnown = async (file: InboxFile, { table, machines }: AdmitPorts): Promise<boolean> => {
  const { dealerId, documentId } = file;
  if (await table.documents.get({ dealerId, documentId })) return true;
  return (await machines.status('price-list', executionOf(file))) !== null;
};

/**
 * Begins with a file that has come, if there is room: of many that come at once as many are worked on as the account's
 * functions allow, and the others wait. Asked more than once, by whomever, a file is begun once.
 */
export const admit = async (file: InboxFile, ports: AdmitPorts): Promise<Admission> => {
  const held = await heldPlaces(ports);
  if (!hasRoom(held, file.dealerId, ports)) return 'waiting';
  if (await isKnown(file, ports)) return 'known';
  const owner = executionOf(file);
  if (!(await takePlace({ owner, dealerId: file.dealerId }, held, ports))) return 'waiting';
  try {
    await startFile(file, ports);
  } catch (error) {
    await leavePlace(owner, ports);
    throw error;
  }
  return 'started';
};
