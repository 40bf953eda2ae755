import type { Option, Question } from '#contracts/question.ts';
import type { Draft } from './drafts.ts';
import { inputsOf, writtenIn } from './value-form.ts';

export const KEEP_OUT = 'keep-out';

export const optionNamed = ({ options }: Question, name: string | undefined): Option | undefined =>
  options.find((option) => option.name === name);

/** The one that publishes most; undefined where several are as good, which a person must tell apart. */
export const bestOf = ({ options }: Question): Option | undefined => {
  const ways = options.filter(({ byFile, name }) => !byFile && name !== KEEP_OUT);
  const most = Math.max(0, ...ways.map(({ publishes }) => publishes.length));
  const best = ways.filter(({ publishes }) => publishes.length === most);
  const withoutValue = best.filter(({ value }) => !value);
  return best.length === 1 ? best[0] : withoutValue.length === 1 ? withoutValue[0] : undefined;
};

/** What a page's first answer with something to write is. */
export const writtenOf = ({ options }: Question): Option | undefined =>
  options.find(({ value, name }) => value && name !== KEEP_OUT) ?? options.find(({ value }) => value);

/** A draft for an option: what was written for it stays. */
export const chosen = (question: Question, option: Option, before: Draft | null): Draft => ({
  ...{ option: option.name, given: before?.option === option.name ? before.given : {} },
  ...{ codes: option.ofEach ? (before?.codes ?? null) : null, basis: question.basis },
  ...{ isAnswered: false, at: 0 },
});

/** The answer of a draft, as the API takes it. */
export const answerOf = (question: Question, { option, given, codes, basis }: Draft) => {
  const named = optionNamed(question, option);
  return {
    ...{ question: question.id, option, basis },
    value: named ? writtenIn(inputsOf(named), given) : '',
    ...(codes && named?.ofEach && { codes: [...codes] }),
  };
};
