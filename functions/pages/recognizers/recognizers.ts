import type { Ports } from '#shared/ports.ts';
import type { PageRecognizer } from '../recognizer.ts';
import { bedrockRecognizer } from './bedrock.ts';
import { textractRecognizer } from './textract.ts';

/** The recognisers a configuration may name. */
export const PAGE_RECOGNIZERS: Record<
  string,
  (ports: Pick<Ports, 'analysis' | 'languageModel'>) => PageRecognizer
> = {
  textract: textractRecognizer,
  bedrock: bedrockRecognizer,
};
