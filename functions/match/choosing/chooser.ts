import { ServiceRefused, TransientFailure } from '#shared/errors.ts';

/** A choice to be made: one machine, and all that may be chosen for it. */
export interface Question {
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
export type Choice =
  | { readonly chosen: string; readonly by: string }
  | { readonly chosen: null; readonly why: string };

/** Has a choice made. */
export type Choose = (question: Question) => Promise<Choice>;

/** More questions about one list would take longer than the stage has; the rest waits for a person. */
const MOST_QUESTIONS = 40;

async function ask(choosers: readonly Chooser[], question: Question): Promise<Choice> {
  const reasons: string[] = [];
  for (const { name, choose } of choosers) {
    try {
      const chosen = await choose(question);
      if (chosen !== null && question.options.includes(chosen)) return { chosen, by: name };
      return { chosen: null, why: `${name} chose none of them` };
    } catch (error) {
      if (!(error instanceof TransientFailure || error instanceof ServiceRefused)) throw error;
      reasons.push(`${name}: ${error.message}`);
    }
  }
  return { chosen: null, why: reasons.join('; ') };
}

/**
 * Asks the choosers in their order until one answers; the same question once. An answer counts only if it is
 * one of the options to the letter. Null where there is nobody to ask.
 */
export const choosing = (choosers: readonly Chooser[]): Choose | null => {
  if (choosers.length === 0) return null;
  const asked = new Map<string, Promise<Choice>>();
  return (question) => {
    const key = JSON.stringify([question.instructions, question.product, question.options]);
    const known = asked.get(key);
    if (known) return known;
    if (asked.size >= MOST_QUESTIONS)
      return Promise.resolve({ chosen: null, why: `more than ${MOST_QUESTIONS} questions about one list` });
    const answer = ask(choosers, question);
    asked.set(key, answer);
    return answer;
  };
};
