import { meantText } from '#messages/en/words.ts';
import { wordsMeant } from '#shared/meant.ts';
import { type Arguments, UsageError } from './command.ts';
import { atTarget } from './target/at-target.ts';
import type { Workplace } from './target/workplace.ts';

/** What a command does after one of its words. */
export interface Action {
  /** What follows the word; a name in brackets may be left out, a last one with an ellipsis repeated. */
  takes: readonly string[];
  /** It may be the first thing done in a working directory. */
  first?: true;
  /** Answers the exit code where that is another than 0. */
  run(
    words: string[],
    workplace: Workplace,
    flags: Set<string>,
    options: Arguments['options'],
    // biome-ignore lint/suspicious/noConfusingVoidType: most actions answer nothing.
  ): Promise<void | number>;
}

/** How a command with actions is used, all of them. */
export const usageOf = (command: string, actions: Record<string, Action>): string =>
  Object.entries(actions)
    .map(([word, { takes }]) => [command, word, ...takes].join(' '))
    .join(' | ');

const fits = ({ takes }: Action, words: string[]): boolean => {
  const needed = takes.filter((name) => !name.startsWith('['));
  const most = /…\]?$/.test(takes.at(-1) ?? '') ? Infinity : takes.length;
  return words.length >= needed.length && words.length <= most;
};

const actionNamed = (command: string, word: string, actions: Record<string, Action>): Action => {
  const action = Object.hasOwn(actions, word) ? actions[word] : undefined;
  if (action) return action;
  const near = meantText(wordsMeant(word, Object.keys(actions)).map((name) => `${command} ${name}`));
  throw new UsageError(near || `Use ${usageOf(command, actions)}`);
};

/** Runs the action that the first word names, on the data or at the target given. */
export const runAction = async (
  command: string,
  actions: Record<string, Action>,
  given: Arguments,
): Promise<number> => {
  const {
    files: [word = '', ...words],
    flags,
    options,
  } = given;
  const action = actionNamed(command, word, actions);
  if (!fits(action, words)) throw new UsageError(`Use ${usageOf(command, { [word]: action })}`);
  const code = await atTarget(given, (workplace) => action.run(words, workplace, flags, options), {
    mayBeFirst: action.first ?? false,
  });
  return code ?? 0;
};
