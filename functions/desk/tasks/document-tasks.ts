import type { Reason } from '#contracts/reason.ts';
import { stillSince } from '#functions/operations/watch/watch.ts';
import { reason } from '#messages/reason.ts';
import type { Ports } from '#shared/ports.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import { documentsInForce } from '../documents/documents.ts';
import { documentsOf, STATES } from '../documents/list.ts';
import { NOTHING, type Task } from './task.ts';

type DocumentPorts = Pick<Ports, 'table' | 'clock'>;

/** A file that ended badly longer ago, and was not dropped again since, nobody misses. */
const REMEMBERED_DAYS = 14;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Retries and leases take minutes; a scan of hundreds of pages may take longer. As the alarm `document-stuck`. */
const STUCK_MINUTES = 60;

const shown = ({ dealerId, documentId }: DocumentRecord): string[] => [
  'documents',
  'show',
  dealerId,
  documentId.slice(0, 8),
];

const causeOf = ({ ending }: DocumentRecord): Reason => ending?.reason ?? reason('not-ended');

const lost = ({ counts }: DocumentRecord) => ({ ...NOTHING, ads: counts?.products ?? 0 });

const rejectedTask = (document: DocumentRecord): Task => {
  const { dealerId, name } = document;
  const why = reason('file-rejected', { file: name, cause: causeOf(document) });
  return { dealerId, reason: why, command: shown(document), ...lost(document) };
};

const failedTask = (document: DocumentRecord): Task => {
  const { dealerId, name } = document;
  const why = reason('file-failed', { file: name, cause: causeOf(document) });
  return { dealerId, reason: why, command: ['redrive', name, '--dealer', dealerId], ...lost(document) };
};

const TASKS = { rejected: rejectedTask, failed: failedTask } as const;
type Ended = keyof typeof TASKS;

/** Of each file the newest version alone counts: whoever has dropped it again has mended it, or is told of that one. */
const newestVersions = async (dealerId: string, ports: DocumentPorts): Promise<DocumentRecord[]> => {
  const since = new Date(ports.clock().getTime() - REMEMBERED_DAYS * DAY_MS).toISOString();
  const byKey = new Map<string, DocumentRecord>();
  for await (const document of documentsOf(dealerId, STATES, ports)) {
    if (document.receivedAt < since) break;
    if (!byKey.has(document.key)) byKey.set(document.key, document);
  }
  return [...byKey.values()];
};

const endedTasks = async (dealerId: string, ports: DocumentPorts): Promise<Task[]> =>
  (await newestVersions(dealerId, ports))
    .filter(({ status }) => status in TASKS)
    .map((document) => TASKS[document.status as Ended](document));

const stuckTask = async (document: DocumentRecord, most: number, ports: DocumentPorts): Promise<Task[]> => {
  const still = ports.clock().getTime() - Date.parse(await stillSince(document, ports));
  const minutes = Math.floor(still / MINUTE_MS);
  if (minutes < most) return [];
  const { dealerId, name } = document;
  return [
    {
      ...{ dealerId, reason: reason('file-stuck', { file: name, minutes }) },
      ...{ command: shown(document), ...lost(document) },
    },
  ];
};

/** A dealer's files at work. */
export const documentsAtWork = (dealerId: string, { table }: DocumentPorts): Promise<DocumentRecord[]> =>
  table.documents.queryIndex('GSI1', { dealerId, status: 'processing' });

/** Those of files at work of which nothing has come for so many minutes. */
export const stuckTasks = async (
  atWork: readonly DocumentRecord[],
  minutes: number,
  ports: DocumentPorts,
): Promise<Task[]> =>
  (await Promise.all(atWork.map((document) => stuckTask(document, minutes, ports)))).flat();

const bookTask = (document: DocumentRecord): Task[] => {
  const cause = document.ending?.reason;
  if (cause?.code !== 'book-missing') return [];
  const { dealerId, name } = document;
  const { waiting, books } = cause.values as { waiting: number; books: string[] };
  return [
    {
      ...{ dealerId, reason: reason('file-lacks-book', { file: name, cause, dealerId, books }) },
      ...{ command: shown(document), ...NOTHING, ads: waiting },
    },
  ];
};

/** Lists in force that wait for a spec book which nobody has dropped. */
const bookTasks = async (dealerId: string, ports: DocumentPorts): Promise<Task[]> => {
  const keys = [...(await documentsInForce(dealerId, ports))].map((documentId) => ({ dealerId, documentId }));
  return (await ports.table.documents.getAll(keys)).flatMap(bookTask);
};

/** What of a dealer's files waits for a person; those at work are read already. */
export const documentTasks = async (
  dealerId: string,
  atWork: readonly DocumentRecord[],
  ports: DocumentPorts,
): Promise<Task[]> =>
  (
    await Promise.all([
      endedTasks(dealerId, ports),
      stuckTasks(atWork, STUCK_MINUTES, ports),
      bookTasks(dealerId, ports),
    ])
  ).flat();
