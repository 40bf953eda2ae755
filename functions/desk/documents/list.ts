import * as z from 'zod';
import type { Reason } from '#contracts/reason.ts';
import { STATUSES } from '#contracts/state.ts';
import { newestByStage } from '#functions/operations/close/close.ts';
import { inChunks } from '#shared/in-chunks.ts';
import type { Ports } from '#shared/ports.ts';
import { LAST_FIRST } from '#shared/table/collection.ts';
import type { DocumentRecord, StageStatistic } from '#shared/table/records.ts';
import { atEachDealer, dealersNamed } from '../dealers/known-dealer.ts';

/** How a file may stand: at work, or ended. */
export const STATES = ['processing', ...STATUSES] as const;
export type State = (typeof STATES)[number];

/** The files of a dealer, of all where none is named, in one state or in any. */
export const ListDocuments = z.strictObject({
  dealerId: z.string().optional(),
  state: z.enum(STATES, `A state is one of ${STATES.join(', ')}`).optional(),
});

/** A file that came in, and what has become of it. */
export interface ListedDocument {
  dealerId: string;
  documentId: string;
  /** As it was called when it came. */
  file: string;
  receivedAt: string;
  state: State;
  /** Why not all of it is published; null where all is well, or nobody knows yet. */
  reason: Reason | null;
  counts: Record<string, number>;
  /** Of the newest call of each stage. */
  seconds: number;
  /** USD for functions and paid services, likewise. */
  costUsd: number;
  /** The command that goes on from here, word by word. */
  next: readonly string[];
}

type DocumentPorts = Pick<Ports, 'table'>;

/** Where a person looks next, by how the file stands. */
const NEXT: Record<State, (document: DocumentRecord) => string[]> = {
  processing: () => ['health'],
  published: ({ dealerId }) => ['offers', 'list', dealerId],
  review: ({ dealerId }) => ['review', 'list', dealerId],
  rejected: ({ dealerId, documentId }) => ['documents', 'show', dealerId, documentId.slice(0, 8)],
  failed: ({ dealerId, name }) => ['redrive', name, '--dealer', dealerId],
  duplicate: ({ dealerId }) => ['lists', 'show', dealerId],
  catalogued: ({ dealerId, documentId }) => ['documents', 'show', dealerId, documentId.slice(0, 8)],
};

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

/** What each stage did last, in the order in which they began. */
export const stagesOf = async (
  { dealerId, documentId }: Pick<DocumentRecord, 'dealerId' | 'documentId'>,
  { table }: DocumentPorts,
): Promise<StageStatistic[]> => newestByStage(await table.statistics.query({ dealerId, documentId }));

/** A document as it is listed. */
export const listed = (document: DocumentRecord, stages: StageStatistic[]): ListedDocument => {
  const { dealerId, documentId, name, receivedAt, status, ending, counts = {} } = document;
  return {
    ...{ dealerId, documentId, file: name, receivedAt, state: status, counts },
    reason: ending?.reason ?? null,
    seconds: sum(stages.map(({ seconds }) => seconds)),
    costUsd: sum(stages.map(({ costUsd }) => costUsd)),
    next: NEXT[status](document),
  };
};

/** Several rows of records that are each sorted with the newest first, as one; memory holds a record of each. */
async function* newestFirst(rows: AsyncGenerator<DocumentRecord>[]): AsyncGenerator<DocumentRecord> {
  const heads = await Promise.all(rows.map((row) => row.next()));
  for (;;) {
    const times = heads.map(({ value, done }) => (done ? '' : value.receivedAt));
    const newest = times.indexOf(times.toSorted().at(-1) ?? '');
    const [head, row] = [heads[newest], rows[newest]];
    if (!head || !row || head.done) return;
    yield head.value;
    heads[newest] = await row.next();
  }
}

/** The documents of a dealer, the newest first, one by one: a dealer may have had thousands. */
export const documentsOf = (
  dealerId: string,
  states: readonly State[],
  { table }: DocumentPorts,
): AsyncGenerator<DocumentRecord> =>
  newestFirst(states.map((status) => table.documents.streamIndex('GSI1', { dealerId, status }, LAST_FIRST)));

/** The table answers as many questions at once. */
const AT_ONCE = 16;

/**
 * Every file that came in, dealer after dealer, the newest of each first, one by one. Throws `Refusal` for a dealer that
 * nobody knows.
 */
export async function* listDocuments(
  { dealerId, state }: z.infer<typeof ListDocuments>,
  ports: DocumentPorts,
): AsyncGenerator<ListedDocument> {
  const states = state ? [state] : STATES;
  for (const each of await dealersNamed(dealerId, ports))
    for await (const documents of inChunks(documentsOf(each, states, ports), AT_ONCE))
      yield* await Promise.all(
        documents.map(async (document) => listed(document, await stagesOf(document, ports))),
      );
}

/** Where a page ends: when its last file came, and those of that moment that are on it or before; a file may change its state meanwhile. */
const PageEnd = z.object({ at: z.string(), ids: z.array(z.string()) });
type PageEnd = z.infer<typeof PageEnd>;

const idOf = ({ dealerId, documentId }: DocumentRecord): string => `${dealerId}/${documentId}`;

const endOf = (page: readonly DocumentRecord[], before: PageEnd | null): PageEnd => {
  const at = page.at(-1)?.receivedAt ?? '';
  const seen = before?.at === at ? before.ids : [];
  return { at, ids: [...seen, ...page.filter(({ receivedAt }) => receivedAt === at).map(idOf)] };
};

const isBehind =
  (end: PageEnd | null) =>
  (document: DocumentRecord): boolean =>
    end === null ||
    document.receivedAt < end.at ||
    (document.receivedAt === end.at && !end.ids.includes(idOf(document)));

/** A call for the files of a dealer in one state brings no more: of most dealers few are as new as what others have. */
const ROWS_A_CALL = 25;

const byTime = (one: DocumentRecord, other: DocumentRecord): number =>
  other.receivedAt.localeCompare(one.receivedAt) || idOf(one).localeCompare(idOf(other));

/** The newest files behind the end of a page, so many; dealers are asked a few at a time, each for those alone that may be among them. */
const newestBehind = async (
  end: PageEnd | null,
  { most, dealers, states }: { most: number; dealers: readonly string[]; states: readonly State[] },
  { table }: DocumentPorts,
): Promise<DocumentRecord[]> => {
  const reading = { ...LAST_FIRST, atOnce: ROWS_A_CALL, ...(end && { upTo: end.at }) };
  const isWanted = isBehind(end);
  let newest: DocumentRecord[] = [];
  const rows = dealers.flatMap((dealerId) => states.map((status) => ({ dealerId, status })));
  await atEachDealer(rows, async (row) => {
    const own: DocumentRecord[] = [];
    for await (const document of table.documents.streamIndex('GSI1', row, reading)) {
      if (own.length === most || document.receivedAt < (newest[most - 1]?.receivedAt ?? '')) break;
      if (isWanted(document)) own.push(document);
    }
    newest = [...newest, ...own].sort(byTime).slice(0, most);
    return [];
  });
  return newest;
};

/**
 * A page of a dealer's files, of all dealers where none is named, the newest first, and the place of the next. Throws
 * `Refusal` for a dealer that nobody knows.
 */
export const pageOfDocuments = async (
  { dealerId, state }: z.infer<typeof ListDocuments>,
  { limit, after }: { limit: number; after: string | null },
  ports: DocumentPorts,
): Promise<{ items: ListedDocument[]; cursor: string | null }> => {
  const dealers = await dealersNamed(dealerId, ports);
  const before = after === null ? null : PageEnd.parse(JSON.parse(after));
  const wanted = { most: limit + 1, dealers, states: state ? [state] : STATES };
  const found = await newestBehind(before, wanted, ports);
  const page = found.slice(0, limit);
  const items = await Promise.all(page.map(async (each) => listed(each, await stagesOf(each, ports))));
  return { items, cursor: found.length > limit ? JSON.stringify(endOf(page, before)) : null };
};
