import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** Every later stage holds the artefact in memory whole, as text and as values. */
const MOST_BYTES = 100_000_000;

/**
 * Writes an artefact whose size the dealer's file decides, as `writeJson` would; false, and nothing written, where it
 * is over 100 MB. It goes through a file piece by piece: as one text it would take more memory than reading the file.
 */
export const writeBoundedJson = (store: ObjectStore, key: string, value: object): Promise<boolean> =>
  writeThroughFile(store, key, value, MOST_BYTES);

/** The same of an artefact that is made of one, however long it is. */
export const writeLongJson = async (store: ObjectStore, key: string, value: object): Promise<void> => {
  await writeThroughFile(store, key, value, Number.POSITIVE_INFINITY);
};

const writeThroughFile = async (
  store: ObjectStore,
  key: string,
  value: object,
  mostBytes: number,
): Promise<boolean> => {
  const folder = await mkdtemp(join(tmpdir(), 'feedwright-json-'));
  try {
    const path = join(folder, 'artefact.json');
    const fits = await writePieces(path, jsonPieces(value), mostBytes);
    if (fits) await store.writeFile(key, path, JSON_TYPE);
    return fits;
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** Gives up, and says false, at the first piece that is too much. */
async function writePieces(path: string, pieces: Iterable<string>, mostBytes: number): Promise<boolean> {
  await using file = await open(path, 'w');
  let bytes = 0;
  // One for all batches: very many short-lived ones would fill the memory.
  let page = Buffer.allocUnsafe(BATCH);
  for (const batch of inBatches(pieces)) {
    const length = Buffer.byteLength(batch);
    bytes += length;
    if (bytes > mostBytes) return false;
    if (page.length < length) page = Buffer.allocUnsafe(length);
    page.write(batch);
    await file.appendFile(page.subarray(0, length));
  }
  return true;
}

/** Characters that go to the file at once. */
const BATCH = 50_000;

function* inBatches(pieces: Iterable<string>): Generator<string> {
  let batch = '';
  for (const piece of pieces) {
    batch += piece;
    if (batch.length < BATCH) continue;
    yield batch;
    batch = '';
  }
  yield batch;
}

/** What `JSON.stringify(value, null, 1)` gives; of arrays, and of all else that can be gone through, one element after the other. */
function* jsonPieces(value: object): Generator<string> {
  let before = '{';
  for (const [key, entry] of Object.entries(value)) {
    if (entry === undefined) continue;
    yield `${before}\n ${JSON.stringify(key)}: `;
    if (isIterable(entry)) yield* elements(entry);
    else yield indented(entry, 1);
    before = ',';
  }
  yield '\n}\n';
}

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value;

function* elements(entries: Iterable<unknown>): Generator<string> {
  let before = '[';
  for (const entry of entries) {
    yield `${before}\n  ${indented(entry, 2)}`;
    before = ',';
  }
  yield before === '[' ? '[]' : '\n ]';
}

const indented = (value: unknown, depth: number): string =>
  JSON.stringify(value, null, 1).replaceAll('\n', `\n${' '.repeat(depth)}`);
