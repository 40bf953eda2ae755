import { parseArgs } from 'node:util';
import { type Arguments, type Command, type Option, UsageError } from './command.ts';

const HELP = { help: { type: 'boolean', short: 'h' } } as const;

const WHERE: Record<string, Option> = {
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
  ...(!ownMachine && WHERE),
});

const parse = (args: string[], command: Command) => {
  try {
    const options = { ...optionsOf(command), ...HELP };
    return parseArgs({ args, options, allowPositionals: true });
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
