import * as z from 'zod';
import { ServiceRefused } from '../errors.ts';
import type { Analysis } from '../ports.ts';
import type { Pauses } from '../retry.ts';
import { TextractBlock } from '../textract-block.ts';
import { askService, clientSettings, type Service } from './service-call.ts';

/** What the price table knows the analysis of tables by. */
const MODEL = 'textract-tables';
/** Synchronous calls take one page of at most 10 MB: https://docs.aws.amazon.com/textract/latest/dg/limits-document.html */
const MOST_BYTES = 10 * 1024 * 1024;
const TIMEOUT_MS = 60_000;

const Answer = z.object({
  Blocks: z.array(TextractBlock),
  DocumentMetadata: z.object({ Pages: z.number().int().positive() }),
});

const SERVICE: Service = {
  name: 'Textract',
  toAllow: 'allow textract:AnalyzeDocument to the role of this process, in the region of FEEDWRIGHT_MODELS.',
};

const load = async (region: string) => {
  const { TextractClient, AnalyzeDocumentCommand } = await import('@aws-sdk/client-textract');
  const client = new TextractClient(clientSettings(region, TIMEOUT_MS));
  return (png: Uint8Array) =>
    client.send(new AnalyzeDocumentCommand({ Document: { Bytes: png }, FeatureTypes: ['TABLES'] }));
};

const parse = (answer: unknown) => {
  const parsed = Answer.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new ServiceRefused(`Textract answers in a shape nobody published: ${z.prettifyError(parsed.error)}`, {
    stage: SERVICE.name,
  });
};

const checkSize = ({ length }: Uint8Array) => {
  if (length > MOST_BYTES)
    throw new ServiceRefused(`Textract takes pictures of at most 10 MB, this one has ${length} bytes`, {
      stage: SERVICE.name,
    });
};

/** Textract in that region. The SDK is loaded at the first call: most processes never make one. */
export const textract = (region: string, pauses?: Pauses): Analysis => {
  let loading: ReturnType<typeof load> | undefined;
  return {
    analyzeTables: async (png) => {
      checkSize(png);
      loading ??= load(region);
      const analyze = await loading;
      const { Blocks, DocumentMetadata } = parse(await askService(SERVICE, () => analyze(png), pauses));
      const usage = { model: MODEL, pages: DocumentMetadata.Pages, inputTokens: 0, outputTokens: 0 };
      return { blocks: Blocks, usage };
    },
  };
};
