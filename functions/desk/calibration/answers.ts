import * as z from 'zod';
import type { Proposal } from '#functions/match/proposals.ts';

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
