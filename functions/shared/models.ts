import * as z from 'zod';

const region = z.string().min(1);

/** Which models are asked, and where: not every region has every service. */
export const Models = z.strictObject({
  /** Textract is not offered in eu-north-1; Frankfurt is the nearest that has it and stays in the EU. */
  analysisRegion: region.default('eu-central-1'),
  languageRegion: region.default('eu-north-1'),
  /** Bedrock model id, or the id of an inference profile (`eu.…`), which keeps requests inside the EU. */
  languageModel: z.string().min(1).default('eu.anthropic.claude-sonnet-4-5-20250929-v1:0'),
  embeddingRegion: region.default('eu-central-1'),
  /** `amazon.titan-embed-text-v2:0` or `cohere.embed-multilingual-v3`. */
  embeddingModel: z.string().min(1).default('amazon.titan-embed-text-v2:0'),
  /** Titan gives 256, 512 or 1024; Cohere always 1024. */
  embeddingDimensions: z.number().int().positive().default(1024),
  /** Calls under way at once; Bedrock throttles by the minute. */
  embeddingConcurrency: z.number().int().positive().default(8),
});
export type Models = z.infer<typeof Models>;
