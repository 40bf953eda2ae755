import type { EngineAnswer } from '#contracts/extracted.ts';
import { asTold } from '#messages/reason.ts';
import { sentenceOf } from '#messages/say.ts';
import { keptUntil } from '#reference/retention.ts';
import { MatchingError } from '#shared/errors.ts';
import { sha256 } from '#shared/hash.ts';
import type { Ports } from '#shared/ports.ts';
import { MAY_BE_LATE } from '#shared/table/collection.ts';
import type { CachedVector } from '#shared/table/common-records.ts';

const DIMENSIONS = 512;

/** FNV-1a, 32 bits: spreads short strings well and gives the same slot on every machine. */
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

function slotOf(gram: string): number {
  let hash = FNV_OFFSET;
  for (let at = 0; at < gram.length; at += 1) hash = Math.imul(hash ^ gram.charCodeAt(at), FNV_PRIME);
  return (hash >>> 0) % DIMENSIONS;
}

/** Pairs and triples of characters within a word, its edges marked, so that word order does not count. */
const gramsOf = (word: string): string[] => {
  const marked = `^${word}$`;
  return [...marked].flatMap((_, at) =>
    [2, 3].map((size) => marked.slice(at, at + size)).filter((gram) => gram.length > 1),
  );
};

function countedPieces(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  for (const gram of text.split(' ').flatMap(gramsOf)) {
    const slot = slotOf(gram);
    vector[slot] = (vector[slot] ?? 0) + 1;
  }
  return vector;
}

/** Likeness of spelling: needs no service, no model and no statistics of the names it is asked about. */
export const lexicalEmbedder: Embedder = {
  name: 'lexical',
  embed: async (texts) => texts.map(countedPieces),
};

export type VectorPorts = Pick<Ports, 'table' | 'clock' | 'embeddings'>;

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
  const ttl = keptUntil('vector', ports.clock());
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

/**
 * Likeness of meaning by Bedrock's embedding model, whose vectors the table keeps: an unchanged list asks
 * nothing. Named with its model, since bands that fit one model say nothing about another.
 */
const bedrockEmbedder = (ports: VectorPorts): Embedder => ({
  name: namedAfterModel('bedrock', ports.embeddings.model),
  embed: (texts) => cachedVectors(texts, ports),
});

/** The embedders a configuration may name. */
export const EMBEDDERS: Record<string, (ports: VectorPorts) => Embedder> = {
  lexical: () => lexicalEmbedder,
  bedrock: bedrockEmbedder,
};

/** Turns texts into vectors; those of similar texts point the same way. */
export interface Embedder {
  readonly name: string;
  embed(texts: string[]): Promise<Float32Array[]>;
}

/** Bands that fit one model say nothing about another: the name tells which. */
export const namedAfterModel = (embedder: string, model: string): string => `${embedder} ${model}`;

/** How alike two of the texts are, 0 to 1, and who measured it. */
export interface Likeness {
  readonly engine: EngineAnswer;
  similarity(one: string, other: string): number;
}

/** A text without its vector would be like nothing, and its product in review for no reason of its own. */
async function vectorsOf(embedder: Embedder, texts: string[]): Promise<Float32Array[]> {
  const vectors = await embedder.embed(texts);
  if (vectors.length < texts.length) throw new Error(`${vectors.length} vectors for ${texts.length} texts`);
  return vectors;
}

/** Asks one after the other until one answers. */
async function firstAnswer(embedders: readonly Embedder[], texts: string[]) {
  const declined: EngineAnswer['declined'] = [];
  for (const embedder of embedders) {
    const { name } = embedder;
    try {
      return { vectors: await vectorsOf(embedder, texts), engine: { name, declined } };
    } catch (cause) {
      declined.push({ name, reason: asTold(cause instanceof Error ? cause.message : String(cause)) });
    }
  }
  const reasons = declined.map(({ name, reason }) => `${name}: ${sentenceOf(reason)}`).join('; ');
  throw new MatchingError(`No embedder answered: ${reasons}`, { stage: 'match', details: { declined } });
}

const dot = (one: Float32Array, other: Float32Array): number => {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
};

/** At length 1 the dot product is the cosine. */
function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector));
  return length === 0 ? vector : vector.map((part) => part / length);
}

/** What points away from each other is no more different than unrelated. */
const cosine = (one: Float32Array, other: Float32Array): number => Math.min(1, Math.max(0, dot(one, other)));

/**
 * Measures the texts by the first embedder that answers, and says why the earlier ones did not: bands and
 * method go by what was really asked. A text that was not among them is like none.
 */
export async function similarityBy(embedders: readonly Embedder[], texts: string[]): Promise<Likeness> {
  const { vectors, engine } = await firstAnswer(embedders, texts);
  const vectorOf = new Map(texts.map((text, at) => [text, unit(vectors[at] as Float32Array)]));
  return {
    engine,
    similarity: (one, other) => {
      const [first, second] = [vectorOf.get(one), vectorOf.get(other)];
      return first && second ? cosine(first, second) : 0;
    },
  };
}
