import * as z from 'zod';
import { documentIdOf, parseInboxKey } from '#shared/run.ts';
import { executionOf, type InboxFile } from '../reconcile/unknown-files.ts';
import type { Admission } from './admit.ts';

/** The part of S3's "Object Created" that tells which file has come; of events that a run has ended there is none. */
const Event = z.object({
  detail: z.object({
    object: z
      .object({
        key: z.string(),
        size: z.number().default(0),
        'version-id': z.string().optional(),
        etag: z.string().default(''),
      })
      .optional(),
  }),
  time: z.string().default(''),
});

/** Messages of the queue in which such events wait. */
export const Arrivals = z.object({
  Records: z.array(z.object({ messageId: z.string(), body: z.string() })),
});
export type Arrivals = z.infer<typeof Arrivals>;

/** The messages that the queue is to give again later. */
export const Returned = z.strictObject({
  batchItemFailures: z.array(z.strictObject({ itemIdentifier: z.string() })),
});
export type Returned = z.infer<typeof Returned>;

/** Null where a place was left, and for what the console makes of a "new folder". */
const fileIn = (body: string): InboxFile | null => {
  const { detail, time } = Event.parse(JSON.parse(body));
  if (!detail.object) return null;
  const { key, size, etag } = detail.object;
  const version = detail.object['version-id'] ?? `"${etag}"`;
  if (key.endsWith('/')) return null;
  return {
    object: { key, version, bytes: size, modifiedAt: time },
    dealerId: parseInboxKey(key).dealerId,
    documentId: documentIdOf(key, version),
  };
};

/** How files wait, and how free places are given to whose turn it is. */
interface Lines {
  lineUp(file: InboxFile): Promise<'known' | 'waiting'>;
  fillPlaces(): Promise<Map<string, Admission>>;
}

/** The execution that a message waits for; null where there is nothing to wait for. */
const waitFor = async (body: string, { lineUp }: Lines): Promise<string | null> => {
  const file = fileIn(body);
  return file && (await lineUp(file)) === 'waiting' ? executionOf(file) : null;
};

/**
 * Has each file wait that the messages tell of, then gives free places to whose turn it is. Messages whose files wait
 * on go back into the queue, and come again: each time is a look for free places. So do those that fail: one ends
 * nobody else's.
 */
export const admitArrivals = async (
  { Records }: Arrivals,
  lines: Lines,
  tell: (error: unknown, messageId: string) => void,
): Promise<Returned> => {
  const waiting: { messageId: string; execution: string | null }[] = [];
  for (const { messageId, body } of Records)
    try {
      const execution = await waitFor(body, lines);
      if (execution) waiting.push({ messageId, execution });
    } catch (error) {
      tell(error, messageId);
      waiting.push({ messageId, execution: null });
    }
  const served = await lines.fillPlaces().catch((error) => {
    tell(error, 'free places');
    return new Map<string, Admission>();
  });
  const isServed = (execution: string | null) => (served.get(execution ?? '') ?? 'waiting') !== 'waiting';
  const back = waiting.filter(({ execution }) => !isServed(execution));
  return { batchItemFailures: back.map(({ messageId }) => ({ itemIdentifier: messageId })) };
};
