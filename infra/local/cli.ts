import { ConfigurationError } from '#shared/errors.ts';
import { type Command, USAGE_EXIT_CODE, UsageError } from './commands/command.ts';
import { helpOf, overview } from './commands/help.ts';
import { COMMANDS } from './commands/index.ts';
import { argumentsOf } from './commands/parse.ts';
import { say } from './report/terminal.ts';

const HELP_WORDS = ['help', '--help', '-h'];
const DEFAULT = 'start';

const commandOf = (word: string): Command => {
  const command = COMMANDS[word];
  if (command) return command;
  throw new UsageError(`There is no command ${JSON.stringify(word)}`);
};

const help = (word?: string): number => {
  say(word === undefined ? overview(COMMANDS) : helpOf(commandOf(word)));
  return 0;
};

const obey = async ([word = DEFAULT, ...rest]: string[]): Promise<number> => {
  if (HELP_WORDS.includes(word)) return help(rest[0]);
  const command = commandOf(word);
  const given = argumentsOf(rest, command);
  return given.flags.has('help') ? help(word) : command.run(given);
};

const isUsersToMend = (error: unknown): error is Error =>
  error instanceof UsageError || error instanceof ConfigurationError;

const complain = (error: unknown): number => {
  if (isUsersToMend(error)) {
    process.stderr.write(`${error.message}. See feedwright --help.\n`);
    return USAGE_EXIT_CODE;
  }
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.stderr.write('This is a bug: report it with these lines and handlers.log of the data folder.\n');
  return 1;
};

// Sockets of the SDK would keep the process waiting.
process.exit(await obey(process.argv.slice(2)).catch(complain));
