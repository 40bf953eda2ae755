import { readFile } from 'node:fs/promises';
import { basename, dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import project from '../../package.json' with { type: 'json' };

const ROOT = join(import.meta.dirname, '../..');
const MOST_FILES = 5;

const page = await readFile(join(ROOT, 'docs/following.md'), 'utf8');

const ways = page
  .split('\n')
  .filter((line) => line.includes('→'))
  .map((line) => {
    const [, what = ''] = line.split('|');
    return { what: what.trim(), files: [...line.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file) };
  });

const ALIASES = Object.entries(project.imports).filter(([, target]) => typeof target === 'string') as [
  string,
  string,
][];

/** As a file of this project, whichever way it is named in `file`. */
const resolved = (specifier: string, file: string): string => {
  if (specifier.startsWith('.')) return normalize(join(dirname(file), specifier));
  const [name, target] = ALIASES.find(([alias]) => specifier.startsWith(alias.slice(0, -1))) ?? ['', ''];
  return normalize(target.replace('*', specifier.slice(name.length - 1)));
};

const textOf = (file: string): Promise<string> => readFile(join(ROOT, file), 'utf8');

/** A machine is named by who starts it, and names its steps by their functions. */
const leadsTo = async (from: string, to: string): Promise<boolean> => {
  const text = await textOf(from);
  if (to.endsWith('.asl.json')) return text.includes(`'${basename(to, '.asl.json')}'`);
  if (from.endsWith('.asl.json')) return text.toLowerCase().includes(`\${${basename(dirname(to))}function}`);
  const used = [...text.matchAll(/from '([^']+)'/g)].map(([, specifier = '']) => resolved(specifier, from));
  return used.includes(to);
};

describe('what people do most', () => {
  test('is told of', () => expect(ways.length).toBeGreaterThanOrEqual(6));

  test.each(ways)('$what: is followed through five files at most, each used by one before it', async ({
    files,
  }) => {
    expect(files.length).toBeLessThanOrEqual(MOST_FILES);
    for (const [at, file] of files.entries()) {
      if (at === 0) continue;
      const led = await Promise.all(files.slice(0, at).map((from) => leadsTo(from, file)));
      expect(led.includes(true), `${file} is used by one of ${files.slice(0, at).join(', ')}`).toBe(true);
    }
  });
});
