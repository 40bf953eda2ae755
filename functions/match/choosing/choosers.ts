import * as z from 'zod';
import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import { ServiceRefused, TransientFailure } from '#shared/errors.ts';
import type { Ports } from '#shared/ports.ts';

/** A choice to be made: one machine, and all that may be chosen for it. */
interface Question {
  /** Written by us. */
  readonly instructions: string;
  /** The machine, as its list prints it. */
  readonly product: string;
  readonly options: readonly string[];
}

/**
 * Chooses one of the options; null for none, whatever is no option counts as null. Throws `TransientFailure`
 * when it may answer later and `ServiceRefused` when it will not.
 */
export interface Chooser {
  readonly name: string;
  choose(question: Question): Promise<string | null>;
}

/** What was chosen by whom, or why nothing was. */
type Choice =
  | { readonly chosen: string; readonly by: string }
  | { readonly chosen: null; readonly why: readonly Reason[] };

/** Has a choice made. */
export type Choose = (question: Question) => Promise<Choice>;

/** More questions about one list would take longer than the stage has; the rest waits for a person. */
const MOST_QUESTIONS = 40;

type Refusals = Map<Chooser, string>;

const isRefusal = (error: unknown): error is TransientFailure | ServiceRefused =>
  error instanceof TransientFailure || error instanceof ServiceRefused;

const notAnswering = ({ name: by }: Chooser, detail: string): Reason =>
  reason('chooser-away', { by, detail });

/** One that does not answer now has been waited for long enough: it is not asked again about this list. */
async function ask(choosers: readonly Chooser[], question: Question, away: Refusals): Promise<Choice> {
  const why: Reason[] = [];
  for (const chooser of choosers) {
    try {
      if (!away.has(chooser)) return accepted(await chooser.choose(question), question, chooser);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (error instanceof TransientFailure) away.set(chooser, error.message);
      else why.push(notAnswering(chooser, error.message));
    }
    if (away.has(chooser)) why.push(notAnswering(chooser, away.get(chooser) ?? ''));
  }
  return { chosen: null, why };
}

const accepted = (chosen: string | null, { options }: Question, { name }: Chooser): Choice =>
  chosen !== null && options.includes(chosen)
    ? { chosen, by: name }
    : { chosen: null, why: [reason('chose-none', { by: name })] };

/**
 * Asks the choosers in their order until one answers; the same question once. An answer counts only if it is
 * one of the options to the letter. Null where there is nobody to ask.
 */
export const choosing = (choosers: readonly Chooser[]): Choose | null => {
  if (choosers.length === 0) return null;
  const asked = new Map<string, Promise<Choice>>();
  const away: Refusals = new Map();
  return (question) => {
    const key = JSON.stringify([question.instructions, question.product, question.options]);
    const known = asked.get(key);
    if (known) return known;
    if (asked.size >= MOST_QUESTIONS)
      return Promise.resolve({ chosen: null, why: [reason('too-many-questions', { most: MOST_QUESTIONS })] });
    const answer = ask(choosers, question, away);
    asked.set(key, answer);
    return answer;
  };
};

const MOST_TOKENS = 300;

const Answer = z.strictObject({ choice: z.string().max(500).nullable() });

/** Chooses with a language model, which sees the machine's words and the options, and nothing else. */
const bedrockChooser = ({ languageModel }: Pick<Ports, 'languageModel'>): Chooser => ({
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

/** The choosers that a configuration may name, as tie-breakers or as those who find a base model. */
export const CHOOSERS: Record<string, (ports: Pick<Ports, 'languageModel'>) => Chooser> = {
  bedrock: bedrockChooser,
};
