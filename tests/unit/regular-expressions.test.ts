import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'rolldown/parseAst';
import { analyse } from 'scslre';
import { expect, test, vi } from 'vitest';

const FUNCTIONS = join(import.meta.dirname, '../../functions');
const files = globSync('**/*.ts', { cwd: FUNCTIONS });
const sourceOf = (file: string): string => readFileSync(join(FUNCTIONS, file), 'utf8');

interface Pattern {
  source: string;
  flags: string;
}

/** Without a repetition that has no end nothing is tried over and over again. */
const repeats = ({ source }: Pattern): boolean => /[*+]|\{\d+,\}/.test(source);

/** How often a text that does not match is gone through: once for each character, or more often. */
const isSuperLinear = (pattern: Pattern): boolean =>
  repeats(pattern) && analyse(pattern, { reportTypes: { Move: false } }).reports.length > 0;

const patternsIn = (node: unknown): Pattern[] => {
  if (typeof node !== 'object' || node === null) return [];
  const { type, regex } = node as { type?: string; regex?: { pattern: string; flags: string } };
  if (type === 'Literal' && regex) return [{ source: regex.pattern, flags: regex.flags }];
  return Object.values(node).flatMap(patternsIn);
};

const literalsOf = (file: string): Pattern[] => patternsIn(parseAst(sourceOf(file), { lang: 'ts' }));

/** Those that a module puts together as it is loaded. */
const builtBy = async (file: string): Promise<Pattern[]> => {
  const built: Pattern[] = [];
  const Original = RegExp;
  class Recorded extends Original {
    constructor(pattern: string | RegExp, flags?: string) {
      super(pattern, flags);
      built.push({ source: this.source, flags: this.flags });
    }
  }
  vi.stubGlobal('RegExp', Recorded);
  await import(join(FUNCTIONS, file)).finally(() => vi.unstubAllGlobals());
  return built;
};

const named =
  (file: string) =>
  ({ source, flags }: Pattern): string =>
    `${file}: /${source}/${flags}`;

test('no regular expression takes more than its time over a text that does not match', () => {
  expect(files.length).toBeGreaterThan(100);
  const found = files.flatMap((file) => literalsOf(file).filter(isSuperLinear).map(named(file)));
  expect(found).toEqual([]);
});

test('nor does one that is put together of words', async () => {
  const builders = files.filter((file) => sourceOf(file).includes('new RegExp('));
  const found: string[] = [];
  for (const file of builders) found.push(...(await builtBy(file)).filter(isSuperLinear).map(named(file)));
  expect(builders).not.toEqual([]);
  expect(found).toEqual([]);
});

test('one that does is found', () => {
  expect(isSuperLinear({ source: '[^\\s,]+[.\\s]*$', flags: '' })).toBe(true);
  expect(isSuperLinear({ source: '^(a+)+$', flags: '' })).toBe(true);
});
