import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROW_COLUMNS } from '#contracts/extracted.ts';
import { workbook } from '../../fakes/workbook.ts';
import { readList } from '../../golden/read-retypeset.ts';
import { csvOf, listRows, printedPart } from '../../golden/sheet-lists.ts';
import { BOOK, feedwright, LIST, problemsIn, workingDirectory } from './feedwright.ts';

/** The shipped list as somebody would have typed it. */
const typedList = async () => {
  const { products } = await readList(await readFile(LIST));
  return {
    title: ['SKI-DOO SUOSITUSHINNASTO', 'MALLIVUOSI 2027 / SUOMI'],
    products: products.map(printedPart),
  };
};

const typedAsCsv = async (): Promise<Uint8Array> => {
  const rows = listRows(await typedList(), { columns: [...ROW_COLUMNS, 'springOnly'] });
  return Buffer.from(csvOf(rows, ';', '\r\n').replaceAll('€', '\u0080'), 'latin1');
};

const feedOf = async (file: string): Promise<string> => {
  await using folder = await workingDirectory();
  const { code, stderr } = await feedwright(
    folder.path,
    'process',
    file,
    BOOK,
    '--out',
    'out',
    '--no-deliver',
  );
  expect(code, stderr).toBe(3);
  return readFile(join(folder.path, 'out/feed.xml'), 'utf8');
};

test('a list dropped as a spreadsheet makes the feed that its PDF makes, byte for byte', async () => {
  const feed = await feedOf(LIST);
  expect(feed).toContain('<Ad>');
  await using folder = await workingDirectory();
  const file = join(folder.path, 'list.csv');
  await writeFile(file, await typedAsCsv());
  expect(await feedOf(file)).toBe(feed);
});

test('rows that a filter hides, and what is strange in others, are named by their cells', async () => {
  await using folder = await workingDirectory();
  const rows = [
    ['SKI-DOO HINNASTO 2026'],
    ['Tuote-nro', 'Malli', 'Moottori', 'Hinta EUR'],
    ['TAAA', 'Summit', '850 E-TEC', 18750],
    ['TBBB', 'Summit', '850 E-TEC', 'tba'],
  ];
  await writeFile(join(folder.path, 'list.xlsx'), workbook([{ name: 'Lista', rows, hiddenRows: [3] }]));
  const { code, stderr } = await feedwright(folder.path, 'extract', 'list.xlsx');
  expect(code).toBe(3);
  expect(problemsIn(stderr)).toMatchObject([
    { category: 'rows-hidden', reason: expect.stringContaining('Lista!A3:D3 hold TAAA') },
    { category: 'price-is-text', whatToDo: 'Look at Lista!D4.' },
  ]);
});

test('a spreadsheet has no pages to draw, and is read all the same', async () => {
  await using folder = await workingDirectory();
  await writeFile(join(folder.path, 'list.csv'), await typedAsCsv());
  const { stdout, stderr } = await feedwright(folder.path, 'extract', 'list.csv', '--overlay', 'pictures');
  expect(JSON.parse(stdout)).toMatchObject({ kind: 'price-list', accounted: true });
  expect(problemsIn(stderr)).toContainEqual(
    expect.objectContaining({
      file: 'list.csv',
      category: 'not-drawn',
      reason: 'The file has no pages that can be drawn: A spreadsheet has no pages to draw.',
    }),
  );
});
