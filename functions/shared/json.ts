import type { z } from 'zod';
import type { ObjectStore } from './ports.ts';

const JSON_TYPE = 'application/json';

/** Reads an artefact and holds it against its contract. Throws when either is missing or broken. */
export const readJson = async <Schema extends z.ZodType>(
  store: ObjectStore,
  key: string,
  schema: Schema,
): Promise<z.infer<Schema>> => schema.parse(JSON.parse(Buffer.from(await store.read(key)).toString('utf8')));

const encode = (value: object): Buffer => Buffer.from(`${JSON.stringify(value, null, 1)}\n`);

/** Writes an artefact a person can open and read. */
export const writeJson = (store: ObjectStore, key: string, value: object): Promise<void> =>
  store.write(key, encode(value), JSON_TYPE);

/** Every later stage holds the artefact in memory whole, as text and as values. */
const MOST_BYTES = 100_000_000;

/** Writes an artefact whose size the dealer's file decides; false, and nothing written, where it is over 100 MB. */
export const writeBoundedJson = async (store: ObjectStore, key: string, value: object): Promise<boolean> => {
  const artefact = encode(value);
  if (artefact.length > MOST_BYTES) return false;
  await store.write(key, artefact, JSON_TYPE);
  return true;
};
