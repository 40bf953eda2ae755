import type { EngineAnswer } from '#contracts/extracted.ts';
import { MatchingError } from '#shared/errors.ts';

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
      declined.push({ name, reason: cause instanceof Error ? cause.message : String(cause) });
    }
  }
  const reasons = declined.map(({ name, reason }) => `${name}: ${reason}`).join('; ');
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
