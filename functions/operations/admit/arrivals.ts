import * as z from 'zod';
import { documentIdOf, parseInboxKey } from '#shared/run.ts';
import type { InboxFile } from '../reconcile/unknown-files.ts';
import type { Admission } from './admit.ts';

/** The part of S3's "Object Created" that tells which file has come. */
const ObjectCreated = z.object({
  detail: z.object({
    object: z.object({
      key: z.string(),
      size: z.number().default(0),
      'version-id': z.string().optional(),
      etag: z.string().default(''),
    }),
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

/** Null for what the console makes of a "new folder". */
const fileIn = (body: string): InboxFile | null => {
  const { detail, time } = ObjectCreated.parse(JSON.parse(body));
  const { key, size, etag } = detail.object;
  const version = detail.object['version-id'] ?? `"${etag}"`;
  if (key.endsWith('/')) return null;
  return {
    object: { key, version, bytes: size, modifiedAt: time },
    dealerId: parseInboxKey(key).dealerId,
    documentId: documentIdOf(key, version),
  };
};

/**
 * Admits each file that the messages tell of. Those for which there is no room go back into the queue, and so do those
 * that fail: one ends nobody else's.
 */
export const admitArrivals = async (
  { Records }: Arrivals,
  admit: (file: InboxFile) => Promise<Admission>,
  tell: (error: unknown, messageId: string) => void,
): Promise<Returned> => {
  const batchItemFailures: Returned['batchItemFailures'] = [];
  for (const { messageId, body } of Records) {
    const admission = await Promise.resolve(body)
      .then(fileIn)
      .then((file) => (file ? admit(file) : 'known'))
      .catch((error) => {
        tell(error, messageId);
        return 'waiting' as const;
      });
    if (admission === 'waiting') batchItemFailures.push({ itemIdentifier: messageId });
  }
  return { batchItemFailures };
};
