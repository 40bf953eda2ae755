import type { Command, Option } from './command.ts';
import { optionsOf } from './parse.ts';
import { grid } from './say/grid.ts';
import { bold } from './say/terminal.ts';

const INDENT = '  ';
const indented = (lines: string[]) => lines.map((line) => INDENT + line);

const optionRow = ([name, { value, description }]: [string, Option]) => [
  `--${name}${value ? ` ${value}` : ''}`,
  description,
];

const EXIT_CODES = [
  [0, 'everything went well'],
  [1, 'a bug of Feedwright: the message names the log'],
  [2, 'a document was rejected'],
  [3, 'a product or the feed waits for a person or is held back'],
  [64, 'the command line was wrong'],
];

/** All commands, each with an example, and what the exit codes mean. */
export const overview = (commands: Record<string, Command>): string =>
  [
    "Feedwright turns a supplier's price list into a live marketplace feed.",
    '',
    bold('Commands'),
    ...indented(grid(Object.entries(commands).map(([name, { summary }]) => [name, summary]))),
    '',
    bold('Examples'),
    ...indented(Object.values(commands).flatMap(({ examples }) => examples)),
    '',
    bold('Exit codes'),
    ...indented(grid(EXIT_CODES.map(([code, meaning]) => [String(code), String(meaning)]))),
    '',
    'feedwright COMMAND --help tells more. `npm start -- …` is the same as `npx feedwright …`.',
  ].join('\n');

/** How the same is done where it is deployed. */
const targetExample = ({ examples, ownMachine }: Command): string[] => {
  const [first = ''] = examples;
  return ownMachine ? [] : [first.replace(/(?=\s{2,}\(|\s*[>|]|$)/, ' --target prod')];
};

/** One command with its options and examples. */
export const helpOf = (command: Command): string => {
  const { summary, usage, examples } = command;
  const options = Object.entries(optionsOf(command));
  return [
    summary,
    '',
    bold('Usage'),
    `${INDENT}feedwright ${usage}`,
    '',
    ...(options.length > 0 ? [bold('Options'), ...indented(grid(options.map(optionRow))), ''] : []),
    bold('Examples'),
    ...indented([...examples, ...targetExample(command)]),
  ].join('\n');
};
