import type { Reason } from '#contracts/reason.ts';
import type { Findable } from '#contracts/search.ts';
import { reason } from '#messages/reason.ts';
import { tokensUsed } from '#shared/beyond-plan.ts';
import { sha256 } from '#shared/hash.ts';
import { inChunks } from '#shared/in-chunks.ts';
import { inTime } from '#shared/in-time.ts';
import type { Ports } from '#shared/ports.ts';
import { watchedProvider } from '#shared/providers.ts';
import {
  goesByMeaning,
  inBytes,
  keptVectors,
  packVectors,
  vectorsKey,
} from '#shared/search/search-vectors.ts';
import { noteUsed } from '#shared/used.ts';

export type VectorPorts = Pick<Ports, 'table' | 'artefacts' | 'clock' | 'parts' | 'embeddings'>;

/** Each takes a kilobyte of every process that searches. */
const MOST_TEXTS = 20_000;

/** Texts asked for at once: where a later call fails, what came before is paid for and stays. */
const PORTION = 96;

/** A feed has been built, and its run waits for no more than that: the next goes on. */
const LONGEST_MS = 30_000;

/** What something means; nobody pays for more of a text. */
const MOST_LETTERS = 300;

/** What can be found, and what it means: many things may mean the same. */
export class Meant {
  /** By what something is called, the hash of the text that says what it is. */
  readonly hashes = new Map<string, string>();
  readonly texts = new Map<string, string>();

  note({ id, title, means }: Findable): void {
    const text = [title, means].filter(Boolean).join(' ').slice(0, MOST_LETTERS);
    const hash = sha256(text);
    this.hashes.set(id, hash);
    this.texts.set(hash, text);
  }
}

type Rows = Map<string, Int8Array>;

/** What the last build has left of those texts. */
const rowsKept = async (dealerId: string, wanted: ReadonlySet<string>, ports: VectorPorts): Promise<Rows> => {
  const kept = await keptVectors(dealerId, ports);
  if (!kept) return new Map();
  const { texts, rows, dimensions } = kept;
  const all = texts.map(
    (hash, row) => [hash, rows.subarray(row * dimensions, (row + 1) * dimensions)] as const,
  );
  return new Map(all.filter(([hash]) => wanted.has(hash)));
};

/** A text by its hash. */
type Missing = readonly [hash: string, text: string];

const errorOf = (error: unknown): string => (error instanceof Error ? error.name : 'Error');

/** Asks for the vectors of texts, as far as time and plan allow; says why not for all of them. A late answer is not waited for. */
const askFor = async (
  missing: readonly Missing[],
  { dealerId, rows }: { dealerId: string; rows: Rows },
  ports: VectorPorts,
): Promise<Reason | null> => {
  const begun = ports.clock();
  let used = 0;
  try {
    for await (const portion of inChunks(missing, PORTION)) {
      const spent = await tokensUsed(dealerId, ports);
      if (spent) return spent;
      const left = begun.getTime() + LONGEST_MS - ports.clock().getTime();
      const texts = portion.map(([, text]) => text);
      const answer = left > 0 ? await inTime(ports.embeddings.embed(texts), left) : null;
      if (!answer) return reason('search-vectors-late', {});
      const { vectors, usage } = answer;
      portion.forEach(([hash], at) => void rows.set(hash, inBytes(vectors[at] as Float32Array)));
      used += usage.inputTokens;
      await noteUsed('tokens', { dealerId, unit: `search#${begun.toISOString()}`, amount: used }, ports);
    }
    return null;
  } catch (error) {
    return reason('search-embedder-away', { detail: errorOf(error) });
  }
};

const packed = (
  hashes: ReadonlyMap<string, string>,
  rows: Rows,
  because: Reason | null,
  { model, dimensions }: Ports['embeddings'],
): Buffer => {
  const texts = [...rows.keys()];
  const places = new Map(texts.map((hash, row) => [hash, row]));
  const entries = [...hashes].flatMap(([id, hash]): [string, number][] => {
    const row = places.get(hash);
    return row === undefined ? [] : [[id, row]];
  });
  const bytes = new Int8Array(texts.length * dimensions);
  texts.forEach((hash, row) => void bytes.set(rows.get(hash) as Int8Array, row * dimensions));
  return packVectors({ contractVersion: 1, model, dimensions, texts, entries, because, rows: bytes });
};

/**
 * Keeps the vectors of what can be found, beside its index: only texts are asked for that the last build did not have.
 * What could not be had is asked for by the next build, and found by its words meanwhile. Throws where the store does not
 * answer: what it has stays as it is, and nothing is paid for twice.
 */
export const keepSearchVectors = async (
  dealerId: string,
  { texts, hashes }: Meant,
  ports: VectorPorts,
): Promise<void> => {
  if (!goesByMeaning(ports) || texts.size === 0) return;
  const wanted = [...texts].slice(0, MOST_TEXTS);
  const rows = await rowsKept(dealerId, new Set(wanted.map(([hash]) => hash)), ports);
  const missing = wanted.filter(([hash]) => !rows.has(hash));
  const place = { place: 'embedders', name: 'bedrock' } as const;
  const embeddings = watchedProvider(place, ports.embeddings, 'embed', ports);
  const late = await askFor(missing, { dealerId, rows }, { ...ports, embeddings });
  const full = texts.size > MOST_TEXTS ? reason('search-vectors-full', { most: MOST_TEXTS }) : null;
  const body = packed(hashes, rows, late ?? full, ports.embeddings);
  await ports.artefacts.write(vectorsKey(dealerId), body, 'application/octet-stream');
};
