import { describe, expect, test } from 'vitest';
import { COMMANDS } from '#cli/commands/index.ts';
import { argumentsOf } from '#cli/parse.ts';
import {
  commandsIn,
  commandsInFile,
  commandsInHelp,
  type PrintedCommand,
  TEXTS,
} from '../../printed-commands.ts';

const ANY = ' [^ ]+';

/** "offers withdraw DEALER CODE…" as an expression over words: a name in capitals or quotes is anything. */
const formOf = (usage: string): RegExp => {
  const plain = usage.replace(/ \[?--.*$/, '').replace(/"[^"]*"/g, 'TEXT');
  const [needed = '', ...optional] = plain.split(' [');
  const words = needed
    .split(' ')
    .slice(1)
    .map((word) => (/^[a-z-]+$/.test(word) ? ` ${word}` : word.endsWith('…') ? `(${ANY})+` : ANY));
  const more = optional.join(' ').endsWith('…') ? '*' : `{0,${optional.length}}`;
  return new RegExp(`^${words.join('')}(${ANY})${more}$`);
};

const isUsedRight = async ({ words: [word = '', ...rest] }: PrintedCommand): Promise<boolean> => {
  if ([word, ...rest].includes('--help')) return true;
  const command = await COMMANDS[word]?.();
  if (!command) return false;
  const { files } = argumentsOf(rest, command);
  const said = files.map((file) => ` ${file.replaceAll(' ', '_')}`).join('');
  const forms = command.usage.split(' | ').map(formOf);
  return forms.some((form) => form.test(said));
};

test('commands are found in blocks and in sentences', () => {
  const text =
    'See `npx feedwright todo`.\n\n```sh\nnpx feedwright offers back north TJTH --why "a b"  # why\nnpm test\n```\n';
  expect(commandsIn(text).map(({ words }) => words)).toEqual([
    ['todo'],
    ['offers', 'back', 'north', 'TJTH', '--why', 'a b'],
  ]);
});

describe('a command that is printed is one', () => {
  test.each(TEXTS)('in %s', async (file) => {
    for (const command of commandsInFile(file)) expect(await isUsedRight(command), command.text).toBe(true);
  });

  test('in the help', async () => {
    const commands = await commandsInHelp();
    expect(commands.length).toBeGreaterThan(60);
    for (const command of commands) expect(await isUsedRight(command), command.text).toBe(true);
  });
});

test('every alarm of the runbook says what it looks like on one machine, and five how it is rehearsed', async () => {
  const drills = commandsInFile('infra/runbook.md').filter(({ words }) => words[0] === 'drill' && words[1]);
  expect(new Set(drills.map(({ words }) => words[1])).size).toBe(5);
});
