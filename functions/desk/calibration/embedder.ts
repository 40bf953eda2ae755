import { type Embedder, lexicalEmbedder, namedAfterModel } from '#functions/match/embedder.ts';
import { bedrockEmbeddings } from '#shared/aws/bedrock-embeddings.ts';
import { Environment } from '#shared/environment.ts';
import type { Models } from '#shared/models.ts';
import { choosePart } from '#shared/parts.ts';

const Configured = Environment.pick({ FEEDWRIGHT_PARTS: true, FEEDWRIGHT_MODELS: true });

/** Without the table's cache: a calibration is rare and asks for each text once. */
const EMBEDDERS: Record<string, (models: Models) => Embedder> = {
  lexical: () => lexicalEmbedder,
  bedrock: (models) => {
    const service = bedrockEmbeddings(models);
    return {
      name: namedAfterModel('bedrock', service.model),
      embed: async (texts) => (await service.embed(texts)).vectors,
    };
  },
};

/** The embedder that matching asks first, by the same configuration. Throws `ConfigurationError` for one there is not. */
export function configuredEmbedder(variables: NodeJS.ProcessEnv): Embedder {
  const { FEEDWRIGHT_PARTS: parts, FEEDWRIGHT_MODELS: models } = Configured.parse(variables);
  return choosePart('embedders', EMBEDDERS, parts.embedders[0] ?? lexicalEmbedder.name)(models);
}
