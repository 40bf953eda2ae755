import type { z } from 'zod';
import type { ObjectStore } from './ports.ts';

const JSON_TYPE = 'application/json';

/** Reads an artefact and holds it against its contract. Throws when either is missing or broken. */
export const readJson = async <Schema extends z.ZodType>(
  store: ObjectStore,
  key: string,
  schema: Schema,
): Promise<z.infer<Schema>> => schema.parse(JSON.parse(Buffer.from(await store.read(key)).toString('utf8')));

/** Writes an artefact a person can open and read. */
export const writeJson = (store: ObjectStore, key: string, value: object): Promise<void> =>
  store.write(key, `${JSON.stringify(value, null, 1)}\n`, JSON_TYPE);
