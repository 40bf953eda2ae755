import * as z from 'zod';
import type { Dealer } from '#contracts/dealer.ts';
import { isStale } from '#marketplace/fresh-feed.ts';
import { marketplaceOf } from '#marketplace/marketplaces.ts';
import { keptUntil } from '#reference/retention.ts';
import { feedStateOf } from '#shared/feed-state.ts';
import { sha256 } from '#shared/hash.ts';
import { forEachChannel } from '#shared/in-channel.ts';
import { inChunks } from '#shared/in-chunks.ts';
import type { ExecutionStatus, Ports, StoredObject } from '#shared/ports.ts';
import { documentIdOf, parseInboxKey } from '#shared/run.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import { listsInForce } from '#shared/used.ts';
import { admit, leavePlace } from '../admit/admit.ts';
import { finishOrphans, LONGEST_ACT_MINUTES } from '../audit/finish-orphans.ts';
import { EXECUTION_LOST } from '../close-failed/close-failed.ts';
import { redrive } from '../redrive/redrive.ts';
import { refresh, rerunDocument } from '../refresh/refresh.ts';
import { executionOf, type InboxFile, unknownFiles } from './unknown-files.ts';

type BehindPorts = Pick<Ports, 'table' | 'machines' | 'clock'>;

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
const catchUp = async (dealerId: string, ports: BehindPorts): Promise<'built' | GivenUp | null> => {
  const dealer = (await ports.table.dealers.get({ dealerId }))?.configuration;
  const standing = (_: Dealer, inOne: BehindPorts) =>
    Promise.all([feedStateOf(dealerId, inOne), isBuilding(dealerId, inOne)] as const);
  const channels = dealer ? await forEachChannel(dealer, ports, standing) : [];
  const [state] = channels.find(([state]) => state && state.builtRevision < state.offersRevision) ?? [];
  if (!state || channels.some(([, building]) => building) || (await isTakenUp(dealerId, ports))) return null;
  return tryRepair({ dealerId, subject: `feed#${state.offersRevision}` }, ports, async () => {
    const cause = `reconciled offers ${state.offersRevision} ${hourOf(ports)}`;
    return (await refresh({ dealerId, from: 'generate', cause }, ports)).began > 0 ? 'built' : null;
  });
};

/**
 * Has the feeds of a dealer built anew that a marketplace takes for fresh no longer, though nothing has changed: once an
 * hour until that is done. Nothing was lost, and nobody is told.
 */
const freshen = async (dealerId: string, ports: BehindPorts & Pick<Ports, 'parts'>): Promise<void> => {
  const dealer = (await ports.table.dealers.get({ dealerId }))?.configuration;
  const stale = dealer
    ? await forEachChannel(dealer, ports, async (_, inOne) => {
        const state = await feedStateOf(dealerId, inOne);
        return state !== null && (await isStale(state, marketplaceOf(inOne), inOne));
      })
    : [];
  if (!stale.includes(true)) return;
  await refresh({ dealerId, from: 'generate', cause: `feed no longer fresh ${hourOf(ports)}` }, ports);
};

type EmbeddingsPorts = Pick<Ports, 'table' | 'machines' | 'clock' | 'parts'>;

/** The breaker of the embedding service; see `guarded-services.ts`. */
const SERVICE = 'bedrock-embedding';

const isAway = async ({ table, clock }: EmbeddingsPorts): Promise<boolean> => {
  const breaker = await table.breakers.get({ service: SERVICE });
  return breaker?.state === 'open' && breaker.openUntil > clock().getTime();
};

/** Whether another embedder answered than the first of the configuration, when the list was matched last. */
const wasStoodInFor = async (
  dealerId: string,
  documentId: string,
  { table, parts: { embedders } }: EmbeddingsPorts,
): Promise<boolean> => {
  const statistics = await table.statistics.query({ dealerId, documentId });
  const matches = statistics.filter(({ stage, error }) => stage === 'match' && !error);
  const last = matches.toSorted((one, other) => one.startedAt.localeCompare(other.startedAt)).at(-1);
  return last !== undefined && !last.engine.startsWith(embedders[0] ?? '');
};

/**
 * Matches lists in force again whose names were measured by a stand-in, once the embedding service is no longer known
 * to be away: at most once a day each, for a service may fail in another way than its breaker sees. Answers which.
 */
const matchAgain = async (dealerId: string, ports: EmbeddingsPorts): Promise<string[]> => {
  if (ports.parts.embedders.length < 2 || (await isAway(ports))) return [];
  const lists = await listsInForce(dealerId, ports);
  const cause = `embeddings are back ${ports.clock().toISOString().slice(0, '2026-11-22'.length)}`;
  const begun: string[] = [];
  for (const documentId of new Set(lists.map((list) => list.documentId))) {
    if (!(await wasStoodInFor(dealerId, documentId, ports))) continue;
    const { began } = await rerunDocument(documentId, { dealerId, from: 'match', cause }, ports);
    if (began) begun.push(documentId);
  }
  return begun;
};

/** So often a repair is tried, once an hour; then a person is asked. */
const MOST_TRIES = 5;

type GivenUp = 'given-up';

/** What is repaired, and what of: the same thing broken once more in another way is another subject. */
interface Repair {
  dealerId: string;
  subject: string;
}

/** The hour as a name: what did not begin, or came to nothing, is begun anew in the next. */
const hourOf = ({ clock }: Pick<Ports, 'clock'>): string =>
  clock().toISOString().slice(0, '2026-11-22T10'.length);

/** Does the repair once an hour, which answers null where nothing began, unless it was done in vain too often. */
const tryRepair = async <Done extends string>(
  { dealerId, subject }: Repair,
  { table, clock }: Pick<Ports, 'table' | 'clock'>,
  repair: () => Promise<Done | null>,
): Promise<Done | GivenUp | null> => {
  const hour = hourOf({ clock });
  const before = await table.repairs.get({ dealerId, subject });
  if (before?.hour === hour) return null;
  const tries = before?.tries ?? 0;
  if (tries >= MOST_TRIES) return 'given-up';
  const done = await repair();
  const ttl = keptUntil('repair', clock());
  if (done) await table.repairs.put({ dealerId, subject, tries: tries + 1, hour, ttl });
  return done;
};

type RunPorts = Pick<Ports, 'table' | 'machines' | 'clock'>;

/** What works on a document bears the same name in both machines: the second reads spec books. */
const MACHINES = ['price-list', 'catalogue'] as const;

/** How the executions of that name stand; the first machine is asked first, since it starts the second. */
const statusesOf = async (
  name: string,
  { machines }: Pick<RunPorts, 'machines'>,
): Promise<ExecutionStatus[]> => {
  const statuses: ExecutionStatus[] = [];
  for (const machine of MACHINES) {
    const status = await machines.status(machine, name);
    if (status) statuses.push(status);
  }
  return statuses;
};

/** One an hour: where the closing itself fails, the next look closes again. */
const closingName = (name: string, ports: Pick<Ports, 'clock'>): string =>
  `lost-${sha256(`${name} ${hourOf(ports)}`).slice(0, 40)}`;

/** Tells the machine `failure` what an event should have told it; null where it was told already. */
const closeAsFailed = async (
  name: string,
  input: object,
  status: ExecutionStatus,
  ports: Pick<Ports, 'machines' | 'clock'>,
): Promise<'closed' | null> => {
  const detail = {
    ...{ name, status: 'FAILED', input: JSON.stringify(input), error: EXECUTION_LOST },
    cause: status,
  };
  return (await ports.machines.start('failure', closingName(name, ports), { detail })) ? 'closed' : null;
};

const begin = async (document: DocumentRecord, status: ExecutionStatus | undefined, ports: RunPorts) => {
  const { dealerId, documentId, claimedBy } = document;
  if (status) return closeAsFailed(claimedBy, { dealerId, documentId }, status, ports);
  return (await redrive(document, ports, hourOf(ports))).began ? 'redriven' : null;
};

const isUnderWay = (statuses: ExecutionStatus[]): boolean =>
  statuses.includes('RUNNING') || statuses.includes('PENDING_REDRIVE');

/** Whether an execution of that name is still at work, in either machine. */
const isAtWork = async (name: string, ports: Pick<RunPorts, 'machines'>): Promise<boolean> =>
  isUnderWay(await statusesOf(name, ports));

type Settled = 'closed' | 'redriven' | GivenUp;

/**
 * Ends what nobody works on any more: a document whose execution is over is closed as failed, and one whose
 * execution is not known begins again. Null where its execution runs, or
 * nothing began. Time limits are the machines' own.
 */
const settle = async (document: DocumentRecord, ports: RunPorts): Promise<Settled | null> => {
  const { dealerId, documentId, claimedBy } = document;
  const statuses = await statusesOf(claimedBy, ports);
  if (isUnderWay(statuses)) return null;
  const subject = `document#${documentId}#${claimedBy}`;
  return tryRepair({ dealerId, subject }, ports, () => begin(document, statuses[0], ports));
};

type ReconcilePorts = Pick<Ports, 'inbox' | 'table' | 'machines' | 'parts' | 'clock' | 'audit' | 'admission'>;

/** What was found to have been lost, and what was done about it. */
export const Found = z.strictObject({
  what: z.enum(['file', 'document', 'act', 'feed', 'lease', 'place']),
  dealerId: z.string(),
  subject: z.string(),
  done: z.enum(['started', 'closed', 'redriven', 'ended', 'built', 'removed', 'given-up']),
});
export type Found = z.infer<typeof Found>;

type Tell = (found: Found) => void;

const INBOX = 'inbox/';
const MINUTE_MS = 60_000;
/** Time for the event of a new file to be delivered and claimed. */
const GRACE_MS = 10 * MINUTE_MS;
/** Records that the table reads in one call: an inbox may be larger than memory. */
const PAGE = 100;
/** So long each hour looks for a file's record; of older ones each hour for a part, so that a day sees them all. */
const YOUNG_MS = 3 * 24 * 60 * MINUTE_MS;
const HOURS_A_DAY = 24;

/** Under the one name it can have, the file was started before and left no record: it is closed, with one. */
const takeUpFile = async (file: InboxFile, ports: ReconcilePorts): Promise<Found['done'] | null> => {
  const { key, version } = file.object;
  const status = await ports.machines.status('price-list', executionOf(file));
  if (status === 'RUNNING') return null;
  // What waits for room is not lost.
  if (!status) return (await admit(file, ports)) === 'started' ? 'started' : null;
  const repair = { dealerId: file.dealerId, subject: `file#${file.documentId}` };
  return tryRepair(repair, ports, () => closeAsFailed(executionOf(file), { key, version }, status, ports));
};

/** Whether this hour looks for the record of an object: a year's files of all dealers are too many for each. */
const isLookedFor =
  (now: Date) =>
  ({ key, version, modifiedAt }: StoredObject): boolean => {
    const age = now.getTime() - Date.parse(modifiedAt);
    if (age < YOUNG_MS) return age > GRACE_MS;
    const share = Number.parseInt(documentIdOf(key, version).slice(0, 8), 16) % HOURS_A_DAY;
    return share === now.getUTCHours();
  };

const takeUpFiles = async (objects: StoredObject[], tell: Tell, ports: ReconcilePorts) => {
  const due = objects.filter(isLookedFor(ports.clock()));
  for (const file of await unknownFiles(due, ports)) {
    const done = await takeUpFile(file, ports);
    if (done) tell({ what: 'file', dealerId: file.dealerId, subject: file.object.key, done });
  }
};

/** Answers how many documents are still being worked on. */
const settleDocuments = async (dealerId: string, tell: Tell, ports: ReconcilePorts): Promise<number> => {
  let count = 0;
  const open = ports.table.documents.streamIndex('GSI1', { dealerId, status: 'processing' });
  for await (const document of open) {
    count += 1;
    const done = await settle(document, ports);
    if (done) tell({ what: 'document', dealerId, subject: document.documentId, done });
  }
  return count;
};

/** Whoever held it is gone; the next one would take it over anyway. */
const removeDeadLeases = async (dealerId: string, tell: Tell, { table, clock }: ReconcilePorts) => {
  const now = clock().getTime();
  for (const { name, until } of await table.locks.query({ dealerId })) {
    if (until >= now) continue;
    const removed = await table.locks.removeIf({ dealerId, name }, (lock, { lt }) => lt(lock.until, now));
    if (removed) tell({ what: 'lease', dealerId, subject: name, done: 'removed' });
  }
};

/** Places whose executions are over and did not give them back, or never began. */
const freePlaces = async (tell: Tell, ports: ReconcilePorts) => {
  for (const { owner, dealerId } of await ports.table.places.query({})) {
    if (await isAtWork(owner, ports)) continue;
    await leavePlace(owner, ports);
    tell({ what: 'place', dealerId, subject: owner, done: 'removed' });
  }
};

/** Of a dealer, or those that concern all (null): what a person's command was killed in. */
const endActs = async (dealerId: string | null, tell: Tell, ports: ReconcilePorts) => {
  const before = new Date(ports.clock().getTime() - LONGEST_ACT_MINUTES * MINUTE_MS);
  const ended = await finishOrphans(dealerId, before, ports);
  if (ended > 0) tell({ what: 'act', dealerId: dealerId ?? 'all', subject: `${ended} acts`, done: 'ended' });
};

const settleDealer = async (dealerId: string, tell: Tell, ports: ReconcilePorts) => {
  await removeDeadLeases(dealerId, tell, ports);
  await endActs(dealerId, tell, ports);
  if (await ports.table.leavings.get({ dealerId })) return;
  const open = await settleDocuments(dealerId, tell, ports);
  if (open === 0) await freshen(dealerId, ports);
  for (const subject of open === 0 ? await matchAgain(dealerId, ports) : [])
    tell({ what: 'document', dealerId, subject, done: 'started' });
  const done = open === 0 ? await catchUp(dealerId, ports) : null;
  if (done) tell({ what: 'feed', dealerId, subject: 'feed.xml', done });
};

const dealersKnown = async ({ table }: ReconcilePorts): Promise<string[]> =>
  (await table.dealers.queryIndex('GSI1', {})).map(({ dealerId }) => dealerId);

/**
 * Holds the inbox against the document records (each file of the last days, and of older ones a part, a day all), and
 * the records against what runs: what an event lost or a killed
 * process interrupted is started, closed or refreshed. Done twice at once, each thing happens once. Answers what was
 * found and really began, and what was given up after it had been tried in vain.
 */
export const reconcile = async (ports: ReconcilePorts): Promise<Found[]> => {
  const found: Found[] = [];
  const tell: Tell = (one) => void found.push(one);
  const dealers = new Set(await dealersKnown(ports));
  await freePlaces(tell, ports);
  for await (const page of inChunks(ports.inbox.versions(INBOX), PAGE)) {
    for (const { key } of page) dealers.add(parseInboxKey(key).dealerId);
    await takeUpFiles(page, tell, ports);
  }
  await endActs(null, tell, ports);
  for (const dealerId of dealers) await settleDealer(dealerId, tell, ports);
  return found;
};
