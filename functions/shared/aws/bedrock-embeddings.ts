import type { InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
import * as z from 'zod';
import type { Usage } from '#contracts/usage.ts';
import { ConfigurationError, ServiceRefused } from '../errors.ts';
import type { Models } from '../models.ts';
import type { Embeddings } from '../ports.ts';
import type { Patience, Pauses } from '../retry.ts';
import { bedrockRuntime, bedrockService } from './bedrock-runtime.ts';
import { askService } from './service-call.ts';

const vector = z.array(z.number());

/** How a family of embedding models is asked through InvokeModel, and what it answers. */
interface EmbeddingFamily {
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
const embeddingFamily = (model: string): EmbeddingFamily => {
  const known = Object.keys(FAMILIES).find((part) => model.includes(part));
  if (known) return FAMILIES[known] as EmbeddingFamily;
  const names = Object.keys(FAMILIES).join(', ');
  throw new ConfigurationError(`embeddingModel: nobody knows how to ask ${model}; use one of ${names}`, {
    stage: 'configuration',
  });
};

/** InvokeModel tells what it counted in this header only; the bodies of some models say nothing. */
const HEADER = 'x-amzn-bedrock-input-token-count';

const Response = z.object({ headers: z.object({ [HEADER]: z.coerce.number().int().default(0) }) });

/** Listens to the command's answer; the function then gives the tokens it was billed for. */
const tokensIn = (command: InvokeModelCommand): (() => number) => {
  let tokens = 0;
  command.middlewareStack.add(
    (next) => async (given) => {
      const answered = await next(given);
      tokens = Response.safeParse(answered.response).data?.headers[HEADER] ?? 0;
      return answered;
    },
    { step: 'deserialize', name: 'inputTokens', priority: 'low' },
  );
  return () => tokens;
};

const batches = (texts: readonly string[], size: number): string[][] =>
  Array.from({ length: Math.ceil(texts.length / size) }, (_, at) => texts.slice(at * size, (at + 1) * size));

/** Works through the items with so many hands; answers in the items' order. */
const concurrently = async <Item, Result>(
  items: readonly Item[],
  hands: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> => {
  const results: Result[] = [];
  const queue = items.entries();
  const hand = async () => {
    for (const [at, item] of queue) results[at] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(hands, items.length) }, hand));
  return results;
};

/** A vector for each text, each of the size asked for: anything else would be compared with the wrong name. */
const parse = (family: EmbeddingFamily, body: string, texts: readonly string[], model: Model) => {
  const parsed = family.vectors.safeParse(JSON.parse(body));
  const wrong = parsed.error ? z.prettifyError(parsed.error) : misfit(parsed.data, texts.length, model);
  if (wrong)
    throw new ServiceRefused(`The answer of ${model.id} cannot be used: ${wrong}`, { stage: model.id });
  return (parsed.data as number[][]).map((vector) => Float32Array.from(vector));
};

const misfit = (vectors: number[][], texts: number, { dimensions }: Model): string | null => {
  if (vectors.length !== texts) return `${vectors.length} vectors for ${texts} texts`;
  const other = vectors.find(({ length }) => length !== dimensions);
  return other ? `vectors of ${other.length} dimensions, ${dimensions} are configured` : null;
};

interface Model {
  id: string;
  dimensions: number;
}

/** How long an answer is waited for; without it as long as nobody waits. */
interface Haste {
  patience: Patience;
  timeoutMs: number;
}

/** Bedrock's InvokeModel with an embedding model, in batches as the model takes them. */
export const bedrockEmbeddings = (
  {
    embeddingModel,
    embeddingRegion,
    embeddingDimensions,
    embeddingConcurrency,
  }: Pick<Models, `embedding${string}` & keyof Models>,
  pauses?: Pauses,
  haste?: Haste,
): Embeddings => {
  const connected = bedrockRuntime(embeddingRegion, haste?.timeoutMs);
  const service = bedrockService(embeddingModel, embeddingRegion);
  const model = { id: embeddingModel, dimensions: embeddingDimensions };

  const embedBatch = async (family: EmbeddingFamily, texts: string[]) => {
    const { client, InvokeModelCommand } = await connected();
    const body = JSON.stringify(family.request(texts, model.dimensions));
    const type = 'application/json';
    const answer = await askService(
      service,
      async () => {
        const command = new InvokeModelCommand({ modelId: model.id, body, contentType: type, accept: type });
        const tokens = tokensIn(command);
        const { body: answered } = await client.send(command);
        return { vectors: parse(family, answered.transformToString(), texts, model), tokens: tokens() };
      },
      pauses,
      haste?.patience,
    );
    return answer;
  };

  return {
    model: model.id,
    dimensions: model.dimensions,
    embed: async (texts) => {
      const family = embeddingFamily(model.id);
      const answers = await concurrently(batches(texts, family.textsPerCall), embeddingConcurrency, (batch) =>
        embedBatch(family, batch),
      );
      const inputTokens = answers.reduce((sum, { tokens }) => sum + tokens, 0);
      const usage: Usage = { model: model.id, pages: 0, inputTokens, outputTokens: 0 };
      return { vectors: answers.flatMap(({ vectors }) => vectors), usage };
    },
  };
};
