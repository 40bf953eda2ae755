import * as z from 'zod';
import type { ExtractedProduct } from '#contracts/extracted.ts';
import { type Embedder, lexicalEmbedder, namedAfterModel } from '#functions/match/embedder.ts';
import { avitoNames } from '#functions/match/names.ts';
import { type Proposal, proposalsFor } from '#functions/match/proposals.ts';
import { reason } from '#messages/reason.ts';
import { BANDS, type Bands } from '#reference/matching/confidence.ts';
import { bedrockEmbeddings } from '#shared/aws/bedrock-embeddings.ts';
import { Environment } from '#shared/environment.ts';
import { MatchingError } from '#shared/errors.ts';
import type { Models } from '#shared/models.ts';
import { choosePart } from '#shared/parts.ts';
import { Refusal } from '../refusal.ts';

const Configured = Environment.pick({ FEEDWRIGHT_PARTS: true, FEEDWRIGHT_MODELS: true });

/** Without the table's cache: a calibration is rare and asks for each text once. */
const EMBEDDERS: Record<string, (models: Models) => Embedder> = {
  lexical: () => lexicalEmbedder,
  bedrock: (models) => {
    const service = bedrockEmbeddings(models);
    return {
      name: namedAfterModel('bedrock', service.model),
      embed: async (texts) => (await service.embed(texts)).vectors,
    };
  },
};

/** The embedder that matching asks first, by the same configuration. Throws `ConfigurationError` for one there is not. */
export function configuredEmbedder(variables: NodeJS.ProcessEnv): Embedder {
  const { FEEDWRIGHT_PARTS: parts, FEEDWRIGHT_MODELS: models } = Configured.parse(variables);
  return choosePart('embedders', EMBEDDERS, parts.embedders[0] ?? lexicalEmbedder.name)(models);
}

/** What accepting from a threshold on gives. */
export interface Score {
  readonly threshold: number;
  readonly accepted: number;
  /** Accepted and right, of all accepted; 1 where none is. */
  readonly precision: number;
  /** Accepted and right, of all that have a right name. */
  readonly coverage: number;
}

/** One wrong name in two hundred is the most that a dealer would sign. */
const WANTED_PRECISION = 0.995;

/** A list nobody has seen has names a little less like Avito's than the lists that were. */
const MARGIN = 0.05;

/** A name half as sure as one that is accepted is no help to a person who has to choose. */
const REVIEW_SHARE = 0.5;

const STEPS = 100;
const THRESHOLDS = Array.from({ length: STEPS + 1 }, (_, step) => step / STEPS);
const hundredths = (value: number): number => Math.round(value * STEPS) / STEPS;

const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

/** How accepting from this confidence on would have done. */
export function scoreAt(threshold: number, products: readonly Judged[]): Score {
  const accepted = products.filter(({ acceptable, confidence }) => acceptable && confidence >= threshold);
  const right = accepted.filter((product) => product.right).length;
  const matchable = products.filter((product) => product.matchable).length;
  return {
    threshold,
    accepted: accepted.length,
    precision: share(right, accepted.length),
    coverage: share(right, matchable),
  };
}

/** The score at every hundredth. */
export const sweep = (products: readonly Judged[]): Score[] =>
  THRESHOLDS.map((threshold) => scoreAt(threshold, products));

/**
 * Accepts as cautiously as it can without losing a product, less a margin; never below the wanted precision.
 * Null where no threshold is precise enough.
 */
export function chooseBands(products: readonly Judged[]): Bands | null {
  const precise = sweep(products).filter(({ precision }) => precision >= WANTED_PRECISION);
  const most = Math.max(...precise.map(({ coverage }) => coverage));
  const full = precise.filter(({ coverage }) => coverage === most).map(({ threshold }) => threshold);
  const [least, highest] = [full[0], full.at(-1)];
  if (least === undefined || highest === undefined) return null;
  const accept = hundredths(Math.max(least, highest - MARGIN));
  return { accept, review: hundredths(accept * REVIEW_SHARE) };
}

/** A list scored by bands that were set without it. */
export interface HeldOut {
  readonly list: string;
  readonly bands: Bands | null;
  readonly score: Score;
}

/** Sets the bands on all lists but one and scores that one, for each list. */
export const leaveOneOut = (products: readonly Judged[]): HeldOut[] =>
  [...Map.groupBy(products, ({ list }) => list)].map(([list, held]) => {
    const bands = chooseBands(products.filter((product) => product.list !== list));
    return { list, bands, score: scoreAt(bands?.accept ?? 1, held) };
  });

/** The right names of one list's products, as a person worked them out. */
const Answers = z.object({
  document: z.string(),
  products: z.array(
    z.object({
      model_code: z.string(),
      avito_model: z.object({ best: z.string().nullable(), acceptable: z.array(z.string()) }),
    }),
  ),
});
export type Answers = z.infer<typeof Answers>;

/** Reads answers. Throws what JSON or the schema say is wrong with them. */
export const parseAnswers = (text: string): Answers => Answers.parse(JSON.parse(text));

/** One product of a list: what was proposed, and whether a person would sign it. */
export interface Judged {
  readonly list: string;
  readonly confidence: number;
  /** May be accepted if its confidence is high enough. */
  readonly acceptable: boolean;
  readonly right: boolean;
  /** Has a right name at all. */
  readonly matchable: boolean;
}

type Answer = Answers['products'][number]['avito_model'];

/** Names are compared exactly but for spaces around them: Avito lists one with a space behind it. */
const isRight = ({ best, acceptable }: Answer, name: string): boolean =>
  [best, ...acceptable].some((one) => one?.trim() === name.trim());

function judge(list: string, answer: Answer, { name, confidence, doubted }: Proposal): Judged {
  return {
    list,
    confidence,
    acceptable: name !== null && !doubted,
    right: name !== null && isRight(answer, name),
    matchable: answer.best !== null,
  };
}

/** Holds proposals against the answers, by model code; a product that the list does not have is none's. */
export function judged({ document, products }: Answers, proposals: readonly Proposal[]): Judged[] {
  const byCode = new Map(proposals.map((proposal) => [proposal.modelCode, proposal]));
  return products.flatMap(({ model_code, avito_model }) => {
    const proposal = byCode.get(model_code);
    return proposal ? [judge(document, avito_model, proposal)] : [];
  });
}

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
