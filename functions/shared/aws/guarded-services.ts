import { type BreakerPorts, withBreaker } from '../breaker.ts';
import type { Models } from '../models.ts';
import type { LanguageModel, Ports } from '../ports.ts';
import type { Pauses } from '../retry.ts';
import { bedrockEmbeddings } from './bedrock-embeddings.ts';
import { bedrockLanguageModel } from './bedrock-language.ts';
import { textract } from './textract.ts';

/** The services that are paid by the use, each behind its breaker and connected at its first call. */
export const guardedServices = (
  models: Models,
  ports: BreakerPorts,
  pauses?: Pauses,
): Pick<Ports, 'analysis' | 'languageModel' | 'embeddings'> => {
  const analysis = textract(models.analysisRegion, pauses);
  const languageModel = bedrockLanguageModel(models.languageModel, models.languageRegion, pauses);
  const embeddings = bedrockEmbeddings(models, pauses);
  const ask: LanguageModel['ask'] = (question) =>
    withBreaker('bedrock-language', ports, () => languageModel.ask(question));
  return {
    analysis: {
      analyzeTables: (png) => withBreaker('textract', ports, () => analysis.analyzeTables(png)),
    },
    languageModel: { ...languageModel, ask },
    embeddings: {
      ...embeddings,
      embed: (texts) => withBreaker('bedrock-embedding', ports, () => embeddings.embed(texts)),
    },
  };
};
