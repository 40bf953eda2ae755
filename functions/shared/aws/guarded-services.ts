import type { Usage } from '#contracts/usage.ts';
import { type BreakerPorts, CircuitOpen, withBreaker } from '../breaker.ts';
import { admit, afterEnd, BreakerSettings, CLOSED } from '../breaker-state.ts';
import { count } from '../meter.ts';
import type { Models } from '../models.ts';
import type { Embeddings, LanguageModel, Ports } from '../ports.ts';
import type { Pauses } from '../retry.ts';
import { usageCost } from '../usage-cost.ts';
import { bedrockEmbeddings } from './bedrock-embeddings.ts';
import { bedrockLanguageModel } from './bedrock-language.ts';
import { ONCE } from './service-call.ts';
import { textract } from './textract.ts';

/** Counted where it is spent: what comes of an answer that was paid for changes nothing. */
const paid = async <Answer extends { usage: Usage }>(asked: Promise<Answer>): Promise<Answer> => {
  const answer = await asked;
  count('CostUsd', usageCost([answer.usage]));
  return answer;
};

const EMBEDDING = 'bedrock-embedding';

/** Who searches waits for it. */
const QUERY_MS = 1_000;

/**
 * Behind a breaker of this process alone: who answers a dealer's people may not write the one that all share, and a
 * service that is too slow for them is not away.
 */
const asBriskly = (embeddings: Embeddings, { clock, breakers }: BreakerPorts): Embeddings['embed'] => {
  let breaker = CLOSED;
  return async (texts) => {
    const admission = admit(breaker, clock().getTime());
    if (!admission.admitted) throw new CircuitOpen(EMBEDDING, admission.reason);
    breaker = admission.next ?? breaker;
    const note = (succeeded: boolean) => {
      const settings = breakers[EMBEDDING] ?? BreakerSettings.parse({});
      const ended = { succeeded, isProbe: admission.isProbe };
      breaker = afterEnd(breaker, ended, clock().getTime(), settings) ?? breaker;
    };
    try {
      const answer = await embeddings.embed(texts);
      note(true);
      return answer;
    } catch (error) {
      note(false);
      throw error;
    }
  };
};

/** The services that are paid by the use, each behind its breaker and connected at its first call. */
export const guardedServices = (
  models: Models,
  ports: BreakerPorts,
  pauses?: Pauses,
  queryMs = QUERY_MS,
): Pick<Ports, 'analysis' | 'languageModel' | 'embeddings' | 'queryEmbeddings'> => {
  const analysis = textract(models.analysisRegion, pauses);
  const languageModel = bedrockLanguageModel(models.languageModel, models.languageRegion, pauses);
  const embeddings = bedrockEmbeddings(models, pauses);
  const brisk = bedrockEmbeddings(models, pauses, { patience: ONCE, timeoutMs: queryMs });
  const embedQuery = asBriskly(brisk, ports);
  const ask: LanguageModel['ask'] = (question) =>
    paid(withBreaker('bedrock-language', ports, () => languageModel.ask(question)));
  return {
    analysis: {
      analyzeTables: (png) => paid(withBreaker('textract', ports, () => analysis.analyzeTables(png))),
    },
    languageModel: { ...languageModel, ask },
    embeddings: {
      ...embeddings,
      embed: (texts) => paid(withBreaker(EMBEDDING, ports, () => embeddings.embed(texts))),
    },
    queryEmbeddings: { ...brisk, embed: (texts) => paid(embedQuery(texts)) },
  };
};
