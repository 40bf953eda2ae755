import type { Embedder } from './embedder.ts';
import { lexicalEmbedder } from './lexical-embedder.ts';

/** The embedders a configuration may name. */
export const EMBEDDERS: Record<string, Embedder> = { lexical: lexicalEmbedder };
