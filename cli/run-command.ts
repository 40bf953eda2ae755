import { Refusal } from '#desk/refusal.ts';
import { ConfigurationError } from '#shared/errors.ts';
import { absent, type Command, USAGE_EXIT_CODE, UsageError } from './command.ts';
import { COMMANDS, GROUPS } from './commands/index.ts';
import { sayHelp, sayOverview } from './help.ts';
import { argumentsOf } from './parse.ts';
import { pasteable, printable } from './say/terminal.ts';

const HELP_WORDS = ['help', '--help', '-h'];
const DEFAULT = 'start';

const commandOf = async (word: string): Promise<Command> => {
  const load = Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined;
  if (load) return load();
  throw absent('command', word, Object.keys(COMMANDS));
};

type Loaders = Readonly<Record<string, () => Promise<Command>>>;

const loaded = async (commands: Loaders): Promise<Record<string, Command>> =>
  Object.fromEntries(
    await Promise.all(Object.entries(commands).map(async ([word, load]) => [word, await load()])),
  );

const overview = async (): Promise<void> => {
  const groups = Object.entries(GROUPS).map(async ([title, commands]) => [title, await loaded(commands)]);
  sayOverview(Object.fromEntries(await Promise.all(groups)));
};

const help = async (word?: string): Promise<number> => {
  if (word === undefined) await overview();
  else sayHelp(await commandOf(word));
  return 0;
};

const obey = async ([word = DEFAULT, ...rest]: string[]): Promise<number> => {
  if (HELP_WORDS.includes(word)) return help(rest[0]);
  const command = await commandOf(word);
  const given = argumentsOf(rest, command);
  return given.flags.has('help') ? help(word) : command.run(given);
};

const ended = (sentence: string): string => (/[.?!…]$/.test(sentence) ? sentence : `${sentence}.`);

/** Where the usage of what was meant is told. */
const helpFor = ([word = '']: string[]): string =>
  `See npx feedwright ${Object.hasOwn(COMMANDS, word) ? `${word} ` : ''}--help.`;

/** What the user can mend, in words; null for what is not the user's to mend. */
const adviceOf = (error: unknown, words: string[]): string | null => {
  if (error instanceof Refusal) return error.message.split('\n').map(printable).join('\n');
  if (error instanceof ConfigurationError) return ended(error.message);
  return error instanceof UsageError ? `${ended(error.message)} ${helpFor(words)}` : null;
};

const complain = (error: unknown, words: string[]): number => {
  const advice = adviceOf(error, words);
  if (advice !== null) {
    process.stderr.write(`${advice.split('\n').map(pasteable).join('\n')}\n`);
    return USAGE_EXIT_CODE;
  }
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.stderr.write('This is a bug: report it with these lines and handlers.log of the data folder.\n');
  return 1;
};

/** Does what a command line says, and says what is wrong with it. Gives the exit code. */
export const runCommand = (words: string[]): Promise<number> =>
  obey(words).catch((error) => complain(error, words));
