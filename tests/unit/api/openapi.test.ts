import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openApiOf } from '../../../functions/api/openapi.ts';
import { ROUTES } from '../../../functions/api/routes.ts';

const FILE = join(import.meta.dirname, '../../../docs/openapi.json');

test('docs/openapi.json is the API as it is; UPDATE=1 writes it', async () => {
  const text = `${JSON.stringify(openApiOf(ROUTES), null, 1)}\n`;
  if (process.env.UPDATE) await writeFile(FILE, text);
  expect(await readFile(FILE, 'utf8')).toBe(text);
});

test('every route is said once, and has what a reader needs', () => {
  const names = ROUTES.map(({ method, path }) => `${method} ${path}`);
  expect(new Set(names).size).toBe(names.length);
  expect(ROUTES.filter(({ summary }) => summary.length < 10)).toEqual([]);
});
