import { cachedVectors, type VectorPorts } from './cached-vectors.ts';
import { type Embedder, namedAfterModel } from './embedder.ts';
import { lexicalEmbedder } from './lexical-embedder.ts';

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
