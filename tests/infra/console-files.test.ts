import { readdirSync, readFileSync } from 'node:fs';
import { glob, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { builtConsole, consoleSources } from '../../infra/console-files.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Imports of more than types, of what is not beside the console's own files. */
const TAKEN = /^import (?!type )[^;]*?from '((?:#|runbook|(?:\.\.\/)+functions\/)[^']+)'/gm;

const pathOf = (specifier: string): string =>
  specifier
    .replace(/^#/, 'functions/')
    .replace(/^(?:\.\.\/)+/, '')
    .replace(/^runbook\.md\?raw$/, 'infra/runbook.md');

test('the console is built anew when any file changes that it takes from elsewhere', async () => {
  const own = await Array.fromAsync(glob('console/src/**/*.{ts,tsx}', { cwd: ROOT }));
  const taken = own.flatMap((path) =>
    [...readFileSync(join(ROOT, path), 'utf8').matchAll(TAKEN)].map(([, specifier = '']) =>
      pathOf(specifier),
    ),
  );
  expect(taken).toContain('infra/runbook.md');
  expect(taken.length).toBeGreaterThan(2);
  expect(await consoleSources()).toEqual(expect.arrayContaining([...new Set(taken)]));
});

test('who builds it at the same time gets whole files, and nobody builds it twice afterwards', async () => {
  const root = await mkdtemp(join(tmpdir(), 'console-'));
  onTestFinished(() => rm(root, { recursive: true }));
  let builds = 0;
  const bothAtWork = Promise.withResolvers<void>();
  const make = async (into: string) => {
    await mkdir(join(into, 'assets'), { recursive: true });
    await writeFile(join(into, 'assets/one.js'), String(++builds));
    if (builds === 2) bothAtWork.resolve();
    await bothAtWork.promise;
    await writeFile(join(into, 'index.html'), '');
  };
  const [one, other] = await Promise.all([builtConsole(make, root), builtConsole(make, root)]);
  expect(one).toBe(other);
  expect(readdirSync(one).toSorted()).toEqual(['assets', 'index.html']);
  expect(await builtConsole(make, root)).toBe(one);
  expect(builds).toBe(2);
  expect(readdirSync(root)).toHaveLength(1);
});
