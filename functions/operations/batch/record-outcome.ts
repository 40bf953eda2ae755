import type { BatchItem, BatchOutcome } from '#contracts/batch.ts';
import type { Ending, RunState } from '#contracts/state.ts';
import { reason } from '#messages/reason.ts';
import { messageIn } from '#shared/failure-message.ts';
import { writeEach } from '#shared/in-chunks.ts';
import type { Ports } from '#shared/ports.ts';
import type { BatchDealer, BatchFile } from '#shared/table/batch-records.ts';
import type { DocumentRecord } from '#shared/table/records.ts';

export type RecordPorts = Pick<Ports, 'table' | 'clock'>;

type Item<Kind extends BatchItem['kind']> = Extract<BatchItem, { kind: Kind }>;
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

const HELD = ['feed-held', 'feed-rejected'];

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
export const recordOutcome = async ({ item, ...went }: BatchOutcome, ports: RecordPorts): Promise<void> =>
  item.kind === 'file' ? recordFile(item, went, ports) : recordFeed(item, went, ports);
