import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { BOOK, feedwright, LIST, problemsIn, sample, workingDirectory } from './feedwright.ts';

const SHEET = sample('price-lists/ski-doo-2026-fi.csv');

const readText = (...path: string[]) => readFile(join(...path), 'utf8');

test('puts a list and its book through: results, feed, delivery, statistics', async () => {
  await using folder = await workingDirectory();
  const { code, stdout } = await feedwright(folder.path, 'process', LIST, BOOK, '--out', 'out');
  expect(code).toBe(3);
  expect(stdout).toMatch(/\d+ products on the lists = \d+ published \+ \d+ in review \+ \d+ rejected/);

  const of = (name: string) => readText(folder.path, 'out', 'ski-doo-2027-fi.pdf', name).then(JSON.parse);
  const run = await of('run.json');
  const { products, published, review, rejected } = run.totals;
  expect(published + review + rejected).toBe(products);
  expect((await of('extracted.json')).products).toHaveLength(products);
  expect((await of('matched.json')).products).toHaveLength(products);
  expect((await of('validated.json')).products).toHaveLength(products);
  const book = await readText(folder.path, 'out', 'ski-doo-2027-spec-book.pdf', 'catalogue.json');
  expect(JSON.parse(book)).toMatchObject({ kind: 'spec-book' });

  const feed = await readText(folder.path, 'out', 'feed.xml');
  expect(feed.match(/<Ad>/g)).toHaveLength(published);
  expect(await readText(folder.path, 'out/.feedwright/dealer-host/avito/feed.xml')).toBe(feed);

  const stats = await feedwright(folder.path, 'stats', '--json');
  const stages = JSON.parse(stats.stdout).stages.map(({ stage }: { stage: string }) => stage);
  expect(stages).toEqual(expect.arrayContaining(['extract', 'catalogue', 'match', 'validate', 'generate']));
  expect((await feedwright(folder.path, 'stats', '--data', 'out')).stdout).toContain('validate');

  await feedwright(folder.path, 'process', SHEET, '--out', 'out', '--no-deliver');
  const left = await readdir(join(folder.path, 'out'));
  for (const file of [LIST, BOOK]) expect(left).not.toContain(basename(file));
});

test('names what is wrong with each file and goes on with the others', async () => {
  await using folder = await workingDirectory();
  await writeFile(join(folder.path, 'a "b".pdf'), 'no list');
  await writeFile(join(folder.path, 'empty.pdf'), '');
  const files = ['a "b".pdf', 'empty.pdf', 'missing.pdf'];
  const { code, stderr } = await feedwright(folder.path, 'process', ...files, '--out', 'out');
  expect(code).toBe(2);
  expect(problemsIn(stderr)).toMatchObject([
    { file: 'missing.pdf', stage: 'intake', category: 'file-not-found' },
    { file: 'a "b".pdf', stage: 'intake', category: 'not-a-pdf' },
    { file: 'empty.pdf', stage: 'intake', category: 'empty' },
  ]);
  for (const problem of problemsIn(stderr)) expect(problem.reason && problem.whatToDo).toBeTruthy();
  const run = await readText(folder.path, 'out', 'a "b".pdf', 'run.json');
  expect(JSON.parse(run).outcome).toMatchObject({ status: 'rejected', reason: { code: 'not-a-pdf' } });
});
