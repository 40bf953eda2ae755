import type { Workplace } from '#desk/workplace.ts';
import { type Folders, persistentFolders } from '#local/host/folders.ts';
import { type Arguments, UsageError } from './command.ts';
import { atTarget } from './target/at-target.ts';
import { requireData } from './target/require-data.ts';

/** What a command does after one of its words. */
export interface Action {
  /** What follows the word; a name in brackets may be left out, a last one with an ellipsis repeated. */
  takes: readonly string[];
  /** It may be the first thing done in a working directory. */
  first?: true;
  run(
    words: string[],
    workplace: Workplace,
    flags: Set<string>,
    options: Arguments['options'],
  ): Promise<void>;
}

/** How a command with actions is used, all of them. */
export const usageOf = (command: string, actions: Record<string, Action>): string =>
  Object.entries(actions)
    .map(([word, { takes }]) => [command, word, ...takes].join(' '))
    .join(' | ');

const fits = ({ takes }: Action, words: string[]): boolean => {
  const needed = takes.filter((name) => !name.startsWith('['));
  const most = takes.at(-1)?.endsWith('…') ? Infinity : takes.length;
  return words.length >= needed.length && words.length <= most;
};

/** The data of the working directory, which an earlier command has left. */
export const ownData = (): Folders => requireData(persistentFolders());

/** Runs the action that the first word names, on the data of the working directory or at the target given. */
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
  const action = Object.hasOwn(actions, word) ? actions[word] : undefined;
  if (!action || !fits(action, words)) throw new UsageError(`Use ${usageOf(command, actions)}`);
  await atTarget(given, action.first ? persistentFolders : ownData, (workplace) =>
    action.run(words, workplace, flags, options),
  );
  return 0;
};
