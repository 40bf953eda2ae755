import type { BatchItem, BatchState } from '#contracts/batch.ts';
import { sha256 } from '#shared/hash.ts';
import type { Ports } from '#shared/ports.ts';
import type { BatchDealer, BatchFile } from '#shared/table/batch-records.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import { placeOf } from './place.ts';

export type NextPagePorts = Pick<Ports, 'table'>;

const MOST_ITEMS = 500;

/** Keys may have a kilobyte each; with the records read at once (`ROWS`) a page stays under 256 KiB. */
const MOST_BYTES = 100_000;
const ROWS = 100;

/** Where a page of a phase begins, and what is on it; `after` is null behind the last. */
interface Page {
  items: BatchItem[];
  after: string | null;
}

type Phase = BatchState['phase'];
type Batch = Pick<BatchState, 'batchId' | 'attempt'>;

const asFile = (
  { batchId, attempt }: Batch,
  { dealerId, place, documentId, key, version }: BatchFile,
): BatchItem => ({
  kind: 'file',
  ...{ batchId, attempt, dealerId, place, documentId },
  name: `${batchId}-${attempt}-${sha256(key).slice(0, 20)}`,
  input: { key, version, batchId },
});

/** What was done stays done; what failed is tried once in each attempt. */
const isDue =
  ({ attempt }: Batch) =>
  (file: BatchFile): boolean =>
    file.status === 'waiting' || (file.status === 'failed' && file.attempt < attempt);

/** Lists in force that were matched before the dealer's newest book came, the batch's own and older ones. */
const outdated = async (dealerId: string, { table }: NextPagePorts): Promise<string[]> => {
  const { catalogueRevision = 0 } = (await table.states.get({ dealerId })) ?? {};
  const lists = await table.lists.query({ dealerId });
  const stale = lists.filter((list) => (list.catalogueRevision ?? -1) < catalogueRevision);
  return [...new Set(stale.map(({ documentId }) => documentId))];
};

const asAgain = (
  { batchId, attempt }: Batch,
  { dealerId, documentId, key, bytes }: DocumentRecord,
): BatchItem => ({
  kind: 'file',
  ...{ batchId, attempt, dealerId, documentId },
  place: placeOf(key, bytes),
  name: `${batchId}-${attempt}-again-${documentId}`,
  input: { dealerId, documentId, from: 'match', reason: `batch ${batchId}`, batchId },
});

/** Their documents, taken up again at match: the books of the batch refresh no list themselves. */
const againFor = async (batch: Batch, { dealerId }: BatchDealer, ports: NextPagePorts) => {
  const documentIds = await outdated(dealerId, ports);
  const documents = await ports.table.documents.getAll(
    documentIds.map((documentId) => ({ dealerId, documentId })),
  );
  return documents.map((document) => asAgain(batch, document));
};

/** One execution a dealer: whichever of its lists it takes up, it builds the feed of all its offers. */
const feedFor = async (batch: Batch, dealer: BatchDealer, { table }: NextPagePorts): Promise<BatchItem[]> => {
  const { batchId, attempt } = batch;
  const { dealerId } = dealer;
  const [list] = dealer.attempt < attempt ? await table.lists.query({ dealerId }) : [];
  if (!list) return [];
  const { documentId } = list;
  const name = `${batchId}-${attempt}-feed-${sha256(dealerId).slice(0, 20)}`;
  const input = { dealerId, documentId, from: 'generate', reason: `batch ${batchId}` };
  return [{ kind: 'feed', ...{ batchId, attempt, dealerId, name, input } }];
};

/** How many rows are read at once, and what is made of each. */
interface Reading {
  limit: number;
  read(batch: Batch, page: { limit: number; after: string | null }, ports: NextPagePorts): Promise<Page>;
}

const files: Reading = {
  limit: ROWS,
  read: async (batch, page, { table }) => {
    const { batchId } = batch;
    const { items, cursor } = await table.batchFiles.pageOf({ batchId }, page);
    return { items: items.filter(isDue(batch)).map((file) => asFile(batch, file)), after: cursor };
  },
};

type ItemsFor = (batch: Batch, dealer: BatchDealer, ports: NextPagePorts) => Promise<BatchItem[]>;

const dealers = (limit: number, itemsFor: ItemsFor): Reading => ({
  limit,
  read: async (batch, page, ports) => {
    const { batchId } = batch;
    const { items, cursor } = await ports.table.batchDealers.pageOf({ batchId }, page);
    const found = await Promise.all(items.map((dealer) => itemsFor(batch, dealer, ports)));
    return { items: found.flat(), after: cursor };
  },
});

/** A dealer may have dozens of lists in force, and has one feed. */
const READINGS: Record<Exclude<Phase, 'report'>, Reading> = {
  files,
  again: dealers(1, againFor),
  feeds: dealers(ROWS, feedFor),
};

const FOLLOWING: Record<Exclude<Phase, 'report'>, Phase> = {
  files: 'again',
  again: 'feeds',
  feeds: 'report',
};

const isFull = (items: BatchItem[]): boolean =>
  items.length + ROWS > MOST_ITEMS || JSON.stringify(items).length > MOST_BYTES;

/** A whole page of one phase, or what is left of it; and where the next one begins. */
const fill = async (
  phase: Exclude<Phase, 'report'>,
  batch: Batch,
  begin: string | null,
  ports: NextPagePorts,
): Promise<Page> => {
  const { limit, read } = READINGS[phase];
  const items: BatchItem[] = [];
  let after = begin;
  do {
    const page = await read(batch, { limit, after }, ports);
    items.push(...page.items);
    after = page.after;
  } while (after !== null && !isFull(items));
  return { items, after };
};

/**
 * The next pieces of work of a batch: its files, then the lists in force that a book of it has overtaken, then the
 * feed of each dealer. A phase begins when all of the one before has ended, so no feed lacks a book or a list.
 */
export const nextPage = async (
  { batchId, attempt, atOnce, phase, after: begin }: Omit<BatchState, 'items' | 'route'>,
  ports: NextPagePorts,
): Promise<BatchState> => {
  if (phase === 'report') return { batchId, attempt, atOnce, phase, after: null, items: [], route: 'report' };
  const { items, after } = await fill(phase, { batchId, attempt }, begin, ports);
  const next = { batchId, attempt, atOnce, phase: after === null ? FOLLOWING[phase] : phase, after };
  return items.length > 0 ? { ...next, items, route: 'run' } : nextPage(next, ports);
};
