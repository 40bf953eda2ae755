import { sha256 } from '#shared/hash.ts';
import type { Ports } from '#shared/ports.ts';
import { MAY_BE_LATE } from '#shared/table/collection.ts';
import type { CachedVector } from '#shared/table/common-records.ts';

export type VectorPorts = Pick<Ports, 'table' | 'clock' | 'embeddings'>;

/** A vector never goes stale, but texts do: those that no list has used for so long are forgotten. */
const KEPT_DAYS = 400;
const SECONDS_A_DAY = 86_400;

/** Texts asked for and kept at once: where a later call fails, what came before is paid for and stays. */
const PORTION = 96;

type Key = Pick<CachedVector, 'model' | 'dimensions' | 'bucket' | 'hash'>;

const keyOf = (text: string, { embeddings: { model, dimensions } }: VectorPorts): Key => {
  const hash = sha256(text);
  return { model, dimensions, bucket: hash.slice(0, 2), hash };
};

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(buffer, byteOffset, byteLength).slice();

/** Copied first: a Float32Array must begin at a multiple of four bytes. */
const vectorOf = ({ vector }: CachedVector): Float32Array => new Float32Array(vector.slice().buffer);

const known = async (texts: readonly string[], ports: VectorPorts): Promise<Map<string, Float32Array>> => {
  const keys = texts.map((text) => keyOf(text, ports));
  const found = await ports.table.vectors.getAll(keys, MAY_BE_LATE);
  const byHash = new Map(found.map((record) => [record.hash, vectorOf(record)]));
  const entries = texts.map((text) => [text, byHash.get(sha256(text))] as const);
  return new Map(entries.filter((entry): entry is readonly [string, Float32Array] => entry[1] !== undefined));
};

const keep = async (texts: readonly string[], vectors: readonly Float32Array[], ports: VectorPorts) => {
  const ttl = Math.floor(ports.clock().getTime() / 1000) + KEPT_DAYS * SECONDS_A_DAY;
  const records = texts.map((text, at) => ({
    ...keyOf(text, ports),
    vector: bytesOf(vectors[at] as Float32Array),
    ttl,
  }));
  // What the table does not take now is asked for again next time: it costs a little, and no vector.
  await ports.table.vectors.putAll(records).catch(() => null);
};

/**
 * The vectors of the texts, in their order; only those are asked for that the table does not have under this
 * model and these dimensions. Throws what the embedding service throws.
 */
export async function cachedVectors(texts: readonly string[], ports: VectorPorts): Promise<Float32Array[]> {
  const vectors = await known([...new Set(texts)], ports);
  const missing = [...new Set(texts)].filter((text) => !vectors.has(text));
  for (let start = 0; start < missing.length; start += PORTION) {
    const portion = missing.slice(start, start + PORTION);
    const answer = await ports.embeddings.embed(portion);
    portion.forEach((text, at) => void vectors.set(text, answer.vectors[at] as Float32Array));
    await keep(portion, answer.vectors, ports);
  }
  return texts.map((text) => vectors.get(text) as Float32Array);
}
