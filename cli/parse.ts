import { parseArgs } from 'node:util';
import { type Arguments, absent, type Command, type Option, UsageError } from './command.ts';

const HELP = { help: { type: 'boolean', short: 'h' } } as const;

/** Of all commands that work with data. */
const SHARED: Record<string, Option> = {
  json: { type: 'boolean', description: 'print JSON, for programs' },
  data: {
    type: 'string',
    value: 'DIR',
    description: 'on what an earlier feedwright process --out DIR brought',
  },
  target: {
    type: 'string',
    value: 'TARGET',
    description:
      'local, or where it is deployed: dev, staging, prod or a stack, with your own AWS credentials',
  },
};

/** The command's own options, and those that commands share. */
export const optionsOf = ({ options, ownMachine }: Command): Record<string, Option> => ({
  ...options,
  ...(!ownMachine && SHARED),
});

const UNKNOWN = /^Unknown option '(-[^']*)'/;

const said = (error: Error, options: string[]): UsageError => {
  const [, unknown] = UNKNOWN.exec(error.message) ?? [];
  const [first = ''] = error.message.split(/[.\n]/, 1);
  return unknown === undefined ? new UsageError(first) : absent('option', unknown, options);
};

const parse = (args: string[], command: Command) => {
  const options = { ...optionsOf(command), ...HELP };
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw said(
      error as Error,
      Object.keys(options).map((name) => `--${name}`),
    );
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
