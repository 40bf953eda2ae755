import { COLUMN_NAMERS, type ColumnNamer } from '#functions/extract/name-columns.ts';
import type { PageReader } from '#pages/page.ts';
import { pageReadersOf } from '#pages/readers.ts';
import type { PageRecognizer } from '#pages/recognizer.ts';
import { PAGE_RECOGNIZERS } from '#pages/recognizers/recognizers.ts';
import { bedrockLanguageModel } from '#shared/aws/bedrock-language.ts';
import { textract } from '#shared/aws/textract.ts';
import { Environment } from '#shared/environment.ts';
import { chooseParts } from '#shared/parts.ts';

const Configured = Environment.pick({ FEEDWRIGHT_PARTS: true, FEEDWRIGHT_MODELS: true });

/** What reads a document here, each in its order. */
export interface Engines {
  readers: PageReader[];
  recognizers: PageRecognizer[];
  namers: ColumnNamer[];
  clock(): Date;
}

/**
 * The engines that the stages use, by the same configuration; paid services sign with the caller's own AWS
 * credentials, and have no breaker: one file hardly wears one out. Throws `ConfigurationError` for one there is not.
 */
export const configuredEngines = (variables: NodeJS.ProcessEnv, clock: () => Date): Engines => {
  const { FEEDWRIGHT_PARTS: parts, FEEDWRIGHT_MODELS: models } = Configured.parse(variables);
  const services = {
    analysis: textract(models.analysisRegion),
    languageModel: bedrockLanguageModel(models.languageModel, models.languageRegion),
  };
  const { pageRecognizers, columnNamers } = parts;
  return {
    readers: pageReadersOf({ parts }),
    recognizers: chooseParts('pageRecognizers', PAGE_RECOGNIZERS, pageRecognizers).map((of) => of(services)),
    namers: chooseParts('columnNamers', COLUMN_NAMERS, columnNamers).map((of) => of(services)),
    clock,
  };
};
