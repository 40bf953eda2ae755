import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { extname, join } from 'node:path';
import type { Page } from 'playwright-core';

const PROJECT = join(import.meta.dirname, '../..');

/** Of a language that the console does not speak; browsers know its dates and figures. */
const CODE = 'fi';

/** The whole of a language as somebody would add it: all that is said, in brackets. */
const LANGUAGE = `
import { EN } from '#messages/en/index.ts';
import { words as english } from '../en/index.ts';

const pretended = (part) => {
  if (typeof part === 'string') return part && '⟦' + part + '⟧';
  if (typeof part === 'function') return (...given) => pretended(part(...given));
  if (Array.isArray(part)) return part.map(pretended);
  return Object.fromEntries(Object.entries(part).map(([name, each]) => [name, pretended(each)]));
};
export const words = pretended(english);
export const reasons = pretended(EN);
`;

const build = async (root: string): Promise<string> => {
  const built = join(root, 'built');
  const vite = join(PROJECT, 'node_modules/vite/bin/vite.js');
  const words = ['build', '--config', 'console/vite.config.ts', '--outDir', built, '--logLevel', 'error'];
  const env = { ...process.env, NODE_ENV: 'production' };
  const child = spawn(process.execPath, [vite, ...words], { cwd: root, env, stdio: 'inherit' });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error('the console with one more language cannot be built');
  return built;
};

/** The console's sources with one folder more, built. */
export const builtWithPretended = async () => {
  const root = await mkdtemp(join(tmpdir(), 'feedwright-language-'));
  for (const name of ['functions', 'infra', 'node_modules', 'package.json', 'tsconfig.json'])
    await symlink(join(PROJECT, name), join(root, name));
  const isSource = (path: string) => !path.startsWith(join(PROJECT, 'console/built'));
  await cp(join(PROJECT, 'console'), join(root, 'console'), { recursive: true, filter: isSource });
  await mkdir(join(root, 'console/src/messages', CODE));
  await writeFile(join(root, 'console/src/messages', CODE, 'index.ts'), LANGUAGE);
  return { folder: await build(root), [Symbol.asyncDispose]: () => rm(root, { recursive: true }) };
};

/** Has a page take the console's files from a folder; the host answers all else. Its own choice of languages has one more. */
export const takeFrom = async (page: Page, folder: string): Promise<void> => {
  await page.route(/\/console\/(?!config\.json)/, (route) => {
    const path = new URL(route.request().url()).pathname.replace('/console/', '');
    return route.fulfill({ path: join(folder, extname(path) === '' ? 'index.html' : path) });
  });
  // Of pages that come otherwise than from the host a browser forbids it.
  await page.routeWebSocket(/\/hints/, () => {});
  await page.addInitScript(`localStorage.setItem('feedwright-language', '${CODE}')`);
};

/** Words that a page shows or names, each place by itself; what is said to be of another language is none of ours. */
const SHOWN = `(() => {
  for (const each of document.querySelectorAll('details')) each.open = true;
  const texts = [document.title];
  const isOurs = (element) => element.closest('[lang]') === document.documentElement && !element.closest('script, style, textarea, code');
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) if (isOurs(walk.currentNode.parentElement)) texts.push(walk.currentNode.data);
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
    for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
      if (isOurs(element)) texts.push(element.getAttribute(name) ?? '');
  return texts;
})()`;

/** All that is a value, or a currency, and no word of the API's own: such a word is shown in the reader's. */
const valuesIn = (answer: unknown): string[] => {
  if (typeof answer === 'string') return /^[a-z]+(?:-[a-z]+)*$/.test(answer) ? [] : [answer];
  if (typeof answer !== 'object' || answer === null) return [];
  return Object.entries(answer).flatMap(([name, value]) => [
    ...(/^[A-Z]{3}$/.test(name) ? [name] : []),
    ...valuesIn(value),
  ]);
};

/** What the API tells a page, to be shown as it is. */
export const toldTo = (page: Page): (() => Promise<string>) => {
  const answers: Promise<string[]>[] = [];
  page.on('response', (answer) => {
    if (answer.url().includes('/api/')) answers.push(answer.json().then(valuesIn, () => []));
  });
  return async () => (await Promise.all(answers)).flat().join('\n');
};

const withoutPretended = (text: string): string => {
  const less = text.replaceAll(/⟦[^⟦⟧]*⟧/g, ' ');
  return less === text ? text : withoutPretended(less);
};

/** "30. marraskuuta klo 11.00". */
const DATES = Array.from({ length: 12 }, (_, month) =>
  new Intl.DateTimeFormat(CODE, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(2026, month, 1)),
);

/** What is called so in any language: the program and its readers, languages, dealers of the samples, who sits here. */
const NAMES = [
  ...['Feedwright', 'pdfium', 'pdfjs', 'spreadsheet', 'lexical', 'English', 'Русский', 'Suomi'],
  ...['samples', 'demo', userInfo().username],
];

/** Words on a page that are not of the language, nor what the API told. */
export const wordsOfOthers = async (page: Page, told: string): Promise<string[]> => {
  const known = [...NAMES, ...DATES, told].join(' ');
  const texts = await page.evaluate<string[]>(SHOWN);
  const words = texts.flatMap((text) => withoutPretended(text).match(/\p{L}{2,}/gu) ?? []);
  return [...new Set(words.filter((word) => !known.includes(word)))];
};
