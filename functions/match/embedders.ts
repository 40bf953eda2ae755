import { bedrockEmbedder } from './bedrock-embedder.ts';
import type { VectorPorts } from './cached-vectors.ts';
import type { Embedder } from './embedder.ts';
import { lexicalEmbedder } from './lexical-embedder.ts';

/** The embedders a configuration may name. */
export const EMBEDDERS: Record<string, (ports: VectorPorts) => Embedder> = {
  lexical: () => lexicalEmbedder,
  bedrock: bedrockEmbedder,
};
