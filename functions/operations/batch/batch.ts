import * as z from 'zod';
import { type BatchItem, BatchOutcome, BatchRequest, BatchState } from '#contracts/batch.ts';
import type { Ending, RunState } from '#contracts/state.ts';
import { reason } from '#messages/reason.ts';
import { messageIn } from '#shared/failure-message.ts';
import { sha256 } from '#shared/hash.ts';
import { writeEach } from '#shared/in-chunks.ts';
import type { Ports } from '#shared/ports.ts';
import type { BatchDealer, BatchFile, BatchTurn } from '#shared/table/batch-records.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import { listsInForce } from '#shared/used.ts';
import { placeOf } from './place.ts';
import { type PlanPorts, plan } from './plan.ts';
import { type ReportPorts, report } from './report.ts';
import { groupText } from './turns.ts';

type NextPagePorts = Pick<Ports, 'table' | 'batchAtOnce'>;

const MOST_ITEMS = 500;

/** Keys may have a kilobyte each; with the records read at once (`ROWS`) a page stays under 256 KiB. */
const MOST_BYTES = 100_000;
const ROWS = 100;

/** What is on a page of a phase, and where the next begins; `after` is null behind the last. */
interface Page {
  items: BatchItem[];
  after: string | null;
  /** How many of each dealer may run at once, where its plan says so. */
  slots: Map<string, number>;
}

type Item<Kind extends BatchItem['kind']> = Extract<BatchItem, { kind: Kind }>;

type Phase = BatchState['phase'];
/** Where a page begins. */
type From = Omit<BatchState, 'atOnce' | 'items' | 'route'>;
/** Every phase but the last has work. */
type Worked = { phase: Exclude<Phase, 'report'> };
type Batch = Pick<BatchState, 'batchId' | 'attempt' | 'group'>;

const asFile = (
  { batchId, attempt }: Batch,
  { dealerId, place, documentId, key, version }: BatchFile,
): Item<'file'> => ({
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
  const lists = await listsInForce(dealerId, { table });
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

/** Reads rows of a phase that come behind a place, and makes work of them. */
type Reading = (batch: Batch, after: string | null, ports: NextPagePorts) => Promise<Page>;

/** Those that are due of the files whose turn it is, in the order of their turns. */
const dueFiles = async (batch: Batch, turns: BatchTurn[], { table }: NextPagePorts) => {
  const keys = turns.map(({ batchId, dealerId, place }) => ({ batchId, dealerId, place }));
  const due = (await table.batchFiles.getAll(keys)).filter(isDue(batch));
  const byPlace = new Map(due.map((file) => [`${file.dealerId}#${file.place}`, file]));
  return turns.flatMap(({ dealerId, place }) => byPlace.get(`${dealerId}#${place}`) ?? []);
};

const files: Reading = async (batch, after, ports) => {
  const { batchId } = batch;
  const page = { limit: ROWS, after };
  const group = groupText(batch.group);
  const { items: turns, cursor } = await ports.table.batchTurns.pageOf({ batchId, group }, page);
  const due = await dueFiles(batch, turns, ports);
  const busy = new Set(due.map(({ dealerId }) => dealerId));
  const slots = turns
    .filter(({ dealerId }) => busy.has(dealerId))
    .map(({ dealerId, slots }) => [dealerId, slots] as const);
  return { items: due.map((file) => asFile(batch, file)), after: cursor, slots: new Map(slots) };
};

type ItemsFor = (batch: Batch, dealer: BatchDealer, ports: NextPagePorts) => Promise<BatchItem[]>;

/** The next dealers whose last file is in the group, so many at most; those between them are passed over. */
const readyDealers = async (
  { batchId, group: now }: Batch,
  most: number,
  after: string | null,
  { table }: NextPagePorts,
) => {
  const isReady = ({ group = 0 }: BatchDealer) => group === now;
  const page = await table.batchDealers.pageOf({ batchId }, { limit: ROWS, after });
  const last = page.items.filter(isReady)[most - 1];
  const limit = last ? page.items.indexOf(last) + 1 : ROWS;
  const { items, cursor } =
    limit < page.items.length ? await table.batchDealers.pageOf({ batchId }, { limit, after }) : page;
  return { ready: items.filter(isReady), cursor };
};

const dealers =
  (most: number, itemsFor: ItemsFor): Reading =>
  async (batch, after, ports) => {
    const { ready, cursor } = await readyDealers(batch, most, after, ports);
    const found = await Promise.all(ready.map((dealer) => itemsFor(batch, dealer, ports)));
    return { items: found.flat(), after: cursor, slots: new Map() };
  };

/** A dealer may have dozens of lists in force, and has one feed. */
const READINGS: Record<Exclude<Phase, 'report'>, Reading> = {
  files,
  again: dealers(1, againFor),
  feeds: dealers(ROWS, feedFor),
};

/** What follows the end of a phase. */
const following = ({
  phase,
  group,
  lastGroup,
}: Omit<From, 'phase'> & Worked): Pick<From, 'phase' | 'group'> => {
  if (phase === 'files') return { phase: 'again', group };
  if (phase === 'again') return { phase: 'feeds', group };
  return group < lastGroup ? { phase: 'files', group: group + 1 } : { phase: 'report', group };
};

const isFull = (items: BatchItem[]): boolean =>
  items.length + ROWS > MOST_ITEMS || JSON.stringify(items).length > MOST_BYTES;

/** A whole page of one phase, or what is left of it; and where the next one begins. */
const fill = async (
  { phase, after: begin, ...batch }: From & Worked,
  ports: NextPagePorts,
): Promise<Page> => {
  const read = READINGS[phase];
  const filled: Page = { items: [], after: begin, slots: new Map() };
  do {
    const page = await read(batch, filled.after, ports);
    filled.items.push(...page.items);
    for (const [dealerId, slots] of page.slots) filled.slots.set(dealerId, slots);
    filled.after = page.after;
  } while (filled.after !== null && !isFull(filled.items));
  return filled;
};

/** As many as the plans of its dealers allow together: in turns, so none runs many more than its own. */
const atOnceOf = ({ slots }: Page, { batchAtOnce }: NextPagePorts): number => {
  const together = [...slots.values()].reduce((sum, one) => sum + one, 0);
  return Math.min(together || Infinity, batchAtOnce);
};

/**
 * The next pieces of work of a batch: files, each dealer in its turn, then the lists in force that a book of it has
 * overtaken, then the feeds of those dealers that have no file left. A phase begins when all of the one before has
 * ended, so no feed lacks a book or a list.
 */
export const nextPage = async (from: From, ports: NextPagePorts): Promise<BatchState> => {
  const { phase } = from;
  if (phase === 'report')
    return { ...from, after: null, atOnce: ports.batchAtOnce, items: [], route: 'report' };
  const page = await fill({ ...from, phase }, ports);
  const { items, after } = page;
  const next = { ...from, after, ...(after === null && following({ ...from, phase })) };
  return items.length > 0
    ? { ...next, atOnce: atOnceOf(page, ports), items, route: 'run' }
    : nextPage(next, ports);
};

type RecordPorts = Pick<Ports, 'table' | 'clock'>;

type Went = Omit<BatchOutcome, 'item'>;

const failedFor = ({ failure }: Went): Ending => ({
  status: 'failed',
  reason: reason('batch-item-failed', {
    category: failure?.Error ?? 'unknown',
    text: failure?.Cause ? messageIn(failure.Cause) : reason('execution-silent'),
  }),
});

/** What the batch itself has made of the document; a run of somebody else's says nothing of this file. */
const isOwn = (document: DocumentRecord | null, { batchId }: BatchItem): document is DocumentRecord =>
  document?.claimedBy.startsWith(`${batchId}-`) === true;

/**
 * How the file ended. The document's record is asked first: a run that had ended before its row was written, and a
 * file that somebody else has put through meanwhile, are told of by the record alone.
 */
const endingOf = (document: DocumentRecord | null, item: BatchItem, went: Went): Ending => {
  const told = went.run?.output.ending;
  const isTold = isOwn(document, item) || told?.reason?.code === 'already-claimed';
  if (isTold && document?.ending && document.status !== 'processing') return document.ending;
  return told ?? failedFor(went);
};

/** A spec book's models are no products. */
const productsOn = (document: DocumentRecord | null): Record<string, number> =>
  (document?.kind === 'price-list' && document.counts) || {};

const recordFile = async (item: Item<'file'>, went: Went, { table, clock }: RecordPorts): Promise<void> => {
  const { batchId, attempt, dealerId, place } = item;
  const documentId = went.run?.output.documentId ?? item.documentId;
  const document = await table.documents.get({ dealerId, documentId });
  const ending = endingOf(document, item, went);
  const counts = productsOn(document);
  await table.batchFiles.patchIf(
    { batchId, dealerId, place },
    { status: ending.status, ending, counts, documentId, attempt, endedAt: clock().toISOString() },
  );
};

const HELD = ['feed-held', 'feed-rejected', 'feeds-wait'];

const isHeld = (ending: Ending | null): ending is Ending => HELD.includes(ending?.reason?.code ?? '');

type Built = Pick<BatchDealer, 'status' | 'feedVersion' | 'reason'>;

const because = ({ reason }: Ending) => (reason ? { reason } : {});

/** What became of the dealer's feed, by the run that built it. */
const builtBy = (went: Went): Built => {
  if (!went.run) return { status: 'failed', ...because(failedFor(went)) };
  const { feed, ending } = went.run.output;
  if (!feed) return { status: 'none' };
  return isHeld(ending)
    ? { status: 'held', feedVersion: feed.version, ...because(ending) }
    : { status: 'built', feedVersion: feed.version };
};

/** Says in the document, as a run of its own would, in which version it is, and that this waits where it does. */
const tellDocument = (
  file: BatchFile,
  { feedVersion }: Built,
  output: RunState | undefined,
  { table }: RecordPorts,
) => {
  const { dealerId, documentId, batchId } = file;
  const held = output && isHeld(output.ending) ? output.ending : null;
  return table.documents.patchIf(
    { dealerId, documentId },
    {
      ...(feedVersion !== undefined && { feedVersion }),
      ...(held && { status: held.status, ending: held }),
    },
    (document, { begins, ne }) =>
      `${begins(document.claimedBy, `${batchId}-`)} AND ${ne(document.status, 'processing')}`,
  );
};

const isInFeed = ({ status }: BatchFile): boolean => status === 'published' || status === 'review';

const tellDocuments = async (item: Item<'feed'>, built: Built, went: Went, ports: RecordPorts) => {
  const { batchId, dealerId } = item;
  const files = (await ports.table.batchFiles.query({ batchId, dealerId })).filter(
    (file) => file.dealerId === dealerId && isInFeed(file),
  );
  await writeEach(files, (file) => tellDocument(file, built, went.run?.output, ports));
};

const recordFeed = async (item: Item<'feed'>, went: Went, ports: RecordPorts): Promise<void> => {
  const { batchId, dealerId, attempt } = item;
  const built = builtBy(went);
  if (built.feedVersion !== undefined) await tellDocuments(item, built, went, ports);
  await ports.table.batchDealers.patchIf({ batchId, dealerId }, { ...built, attempt });
};

/** Writes down how one piece of work ended; doing so again changes nothing. */
const recordOutcome = async ({ item, ...went }: BatchOutcome, ports: RecordPorts): Promise<void> =>
  item.kind === 'file' ? recordFile(item, went, ports) : recordFeed(item, went, ports);

/** What the machine asks for, by the name of its state. */
export const BatchEvent = z.discriminatedUnion('step', [
  z.object({ step: z.literal('plan'), request: BatchRequest }),
  z.object({
    step: z.literal('next-page'),
    from: BatchState.omit({ atOnce: true, items: true, route: true }),
  }),
  z.object({ step: z.literal('record'), outcome: BatchOutcome }),
  z.object({ step: z.literal('report'), state: BatchState }),
]);
export type BatchEvent = z.infer<typeof BatchEvent>;

/** The batch's state, or nothing where an outcome was recorded. */
export const BatchAnswer = z.union([BatchState, z.strictObject({})]);

type BatchPorts = NextPagePorts & PlanPorts & RecordPorts & ReportPorts;

/** One step of the batch machine. */
export const batch = async (event: BatchEvent, ports: BatchPorts): Promise<z.infer<typeof BatchAnswer>> => {
  if (event.step === 'plan') return plan(event.request, ports);
  if (event.step === 'next-page') return nextPage(event.from, ports);
  if (event.step === 'report') return report(event.state, ports);
  await recordOutcome(event.outcome, ports);
  return {};
};
