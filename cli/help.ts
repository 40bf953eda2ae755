import type { Command, Option } from './command.ts';
import { optionsOf } from './parse.ts';
import { sayGrid } from './say/grid.ts';
import { bold, say } from './say/terminal.ts';

const INDENT = '  ';

/** As a newcomer can run it: nothing is installed but in the project. */
const runnable = (line: string): string => line.replace(/^feedwright/, 'npx feedwright');

const sayExamples = (examples: readonly string[]): void => {
  say(bold('Examples'));
  for (const example of examples) say(INDENT + runnable(example));
};

const optionRow = ([name, { value, description }]: [string, Option]) => [
  `--${name}${value ? ` ${value}` : ''}`,
  description,
];

const EXIT_CODES = {
  0: 'everything went well',
  1: 'a bug of Feedwright: the message names the log',
  2: 'a document was rejected',
  3: 'a product or the feed waits for a person or is held back',
  64: 'the command line was wrong, or what it asks for is refused; the message says what to do',
};

const sayExits = (exits: Readonly<Record<number, string>>): void => {
  say(bold('Exit codes'));
  sayGrid(Object.entries(exits), INDENT);
};

type Group = Readonly<Record<string, Command>>;

const sayGroup = ([title, commands]: [string, Group]): void => {
  say(bold(title));
  sayGrid(
    Object.entries(commands).map(([name, { summary }]) => [name, summary]),
    INDENT,
  );
  say();
};

/** Says all commands by what they are for, an example of each, and what the exit codes mean. */
export const sayOverview = (groups: Readonly<Record<string, Group>>): void => {
  say("Feedwright turns a supplier's price list into a live marketplace feed.\n");
  for (const group of Object.entries(groups)) sayGroup(group);
  const all = Object.values(groups).flatMap((group) => Object.values(group));
  sayExamples(all.flatMap(({ examples: [first = ''] }) => first));
  say();
  sayExits(EXIT_CODES);
  say('\nMore of each, with all its examples: npx feedwright COMMAND --help');
};

/** How the same is done where it is deployed. */
const targetExample = ({ examples, ownMachine }: Command): string[] => {
  const [first = ''] = examples;
  return ownMachine ? [] : [first.replace(/(?=\s{2,}\(|\s*[>|]|$)/, ' --target prod')];
};

const sayOptions = (command: Command): void => {
  const options = Object.entries(optionsOf(command));
  if (options.length === 0) return;
  say(bold('Options'));
  sayGrid(options.map(optionRow), INDENT);
  say();
};

/** Says what one command does, how it is used, its options and examples, and its exit codes where it has its own. */
export const sayHelp = (command: Command): void => {
  const { summary, usage, examples, exits } = command;
  say(`${summary}\n`);
  say(bold('Usage'));
  for (const form of usage.split(' | ')) say(`${INDENT}npx feedwright ${form}`);
  say();
  sayOptions(command);
  sayExamples([...examples, ...targetExample(command)]);
  if (!exits) return;
  say();
  sayExits(exits);
};
