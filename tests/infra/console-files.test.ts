import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { consoleSources } from '../../infra/console-files.ts';

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
