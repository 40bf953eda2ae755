import type { EngineAnswer } from '#contracts/extracted.ts';
import { MatchingError } from '#shared/errors.ts';

/** Turns texts into vectors; those of similar texts point the same way. */
export interface Embedder {
  readonly name: string;
  embed(texts: string[]): Promise<Float32Array[]>;
}

/** How alike two of the texts are, 0 to 1, and who measured it. */
export interface Likeness {
  readonly engine: EngineAnswer;
  similarity(one: string, other: string): number;
}

/** Asks one after the other until one answers. */
async function firstAnswer(embedders: readonly Embedder[], texts: string[]) {
  const declined: EngineAnswer['declined'] = [];
  for (const { name, embed } of embedders) {
    try {
      return { vectors: await embed(texts), engine: { name, declined } };
    } catch (cause) {
      declined.push({ name, reason: cause instanceof Error ? cause.message : String(cause) });
    }
  }
  throw new MatchingError('No embedder answered', { stage: 'match', details: { declined } });
}

const length = (vector: Float32Array): number =>
  Math.sqrt(vector.reduce((sum, part) => sum + part * part, 0));

/** Cosine of two vectors, 0 to 1: what points away from each other is no more different than unrelated. */
function cosine(one: Float32Array, other: Float32Array): number {
  const dot = one.reduce((sum, part, index) => sum + part * (other[index] ?? 0), 0);
  const lengths = length(one) * length(other);
  return lengths === 0 ? 0 : Math.min(1, Math.max(0, dot / lengths));
}

/**
 * Measures the texts by the first embedder that answers, and says why the earlier ones did not: bands and
 * method go by what was really asked. A text that was not among them is like none.
 */
export async function similarityBy(embedders: readonly Embedder[], texts: string[]): Promise<Likeness> {
  const { vectors, engine } = await firstAnswer(embedders, texts);
  const vectorOf = new Map(texts.map((text, at) => [text, vectors[at]]));
  return {
    engine,
    similarity: (one, other) => {
      const [first, second] = [vectorOf.get(one), vectorOf.get(other)];
      return first && second ? cosine(first, second) : 0;
    },
  };
}
