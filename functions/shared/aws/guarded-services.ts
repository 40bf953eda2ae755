import type { Usage } from '#contracts/usage.ts';
import { type BreakerPorts, withBreaker } from '../breaker.ts';
import { count } from '../meter.ts';
import type { Models } from '../models.ts';
import type { LanguageModel, Ports } from '../ports.ts';
import type { Pauses } from '../retry.ts';
import { usageCost } from '../usage-cost.ts';
import { bedrockEmbeddings } from './bedrock-embeddings.ts';
import { bedrockLanguageModel } from './bedrock-language.ts';
import { textract } from './textract.ts';

/** Counted where it is spent: what comes of an answer that was paid for changes nothing. */
const paid = async <Answer extends { usage: Usage }>(asked: Promise<Answer>): Promise<Answer> => {
  const answer = await asked;
  count('CostUsd', usageCost([answer.usage]));
  return answer;
};

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
    paid(withBreaker('bedrock-language', ports, () => languageModel.ask(question)));
  return {
    analysis: {
      analyzeTables: (png) => paid(withBreaker('textract', ports, () => analysis.analyzeTables(png))),
    },
    languageModel: { ...languageModel, ask },
    embeddings: {
      ...embeddings,
      embed: (texts) => paid(withBreaker('bedrock-embedding', ports, () => embeddings.embed(texts))),
    },
  };
};
