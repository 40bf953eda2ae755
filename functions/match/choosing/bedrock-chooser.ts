import * as z from 'zod';
import type { Ports } from '#shared/ports.ts';
import type { Chooser } from './chooser.ts';

const MOST_TOKENS = 300;

const Answer = z.strictObject({ choice: z.string().max(500).nullable() });

/** Chooses with a language model, which sees the machine's words and the options, and nothing else. */
export const bedrockChooser = ({ languageModel }: Pick<Ports, 'languageModel'>): Chooser => ({
  name: 'bedrock',
  choose: async ({ instructions, product, options }) => {
    const text = JSON.stringify({ snowmobile: product, options });
    const { answer } = await languageModel.ask({
      instructions,
      text,
      answer: Answer,
      maxTokens: MOST_TOKENS,
    });
    return answer.choice;
  },
});
