import * as z from 'zod';
import { ConfigurationError } from '../errors.ts';

const vector = z.array(z.number());

/** How a family of embedding models is asked through InvokeModel, and what it answers. */
export interface EmbeddingFamily {
  textsPerCall: number;
  request(texts: readonly string[], dimensions: number): object;
  /** The vectors in the answer, in the order of the texts. */
  vectors: z.ZodType<number[][]>;
}

/** https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-embed-text.html */
const TITAN: EmbeddingFamily = {
  textsPerCall: 1,
  request: ([inputText], dimensions) => ({ inputText, dimensions, normalize: true }),
  vectors: z.object({ embedding: vector }).transform(({ embedding }) => [embedding]),
};

/**
 * https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-embed-v3.html. Names are compared
 * with names, so all are of one type; `clustering` is the one meant for comparing like with like.
 */
const COHERE: EmbeddingFamily = {
  textsPerCall: 96,
  request: (texts) => ({
    texts: texts.map((text) => text.slice(0, COHERE_CHARACTERS)),
    input_type: 'clustering',
    truncate: 'END',
  }),
  vectors: z.object({ embeddings: z.array(vector) }).transform(({ embeddings }) => embeddings),
};
const COHERE_CHARACTERS = 2048;

/** By a part of the model's id, which an inference profile's id holds too. */
const FAMILIES: Record<string, EmbeddingFamily> = {
  'amazon.titan-embed-text-v2': TITAN,
  'cohere.embed-multilingual-v3': COHERE,
  'cohere.embed-english-v3': COHERE,
};

/** The family of a model. Throws `ConfigurationError` naming those there are. */
export const embeddingFamily = (model: string): EmbeddingFamily => {
  const known = Object.keys(FAMILIES).find((part) => model.includes(part));
  if (known) return FAMILIES[known] as EmbeddingFamily;
  const names = Object.keys(FAMILIES).join(', ');
  throw new ConfigurationError(`embeddingModel: nobody knows how to ask ${model}; use one of ${names}`, {
    stage: 'configuration',
  });
};
