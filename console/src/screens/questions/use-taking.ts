import type { Question } from '#contracts/question.ts';
import { chosen, optionNamed, writtenOf } from './choose.ts';
import { type Drafts, useDraft } from './drafts.ts';
import { inputsOf, numberIn } from './value-form.ts';

/** The input that one was last in, of the answer that is chosen; else its first. */
const inputHere = (): HTMLInputElement | null => {
  const inputs = [...document.querySelectorAll<HTMLInputElement>('.option.chosen .value-input')];
  return (
    inputs.find((input) => input === document.activeElement) ??
    inputs.find(({ value }) => value === '') ??
    inputs[0] ??
    null
  );
};

/** What numbers of a page answer. */
export const OF_NUMBERS: ReadonlySet<Question['kind']> = new Set(['value', 'price']);

/** Puts a number that is printed on the page into the answer; null where the question asks for no value. */
export const useTaking = (
  question: Question | undefined,
  drafts: Drafts,
): ((text: string) => void) | null => {
  const draft = useDraft(drafts, question?.id ?? '');
  const option = question && (optionNamed(question, draft?.option) ?? writtenOf(question));
  if (!question || !option?.value || option.value.optional || !OF_NUMBERS.has(question.kind)) return null;
  return (text) => {
    const input = inputHere();
    const number = numberIn(text, input?.dataset.unit ?? '');
    if (number === '') return;
    const base = chosen(question, option, drafts.get(question.id));
    const name = input?.name ?? inputsOf(option)[0]?.name ?? '';
    drafts.set(question.id, { ...base, given: { ...base.given, [name]: number } });
  };
};
