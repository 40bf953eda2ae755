import { parseArgs } from 'node:util';
import { type Arguments, type Command, UsageError } from './command.ts';

const HELP = { help: { type: 'boolean', short: 'h' } } as const;

const parse = (args: string[], { options }: Command) => {
  try {
    return parseArgs({ args, options: { ...options, ...HELP }, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
};

const namesOfTrue = (values: Record<string, unknown>) =>
  Object.keys(values).filter((name) => values[name] === true);

const texts = (values: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );

/** What was given to a command. Throws `UsageError` for an option it does not know. */
export const argumentsOf = (args: string[], command: Command): Arguments => {
  const { values, positionals } = parse(args, command);
  return { files: positionals, options: texts(values), flags: new Set(namesOfTrue(values)) };
};
