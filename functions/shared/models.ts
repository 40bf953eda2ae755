import { z } from 'zod';

/** Which models are asked, and where: not every region has every service. */
export const Models = z.strictObject({
  /** Textract is not offered in eu-north-1; Frankfurt is the nearest that has it and stays in the EU. */
  analysisRegion: z.string().min(1).default('eu-central-1'),
  languageRegion: z.string().min(1).default('eu-north-1'),
  /** Bedrock model id, or the id of an inference profile (`eu.…`), which keeps requests inside the EU. */
  languageModel: z.string().min(1).default('eu.anthropic.claude-sonnet-4-5-20250929-v1:0'),
});
export type Models = z.infer<typeof Models>;
