import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ROW_COLUMNS } from '#contracts/extracted.ts';
import { workbook } from '../../fakes/workbook.ts';
import { readList } from '../../golden/read-retypeset.ts';
import { csvOf, listRows, onSpringGround, printedPart } from '../../golden/sheet-lists.ts';
import { BOOK, feedwright, LIST, problemsIn, workingDirectory } from './feedwright.ts';

/** The shipped list as somebody would have typed it. */
const typedList = async () => {
  const { products } = await readList(await readFile(LIST));
  return {
    title: ['SKI-DOO SUOSITUSHINNASTO', 'MALLIVUOSI 2027 / SUOMI'],
    products: products.map(printedPart),
  };
};

const FORMS: Record<string, () => Promise<Uint8Array>> = {
  'list.xlsx': async () =>
    workbook([{ name: 'Hinnasto', rows: listRows(await typedList(), { code: onSpringGround }) }]),
  'list.csv': async () => {
    const rows = listRows(await typedList(), { columns: [...ROW_COLUMNS, 'springOnly'] });
    return Buffer.from(csvOf(rows, ';', '\r\n').replaceAll('€', '\u0080'), 'latin1');
  },
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

describe('a list dropped as a spreadsheet makes the feed that its PDF makes, byte for byte', () => {
  let feed = '';
  beforeAll(async () => {
    feed = await feedOf(LIST);
    expect(feed).toContain('<Ad>');
  });

  test.each(Object.entries(FORMS))('%s', async (name, bytes) => {
    await using folder = await workingDirectory();
    const file = join(folder.path, name);
    await writeFile(file, await bytes());
    expect(await feedOf(file)).toBe(feed);
  });
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
  await writeFile(join(folder.path, 'list.csv'), (await FORMS['list.csv']?.()) ?? '');
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
