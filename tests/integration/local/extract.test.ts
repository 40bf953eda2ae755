import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { Catalogue } from '#contracts/catalogue.ts';
import { Extracted } from '#contracts/extracted.ts';
import { inventedRows } from '../../golden/invented-rows.ts';
import { retypeset } from '../../golden/retypeset.ts';
import { PLAIN } from '../../golden/typesetting.ts';
import { BOOK, feedwright, LIST, linesOf, problemsIn, sample, workingDirectory } from './feedwright.ts';

const OTHER_LIST = sample('price-lists/lynx-2027-en.pdf');
const PNG = [0x89, 0x50, 0x4e, 0x47];

/** A list under those headings. */
const listUnder = async (headings: typeof PLAIN.headings): Promise<Uint8Array> => {
  const list = { title: ['LYNX', 'MODELÅR 2031 / SUOMI'], rows: inventedRows(6) };
  return (await retypeset([list], { ...PLAIN, headings })).bytes;
};

const UNKNOWN = { modelCode: 'Bestillingsnummer', model: 'Maskine', engine: 'Kraft', price: 'Kontantpris' };

test('prints one list as the object of extracted.json, and what a person should look at', async () => {
  const { code, stdout, stderr } = await feedwright('.', 'extract', LIST);
  const extracted = Extracted.parse(JSON.parse(stdout));
  expect(extracted).toMatchObject({ document: basename(LIST), brand: 'SKI-DOO', accounted: true });
  expect(code).toBe(3);
  expect(problemsIn(stderr)).toContainEqual(
    expect.objectContaining({ file: basename(LIST), stage: 'extract', category: 'price-is-text' }),
  );
});

test('ends with 0 where nothing needs a person', async () => {
  await using folder = await workingDirectory();
  await writeFile(join(folder.path, 'list.pdf'), await listUnder(PLAIN.headings));
  expect(await feedwright(folder.path, 'extract', 'list.pdf')).toMatchObject({ code: 0, stderr: '' });
});

test('prints several files as a line each, in the order given, and a book as its catalogue', async () => {
  const { stdout } = await feedwright('.', 'extract', OTHER_LIST, BOOK, LIST);
  const [first, second, third] = linesOf(stdout).map((line) => JSON.parse(line));
  expect([first.document, third.document]).toEqual([basename(OTHER_LIST), basename(LIST)]);
  expect(Catalogue.parse(second).models.length).toBeGreaterThan(5);
});

test('names what is wrong with a file and goes on with the others', async () => {
  await using folder = await workingDirectory();
  await writeFile(join(folder.path, 'empty.pdf'), '');
  await writeFile(join(folder.path, 'list.pdf'), await listUnder(PLAIN.headings));
  const files = ['missing.pdf', 'empty.pdf', '.', 'list.pdf'];
  const { code, stdout, stderr } = await feedwright(folder.path, 'extract', ...files);
  expect(code).toBe(2);
  expect(linesOf(stdout)).toHaveLength(1);
  expect(problemsIn(stderr)).toMatchObject([
    { file: 'missing.pdf', stage: 'intake', category: 'file-not-found' },
    { file: 'empty.pdf', stage: 'intake', category: 'empty' },
    { stage: 'intake', category: 'is-a-folder' },
  ]);
  for (const problem of problemsIn(stderr)) expect(problem.reason && problem.whatToDo).toBeTruthy();
});

test('draws each page of a list, also of one that is not read, and of no book', async () => {
  await using folder = await workingDirectory();
  await writeFile(join(folder.path, 'unread.pdf'), await listUnder(UNKNOWN));
  const files = [LIST, BOOK, 'unread.pdf'];
  const { stderr } = await feedwright(folder.path, 'extract', ...files, '--overlay', 'pictures');
  const pictures = (await readdir(join(folder.path, 'pictures'))).sort();
  expect(pictures).toEqual([
    'ski-doo-2027-fi.pdf-page-01.png',
    'ski-doo-2027-fi.pdf-page-02.png',
    'unread.pdf-page-01.png',
  ]);
  for (const name of pictures)
    expect([...(await readFile(join(folder.path, 'pictures', name))).subarray(0, 4)]).toEqual(PNG);
  expect(problemsIn(stderr)).toContainEqual(
    expect.objectContaining({ file: 'unread.pdf', category: 'headings-unknown' }),
  );
});
