import * as z from 'zod';
import { inChunks } from '#shared/in-chunks.ts';
import type { Ports, StoredObject } from '#shared/ports.ts';
import { parseInboxKey } from '#shared/run.ts';
import { admit } from '../admit/admit.ts';
import { leavePlace } from '../admit/places.ts';
import { finishOrphans, LONGEST_ACT_MINUTES } from '../audit/finish-orphans.ts';
import { catchUp } from './behind.ts';
import { matchAgain } from './embeddings-back.ts';
import { closeAsFailed, isAtWork, settle } from './open-runs.ts';
import { tryRepair } from './repairs.ts';
import { executionOf, type InboxFile, unknownFiles } from './unknown-files.ts';

export type ReconcilePorts = Pick<
  Ports,
  'inbox' | 'table' | 'machines' | 'parts' | 'clock' | 'audit' | 'admission'
>;

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

const takeUpFiles = async (objects: StoredObject[], tell: Tell, ports: ReconcilePorts) => {
  const before = new Date(ports.clock().getTime() - GRACE_MS).toISOString();
  const old = objects.filter(({ modifiedAt }) => modifiedAt < before);
  for (const file of await unknownFiles(old, ports)) {
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
  const open = await settleDocuments(dealerId, tell, ports);
  for (const subject of open === 0 ? await matchAgain(dealerId, ports) : [])
    tell({ what: 'document', dealerId, subject, done: 'started' });
  const done = open === 0 ? await catchUp(dealerId, ports) : null;
  if (done) tell({ what: 'feed', dealerId, subject: 'feed.xml', done });
};

const dealersKnown = async ({ table }: ReconcilePorts): Promise<string[]> =>
  (await table.dealers.queryIndex('GSI1', {})).map(({ dealerId }) => dealerId);

/**
 * Holds the inbox against the document records, and the records against what runs: what an event lost or a killed
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
