import { planOf } from '#shared/plans.ts';
import type { Ports } from '#shared/ports.ts';
import type { Place, WaitingFile, WaitingLine } from '#shared/table/coordination-records.ts';
import { executionOf, type InboxFile, startFile } from '../reconcile/unknown-files.ts';
import { kindOf, nextLine } from './turns.ts';

type PlacePorts = Pick<Ports, 'table' | 'clock' | 'admission'>;

/** Longer than the price-list machine's time-out: a place never runs out under its holder. */
const HELD_MS = (6 * 60 + 10) * 60_000;

/** Begun by one call at most: as many as its messages tell of, and well within its time. */
const MOST_BEGUN = 10;

/** Who would have a place: an execution, and the dealer it works for. */
type Newcomer = Omit<Place, 'place' | 'until'>;

/** The places that are held; what a killed execution left is free once its time has run out. */
const heldPlaces = async ({ table, clock }: PlacePorts): Promise<Place[]> => {
  const now = clock().getTime();
  return (await table.places.query({})).filter(({ until }) => until >= now);
};

/** Takes one of the places that looked free, or the one that a killed call left it; false where others were faster. */
const takePlace = async (
  newcomer: Newcomer,
  held: Place[],
  { table, clock, admission }: PlacePorts,
): Promise<boolean> => {
  const now = clock().getTime();
  const left = held.filter(({ owner }) => owner === newcomer.owner).map(({ place }) => place);
  const taken = new Set(held.map(({ place }) => place));
  const free = Array.from({ length: admission.places }, (_, place) => place).filter(
    (place) => !taken.has(place),
  );
  for (const place of [...left, ...free]) {
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

/** `known`: somebody works on it, or has. `waiting`: its turn has not come; to be asked again. */
export type Admission = 'started' | 'known' | 'waiting';

const hasRecord = async ({ dealerId, documentId }: InboxFile, { table }: AdmitPorts): Promise<boolean> =>
  (await table.documents.get({ dealerId, documentId })) !== null;

const isKnown = async (file: InboxFile, ports: AdmitPorts): Promise<boolean> =>
  (await hasRecord(file, ports)) || (await ports.machines.status('price-list', executionOf(file))) !== null;

/** Files of the dealer that may be worked on at once: as its plan and its partition of the table allow. */
const slotsOf = async (dealerId: string, ports: PlacePorts): Promise<number> => {
  const { listsAtOnce } = await planOf(dealerId, ports);
  return Math.min(listsAtOnce ?? Infinity, ports.admission.perDealer);
};

/**
 * Has a file that has come wait for its dealer's turn. Asked more than once, by whomever, it is begun once. A line goes
 * by its dealer's plan of now.
 */
export const lineUp = async (file: InboxFile, ports: AdmitPorts): Promise<'known' | 'waiting'> => {
  if (await hasRecord(file, ports)) return 'known';
  const { dealerId, documentId, object } = file;
  const kind = kindOf(object);
  await ports.table.waitingFiles.put({ dealerId, kind, documentId, ...object });
  const slots = await slotsOf(dealerId, ports);
  await ports.table.waitingLines.putIf(
    { dealerId, kind, slots, since: ports.clock().getTime() },
    (stored, { notExists, ne }) => `${notExists(stored.since)} OR ${ne(stored.slots, slots)}`,
  );
  return 'waiting';
};

const firstOf = async (
  { dealerId, kind }: WaitingLine,
  { table }: AdmitPorts,
): Promise<WaitingFile | null> => {
  const { items } = await table.waitingFiles.pageOf({ dealerId, kind }, { limit: 1, after: null });
  return items[0] ?? null;
};

/** The line as it is from now on; away where nobody is left in it. Whoever joins meanwhile is seen, or makes it anew. */
const keepLine = async (line: WaitingLine, ports: AdmitPorts): Promise<void> => {
  if (!(await firstOf(line, ports))) await ports.table.waitingLines.remove(line);
  if (await firstOf(line, ports)) await ports.table.waitingLines.put(line);
};

/** False where another call has it. */
const claim = (waiting: WaitingFile, { table }: AdmitPorts): Promise<boolean> =>
  table.waitingFiles.removeIf(waiting, (stored, { eq }) => eq(stored.documentId, waiting.documentId));

const fileOf = ({ dealerId, documentId, key, version, bytes, modifiedAt }: WaitingFile): InboxFile => ({
  ...{ dealerId, documentId },
  object: { key, version, bytes, modifiedAt },
});

/** Begins with a file that was claimed, unless it is known. */
const begin = async (waiting: WaitingFile, held: Place[], ports: AdmitPorts): Promise<Admission> => {
  const file = fileOf(waiting);
  if (await isKnown(file, ports)) return 'known';
  const { dealerId, kind } = waiting;
  const owner = executionOf(file);
  if (!(await takePlace({ owner, dealerId, kind }, held, ports))) return 'waiting';
  try {
    await startFile(file, ports);
  } catch (error) {
    await leavePlace(owner, ports);
    throw error;
  }
  return 'started';
};

/** The same; it waits on where its place was taken meanwhile, or anything fails. */
const beginOrWait = async (waiting: WaitingFile, held: Place[], ports: AdmitPorts): Promise<Admission> => {
  let admission: Admission = 'waiting';
  try {
    admission = await begin(waiting, held, ports);
  } finally {
    if (admission === 'waiting') await ports.table.waitingFiles.put(waiting);
  }
  return admission;
};

type Served = [execution: string, Admission];

/**
 * Gives a free place to the line's first file; null where it has none, or another call has it. Then the line goes to
 * the end of all, unless its file was known, or its place was taken: that was no turn.
 */
const serve = async (line: WaitingLine, held: Place[], ports: AdmitPorts): Promise<Served | null> => {
  const waiting = await firstOf(line, ports);
  let since = ports.clock().getTime();
  try {
    if (!waiting || !(await claim(waiting, ports))) return null;
    const admission = await beginOrWait(waiting, held, ports);
    if (admission !== 'started') since = line.since;
    return [executionOf(fileOf(waiting)), admission];
  } finally {
    await keepLine({ ...line, since }, ports);
  }
};

/**
 * Gives free places to whose turn it is, a few in one call: of many files that come at once as many are worked on as
 * the account's functions allow. Answers what became of the files whose turn it was, by their executions.
 */
export const fillPlaces = async (ports: AdmitPorts): Promise<Map<string, Admission>> => {
  const served = new Map<string, Admission>();
  for (let begun = 0; begun < MOST_BEGUN; begun++) {
    const lines = await ports.table.waitingLines.query({});
    const held = lines.length > 0 ? await heldPlaces(ports) : [];
    const line = held.length < ports.admission.places ? nextLine(lines, held) : null;
    if (!line) break;
    const [execution, admission] = (await serve(line, held, ports)) ?? [];
    if (execution && admission) served.set(execution, admission);
  }
  return served;
};

/** Has the file wait, and begins with those whose turn it is: with this one, if its turn has come. */
export const admit = async (file: InboxFile, ports: AdmitPorts): Promise<Admission> => {
  if ((await lineUp(file, ports)) === 'known') return 'known';
  return (await fillPlaces(ports)).get(executionOf(file)) ?? 'waiting';
};
