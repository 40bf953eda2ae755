import { Refusal } from '#desk/refusal.ts';
import { ConfigurationError } from '#shared/errors.ts';
import { type Command, USAGE_EXIT_CODE, UsageError } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { helpOf, overview } from './help.ts';
import { argumentsOf } from './parse.ts';
import { printable, say } from './say/terminal.ts';

const HELP_WORDS = ['help', '--help', '-h'];
const DEFAULT = 'start';

const commandOf = async (word: string): Promise<Command> => {
  const load = COMMANDS[word];
  if (load) return load();
  throw new UsageError(`There is no command ${JSON.stringify(word)}`);
};

const allCommands = async (): Promise<Record<string, Command>> =>
  Object.fromEntries(
    await Promise.all(Object.entries(COMMANDS).map(async ([word, load]) => [word, await load()])),
  );

const help = async (word?: string): Promise<number> => {
  say(word === undefined ? overview(await allCommands()) : helpOf(await commandOf(word)));
  return 0;
};

const obey = async ([word = DEFAULT, ...rest]: string[]): Promise<number> => {
  if (HELP_WORDS.includes(word)) return help(rest[0]);
  const command = await commandOf(word);
  const given = argumentsOf(rest, command);
  return given.flags.has('help') ? help(word) : command.run(given);
};

/** What the user can mend, in words; null for what is not the user's to mend. */
const adviceOf = (error: unknown): string | null => {
  if (error instanceof Refusal) return error.message.split('\n').map(printable).join('\n').replace(/\.$/, '');
  return error instanceof UsageError || error instanceof ConfigurationError ? error.message : null;
};

const complain = (error: unknown): number => {
  const advice = adviceOf(error);
  if (advice !== null) {
    process.stderr.write(`${advice}. See npx feedwright --help.\n`);
    return USAGE_EXIT_CODE;
  }
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.stderr.write('This is a bug: report it with these lines and handlers.log of the data folder.\n');
  return 1;
};

/** Does what a command line says, and says what is wrong with it. Gives the exit code. */
export const runCommand = (words: string[]): Promise<number> => obey(words).catch(complain);
