import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import { FeedReference } from '#contracts/delivered.ts';
import type { Item, Upload } from '#marketplace/avito-api/schemas.ts';
import type { ObjectStore } from '#shared/ports.ts';

const Any = z.record(z.string(), z.unknown());

/** All that the marketplace said of a load, as it came and as it was read: after the next load it says no more. */
const Kept = z.object({
  uploadId: z.string(),
  /** Which of the two readable loads it was; null where it was neither any more. */
  readable: z.enum(['last_successful', 'current']).nullable(),
  window: z.iso.datetime(),
  fetchedAt: z.iso.datetime(),
  /** What we had published when it began. */
  feed: FeedReference.nullable(),
  upload: Any,
  items: z.array(Any),
  missing: z.array(z.string()),
  unclear: z.array(z.string()),
  /** Bodies of answers, word by word. */
  raw: z.object({ list: z.array(z.string()), upload: z.string(), items: z.array(z.string()) }),
});

export type Snapshot = Omit<z.infer<typeof Kept>, 'upload' | 'items'> & { upload: Upload; items: Item[] };

/** Keeps a snapshot for ever; one that is there already stays: of one load nothing is written twice. */
export const keepSnapshot = async (key: string, snapshot: Snapshot, store: ObjectStore): Promise<void> => {
  if (await store.head(key)) return;
  await store.write(key, gzipSync(JSON.stringify(snapshot)), 'application/gzip');
};

export const readSnapshot = async (key: string, store: ObjectStore): Promise<Snapshot> => {
  const text = gunzipSync(await store.read(key)).toString('utf8');
  // Written by `keepSnapshot` from what the schemas of the API gave.
  return Kept.parse(JSON.parse(text)) as unknown as Snapshot;
};
