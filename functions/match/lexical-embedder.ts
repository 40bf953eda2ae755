import type { Embedder } from './embedder.ts';

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

function vectorOf(text: string): Float32Array {
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
  embed: async (texts) => texts.map(vectorOf),
};
