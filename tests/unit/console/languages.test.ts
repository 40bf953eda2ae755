import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { listTemplates } from '#desk/dealer-rules/rules.ts';
import { EN } from '#messages/en/index.ts';
import type { Messages } from '#messages/message.ts';
import { saidHere } from '../../../console/src/messages/said-here.ts';
import { withActsHere } from '../../../console/src/parts/acts-here.ts';
import { VALUES } from '../messages/values.ts';

interface Language {
  words: { dealerRules: { templates: object } };
  reasons: Messages;
}

const ROOT = join(import.meta.dirname, '../../..');
const FOLDERS = globSync('console/src/messages/*/index.ts', { cwd: ROOT });
const LANGUAGES = await Promise.all(
  FOLDERS.map(async (path): Promise<[string, Language]> => [path, await import(join(ROOT, path))]),
);
const russian = LANGUAGES.find(([path]) => path.includes('/ru/'))?.[1] as Language;

/** What there is to say, word by word: its place, and whether it is a sentence or what makes one. */
const partsOf = (words: object, place = ''): string[] =>
  Object.entries(words).flatMap(([name, part]) =>
    typeof part === 'object' && part !== null
      ? partsOf(part, `${place}${name}.`)
      : `${place}${name} ${typeof part}`,
  );

describe.each(LANGUAGES)('the language of %s', (_, { words, reasons }) => {
  test('says all that Russian says, and nothing is left empty', () => {
    expect(partsOf(words).toSorted()).toEqual(partsOf(russian.words).toSorted());
    expect(Object.keys(reasons).toSorted()).toEqual(Object.keys(EN).toSorted());
    expect(Object.keys(words.dealerRules.templates)).toEqual(listTemplates().map(({ id }) => id));
  });
});

test.each([
  ['en', null, ['xx', 'en-GB', 'ru']],
  // Aromanian begins like Russian, and is none.
  ['en', null, ['rup-MK', 'en']],
  ['ru', 'ru', ['en-GB']],
  ['en', 'gone', ['en-GB']],
  ['ru', null, ['xx']],
])('the console speaks %s where %s is chosen and a browser wishes %s', async (spoken, chosen, wishes) => {
  onTestFinished(() => void vi.unstubAllGlobals());
  vi.stubGlobal('localStorage', { getItem: () => chosen });
  vi.stubGlobal('navigator', { languages: wishes });
  const { languageHere } = await import(join(ROOT, 'console/src/messages/languages.ts'));
  expect(languageHere()).toBe(spoken);
});

/** Nothing of the console does this. */
const AT_THE_TERMINAL = ['plans put'];

/** Options, files and folders of who sits at a terminal. */
const ELSEWHERE =
  / --[a-z]|\b(?:settings|README|validated|catalogue|handlers|stock)\.[a-z]+|functions\/|inbox\/\w+\/(?!list)/;

describe.each(LANGUAGES)('what to do, said in %s', (_, { reasons }) => {
  const { why, whatToDo } = saidHere(reasons);
  const shownOf = (code: string) => {
    const reason = { code, values: VALUES };
    return withActsHere(whatToDo(reason), reason);
  };
  const named = Object.keys(EN)
    .map(shownOf)
    .filter((parts) => parts.length > 1);

  test('names the console’s own section in the place of a command', () => {
    const sections = new Set(
      named.flatMap((parts) => parts.flatMap((part) => (typeof part === 'string' ? [] : part.name))),
    );
    expect(named.length).toBeGreaterThan(40);
    expect([...sections]).toEqual(
      expect.arrayContaining(['questions', 'machines', 'feed', 'deliveries', 'dealer']),
    );
    const rest = Object.keys(EN).flatMap((code) => shownOf(code).filter((part) => typeof part === 'string'));
    const left = rest.flatMap((text) =>
      [...text.matchAll(/npx feedwright ([a-z]+ [a-z]+)/g)].map(([, words]) => words),
    );
    expect(left.filter((words) => !AT_THE_TERMINAL.includes(words ?? ''))).toEqual([]);
  });

  test('names no option, no file and no folder of another place', () => {
    const said = Object.keys(EN).flatMap((code) => [why({ code, values: VALUES }), shownOf(code).join('')]);
    expect(said.filter((text) => ELSEWHERE.test(text))).toEqual([]);
  });

  test('leaves nothing of a command behind', () => {
    const behind = named.flatMap((parts) =>
      parts.filter((part, at) => typeof part === 'string' && typeof parts[at - 1] === 'object'),
    );
    expect(behind.filter((text) => /^ (?:[A-ZА-Я]{2,}|--|north|d1\b)/.test(String(text)))).toEqual([]);
  });
});
