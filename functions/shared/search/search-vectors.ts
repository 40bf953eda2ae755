import * as z from 'zod';
import { Reason } from '#contracts/reason.ts';
import type { Found } from '#contracts/search.ts';
import type { Ports } from '../ports.ts';

/** What the vectors of a search index are of. */
const Header = z.strictObject({
  contractVersion: z.literal(1),
  /** Vectors of another model or of other dimensions cannot be compared with these. */
  model: z.string(),
  dimensions: z.number().int().positive(),
  /** SHA-256 of the text of each row: what says the same is asked for once. */
  texts: z.array(z.string()),
  /** What is found, and the row of its text. */
  entries: z.array(z.tuple([z.string(), z.number().int().nonnegative()])),
  /** Why not all that is found has a row. */
  because: Reason.nullable(),
});

/** Vectors of what can be found; each row has whole numbers from -127 to 127, since their direction alone counts. */
export interface SearchVectors extends z.infer<typeof Header> {
  rows: Int8Array;
}

const LARGEST = 127;
const LENGTH_BYTES = 4;

/** A vector in a quarter of its bytes, as long as none of its parts is over 127. */
export const inBytes = (vector: Float32Array): Int8Array => {
  const largest = vector.reduce((most, part) => Math.max(most, Math.abs(part)), 0);
  return Int8Array.from(vector, (part) => (largest === 0 ? 0 : Math.round((part / largest) * LARGEST)));
};

/** As it is kept: the length of the header, the header in JSON, the rows. */
export const packVectors = ({ rows, ...header }: SearchVectors): Buffer => {
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(text.length);
  return Buffer.concat([length, text, Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength)]);
};

/** Vectors as they were kept. Throws where the bytes are none. */
const openVectors = (bytes: Uint8Array): SearchVectors => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = LENGTH_BYTES + buffer.readUInt32LE();
  const header = Header.parse(JSON.parse(buffer.toString('utf8', LENGTH_BYTES, end)));
  const rows = new Int8Array(buffer.subarray(end));
  const [wanted, last] = [header.texts.length * header.dimensions, header.texts.length - 1];
  if (rows.length !== wanted) throw new Error(`${rows.length} bytes of vectors, ${wanted} are told of`);
  if (header.entries.some(([, row]) => row > last))
    throw new Error('An entry names a vector that is not there');
  return { ...header, rows };
};

/** Rows that are each held against the wish; of more, those whose parts have the most signs in common with it. */
const MOST_HELD = 1_000;

const WORD_BITS = 32;

/** The signs of a vector's parts, 32 in a word. */
const signsInto = (
  words: Uint32Array,
  at: number,
  vector: ArrayLike<number>,
  from: number,
  length: number,
) => {
  for (let part = 0; part < length; part += 1)
    if ((vector[from + part] ?? 0) > 0) {
      const word = at + Math.floor(part / WORD_BITS);
      words[word] = (words[word] ?? 0) | (1 << (part % WORD_BITS));
    }
};

/** How many bits of a word are set (Hacker's Delight, 5-1). */
const bitsIn = (word: number): number => {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

/** The places of the least so many of small whole numbers, and of those like the last of them, without sorting. */
const leastOf = (numbers: Uint16Array, most: number, highest: number): number[] => {
  const counts = new Uint32Array(highest + 1);
  for (const number of numbers) counts[number] = (counts[number] ?? 0) + 1;
  let [limit, within] = [-1, 0];
  while (limit < highest && within < most) {
    limit += 1;
    within += counts[limit] ?? 0;
  }
  return [...numbers.keys()].filter((at) => (numbers[at] ?? 0) <= limit);
};

/** What can be asked of vectors. */
export interface Meanings {
  /** What has a vector. */
  readonly ids: ReadonlySet<string>;
  readonly because: Reason | null;
  /** What is nearest to the wish in meaning, the nearest first. */
  nearest(wish: Float32Array, most: number): string[];
}

/** Makes vectors ready to be asked; 10,000 of 1,024 parts answer in a few milliseconds. */
export const meaningsOf = ({ dimensions, texts, entries, because, rows }: SearchVectors): Meanings => {
  const words = Math.ceil(dimensions / WORD_BITS);
  const signs = new Uint32Array(texts.length * words);
  const lengths = new Float32Array(texts.length);
  for (let row = 0; row < texts.length; row += 1) {
    signsInto(signs, row * words, rows, row * dimensions, dimensions);
    let sum = 0;
    for (let at = row * dimensions; at < (row + 1) * dimensions; at += 1) sum += (rows[at] ?? 0) ** 2;
    lengths[row] = Math.sqrt(sum) || 1;
  }
  const shortlist = (wish: Float32Array): number[] => {
    if (texts.length <= MOST_HELD) return [...texts.keys()];
    const wished = new Uint32Array(words);
    signsInto(wished, 0, wish, 0, dimensions);
    const apart = new Uint16Array(texts.length);
    for (let row = 0; row < texts.length; row += 1) {
      let bits = 0;
      for (let at = 0; at < words; at += 1)
        bits += bitsIn((signs[row * words + at] ?? 0) ^ (wished[at] ?? 0));
      apart[row] = bits;
    }
    return leastOf(apart, MOST_HELD, dimensions);
  };
  const likeness = (row: number, wish: Float32Array): number => {
    let sum = 0;
    for (let part = 0; part < dimensions; part += 1)
      sum += (rows[row * dimensions + part] ?? 0) * (wish[part] ?? 0);
    return sum / (lengths[row] ?? 1);
  };
  const idsOf = Map.groupBy(entries, ([, row]) => row);
  const nearest: Meanings['nearest'] = (wish, most) =>
    shortlist(wish)
      .map((row) => ({ row, like: likeness(row, wish) }))
      .filter(({ like }) => like > 0)
      .sort((one, other) => other.like - one.like)
      .slice(0, most)
      .flatMap(({ row }) => (idsOf.get(row) ?? []).map(([id]) => id))
      .slice(0, most);
  return { because, ids: new Set(entries.map(([id]) => id)), nearest };
};

/** Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion", 2009. */
const RANK_CONSTANT = 60;

const shareOf = (rank: number | undefined): number =>
  rank === undefined ? 0 : 1 / (RANK_CONSTANT + rank + 1);

/**
 * What was found in two ways as one, by the ranks that it has in each: their figures cannot be compared. Of alike ranks
 * what was found by its words comes first.
 */
export const fused = (byWords: readonly Found[], byMeaning: readonly Found[], most: number): Found[] => {
  const ranksBy = (found: readonly Found[]) => new Map(found.map(({ id }, rank) => [id, rank]));
  const [words, meaning] = [ranksBy(byWords), ranksBy(byMeaning)];
  const all = new Map([...byWords, ...byMeaning].map((found) => [found.id, found]));
  return [...all.values()]
    .map((found): Found => {
      const [byWord, byMean] = [words.get(found.id), meaning.get(found.id)];
      const by = [
        byWord === undefined ? [] : ['words' as const],
        byMean === undefined ? [] : ['meaning' as const],
      ];
      return { ...found, by: by.flat(), score: shareOf(byWord) + shareOf(byMean) };
    })
    .sort((one, other) => other.score - one.score)
    .slice(0, most);
};

/** Where a dealer's vectors lie, beside its index. */
export const vectorsKey = (dealerId: string): string => `feeds/${dealerId}/search-vectors.bin`;

const openedOrNone = (bytes: Uint8Array): SearchVectors | null => {
  try {
    return openVectors(bytes);
  } catch {
    return null;
  }
};

/**
 * Vectors as they are kept; null where there are none that can be read, or where they are of another model. Throws where
 * the store does not answer: what was paid for may still be there.
 */
export const keptVectors = async (
  dealerId: string,
  { artefacts, embeddings }: Pick<Ports, 'artefacts' | 'embeddings'>,
): Promise<SearchVectors | null> => {
  const object = await artefacts.head(vectorsKey(dealerId));
  if (!object) return null;
  const vectors = openedOrNone(await artefacts.read(object.key, object.version));
  const isComparable = vectors?.model === embeddings.model && vectors.dimensions === embeddings.dimensions;
  return isComparable ? vectors : null;
};

/** Embedders of the configuration that go by what texts mean; spelling is what the index of words goes by already. */
const BY_MEANING = ['bedrock'];

/** Whether the configuration names an embedder that searches can go by. */
export const goesByMeaning = ({ parts }: Pick<Ports, 'parts'>): boolean =>
  parts.embedders.some((name) => BY_MEANING.includes(name));
