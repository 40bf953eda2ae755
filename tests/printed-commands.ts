import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '#cli/commands/index.ts';

const PROJECT = join(import.meta.dirname, '..');

/** Texts that print commands for people. */
export const TEXTS: readonly string[] = globSync('{*.md,docs/*.md,infra/*.md,samples/*.md}', { cwd: PROJECT })
  .filter((file) => file !== 'CHANGELOG.md')
  .sort();

/** A command as a person would paste it: its words behind `npx feedwright`, and a file that its output goes to. */
export interface PrintedCommand {
  text: string;
  words: readonly string[];
  into: string | null;
}

/** What a shell takes for one word, or for the end of a command. */
const TOKEN = /"[^"]*"|'[^']*'|[^\s"'`]+/g;
const WORD = new RegExp(`(?:${TOKEN.source})+`, 'g');
const END = /^(#.*|[|&;].*|\(.*)$/;

const unquoted = (word: string): string =>
  word.replace(TOKEN, (part) => (/^["']/.test(part) ? part.slice(1, -1) : part));

const parsed = (line: string): PrintedCommand => {
  const tokens: string[] = line.match(WORD) ?? [];
  const end = tokens.findIndex((token) => END.test(token));
  const command = end < 0 ? tokens : tokens.slice(0, end);
  const redirect = command.indexOf('>');
  const words = (redirect < 0 ? command : command.slice(0, redirect)).map(unquoted);
  return { text: words.join(' '), words, into: redirect < 0 ? null : (command[redirect + 1] ?? null) };
};

/** A command in a fenced block goes to the end of its line, one in a sentence to its closing backtick. */
const LINE = /^(?:\$ )?(?:[A-Z_]+='[^']*' )?npx feedwright (.+)$/;
const INLINE = /`npx feedwright ([^`]+)`/g;

/** Every command that a text in Markdown prints, in its order. */
export const commandsIn = (markdown: string): PrintedCommand[] =>
  markdown
    .split(/^```.*$/m)
    .flatMap((part, at) =>
      at % 2 === 1
        ? part.split('\n').flatMap((line) => LINE.exec(line)?.[1] ?? [])
        : [...part.matchAll(INLINE)].map(([, command = '']) => command.replaceAll('\n', ' ')),
    )
    .map(parsed);

export const commandsInFile = (file: string): PrintedCommand[] =>
  commandsIn(readFileSync(join(PROJECT, file), 'utf8'));

/** The examples of every command's help. */
export const commandsInHelp = async (): Promise<PrintedCommand[]> =>
  (await Promise.all(Object.values(COMMANDS).map((load) => load())))
    .flatMap(({ examples }) => examples)
    .filter((example) => example.startsWith('feedwright '))
    .map((example) => parsed(example.slice('feedwright '.length)));
