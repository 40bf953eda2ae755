import * as z from 'zod';
import { READ_PAGE } from '#reference/prompts/read-page.ts';
import type { Ports } from '#shared/ports.ts';
import { type PageRecognizer, RecognitionRefused } from '../recognizer.ts';
import { laidOut } from './bedrock/layout.ts';
import { PrintedLine } from './bedrock/printed-line.ts';
import { asRefusal } from './refusal.ts';

/** A page of 80 rows with 12 columns takes about half of it. */
const MOST_TOKENS = 16_000;
/** https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ImageBlock.html */
const MOST_BYTES = 3.75 * 1024 * 1024;

const Answer = z.strictObject({ lines: z.array(PrintedLine).max(400) });

const refuse = (reason: string): never => {
  throw new RecognitionRefused(reason);
};

/** A row of another number of cells than its headings has lost one or gained one, nobody knows where. */
function checkCells(lines: readonly PrintedLine[]): void {
  let headings: number | null = null;
  for (const [index, { kind, cells }] of lines.entries()) {
    if (kind === 'headings') headings = cells.length;
    if (kind === 'row' && cells.length !== (headings ?? cells.length))
      refuse(`The model's line ${index + 1} has ${cells.length} cells under ${headings} headings`);
  }
}

/**
 * Reads a page with a language model from its picture. What is written on the page can become words of a
 * table and nothing else. A model tells neither where a text stands nor how sure it is of it: boxes are
 * approximate, and the confidence of every word is 0, so that a person looks at whatever comes of it.
 */
export const bedrockRecognizer = ({ languageModel }: Pick<Ports, 'languageModel'>): PageRecognizer => ({
  name: 'bedrock',
  mostBytes: MOST_BYTES,
  recognize: async (picture) => {
    const question = {
      instructions: READ_PAGE,
      text: `Page ${picture.number}.`,
      png: picture.png,
      answer: Answer,
      maxTokens: MOST_TOKENS,
    };
    const { answer, usage } = await languageModel.ask(question).catch(asRefusal);
    checkCells(answer.lines);
    return { page: laidOut(answer.lines, picture), usage };
  },
});
