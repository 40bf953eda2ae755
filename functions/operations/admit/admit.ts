import { planOf } from '#shared/plans.ts';
import type { Ports } from '#shared/ports.ts';
import type { Place } from '#shared/table/coordination-records.ts';
import { executionOf, type InboxFile, startFile } from '../reconcile/unknown-files.ts';

type PlacePorts = Pick<Ports, 'table' | 'clock' | 'admission'>;

/** Longer than the price-list machine's time-out: a place never runs out under its holder. */
const HELD_MS = (6 * 60 + 10) * 60_000;

/** Who would have a place: an execution, and the dealer it works for. */
type Newcomer = Pick<Place, 'owner' | 'dealerId'>;

/** The places that are held; what a killed execution left is free once its time has run out. */
const heldPlaces = async ({ table, clock }: PlacePorts): Promise<Place[]> => {
  const now = clock().getTime();
  return (await table.places.query({})).filter(({ until }) => until >= now);
};

/** Whether one more of the dealer's files may be begun. No dealer takes all: somebody else's file finds a place. */
const hasRoom = async (held: Place[], dealerId: string, ports: PlacePorts): Promise<boolean> => {
  const { places, perDealer } = ports.admission;
  const own = held.filter((place) => place.dealerId === dealerId).length;
  if (held.length >= places || own >= perDealer) return false;
  const { listsAtOnce } = await planOf(dealerId, ports);
  return listsAtOnce === null || own < listsAtOnce;
};

/** Takes one of the places that looked free; false where others were faster. */
const takePlace = async (
  newcomer: Newcomer,
  held: Place[],
  { table, clock, admission }: PlacePorts,
): Promise<boolean> => {
  const now = clock().getTime();
  const taken = new Set(held.map(({ place }) => place));
  const free = Array.from({ length: admission.places }, (_, place) => place).filter(
    (place) => !taken.has(place),
  );
  for (const place of free) {
    const own = await table.places.putIf(
      { place, ...newcomer, until: now + HELD_MS },
      (stored, { notExists, eq, lt }) =>
        `${notExists(stored.owner)} OR ${eq(stored.owner, newcomer.owner)} OR ${lt(stored.until, now)}`,
    );
    if (own) return true;
  }
  return false;
};

/** Gives back what the execution holds, which may be nothing: only dropped files are admitted. */
export const leavePlace = async (owner: string, { table }: Pick<Ports, 'table'>): Promise<void> => {
  for (const { place, ...held } of await table.places.query({}))
    if (held.owner === owner)
      await table.places.removeIf({ place }, (stored, { eq }) => eq(stored.owner, owner));
};

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
  if (!(await hasRoom(held, file.dealerId, ports))) return 'waiting';
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
