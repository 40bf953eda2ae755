import type { ExtractedProduct } from '#contracts/extracted.ts';
import type { Embedder } from '#functions/match/embedder.ts';
import { avitoNames } from '#functions/match/names.ts';
import { proposalsFor } from '#functions/match/proposals.ts';
import { reason } from '#messages/reason.ts';
import { BANDS, type Bands } from '#reference/matching/confidence.ts';
import { MatchingError } from '#shared/errors.ts';
import { Refusal } from '../refusal.ts';
import { type Answers, type Judged, judged } from './answers.ts';

/** Credentials, region and model are the caller's to mend. */
const notAnswered = (error: Error): never => {
  if (!(error instanceof MatchingError)) throw error;
  throw new Refusal(reason('service-refused', { detail: error.message }));
};

/** Holds what matching proposes for the rows of a list against the right names. Throws `Refusal`. */
export const judgeRows = async (
  answers: Answers,
  rows: ExtractedProduct[],
  embedder: Embedder,
): Promise<Judged[]> => judged(answers, await proposalsFor(rows, avitoNames, embedder).catch(notAnswered));

/** The bands of all embedders with new ones for one of them, and what those were set on, as the file that keeps them. */
export const bandsFile = (
  embedder: string,
  bands: Bands,
  products: readonly Judged[],
  day: string,
): string => {
  const lists = [...new Set(products.map(({ list }) => list))].sort();
  const madeOn = `${day}, ${products.length} products of ${lists.join(', ')}`;
  return `${JSON.stringify({ ...BANDS, [embedder]: { ...bands, madeOn } }, null, 2)}\n`;
};
