import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BOOK, feedwright, feedwrightIn, LIST, linesOf, sample, workingDirectory } from './feedwright.ts';

const PAGE = 'feedwright-try.html';

const codesOn = async (cwd: string): Promise<string[]> => {
  const { products } = JSON.parse((await feedwright(cwd, 'extract', LIST)).stdout);
  return products.map(({ modelCode }: { modelCode: string }) => modelCode);
};

test('a list and its book become one page, and nothing else is left of it', async () => {
  await using folder = await workingDirectory();
  await mkdir(join(folder.path, 'dealers'));
  await writeFile(join(folder.path, 'dealers/broken.json'), '{');
  await using temporary = await workingDirectory();
  const env = { ...process.env, TMPDIR: temporary.path };
  const { code, stdout, stderr } = await feedwrightIn(env, folder.path, 'try', LIST, BOOK);
  expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
  expect(linesOf(stdout).length).toBeLessThanOrEqual(10);
  expect(await readdir(folder.path)).toEqual(['dealers', PAGE]);
  expect(await readdir(temporary.path)).toEqual([]);

  const [page, codes] = [await readFile(join(folder.path, PAGE), 'utf8'), await codesOn('.')];
  for (const code of codes) expect(page).toContain(code);
  expect(stdout).toContain(`${codes.length} machines on the list`);
  const live = Number(/(\d+) would be live/.exec(stdout)?.[1]);
  expect(live).toBeGreaterThan(0);
  expect(page.split('Would be live')).toHaveLength(live + 1);
  const asked = Number(/(\d+) questions? between/.exec(stdout)?.[1]);
  expect(page.split('<section class="question"')).toHaveLength(asked + 1);
  expect(stdout).toContain(join(folder.path, PAGE));
});

test('the rows of a spreadsheet stand as its cells', async () => {
  await using folder = await workingDirectory();
  const sheet = sample('price-lists/ski-doo-2026-fi.csv');
  const { code } = await feedwright(folder.path, 'try', sheet, '--out', 'pages/look.html');
  expect(code).toBe(3);
  const page = await readFile(join(folder.path, 'pages/look.html'), 'utf8');
  expect(page).toContain('ski-doo-2026-fi.csv');
  expect(page).toContain('<p class="cells">');
});

test.each([
  ['missing.pdf', 2, 'does not exist'],
  ['no-list.pdf', 2, 'no-list.pdf: '],
  [BOOK, 64, 'name the LIST'],
])('%s leaves no page', async (file, wanted, words) => {
  await using folder = await workingDirectory();
  await writeFile(join(folder.path, 'no-list.pdf'), 'no list');
  const { code, stdout, stderr } = await feedwright(folder.path, 'try', file);
  expect({ code, stdout }).toEqual({ code: wanted, stdout: '' });
  expect(linesOf(stderr)).toEqual([expect.stringContaining(words)]);
  expect(await readdir(folder.path)).toEqual(['no-list.pdf']);
});
