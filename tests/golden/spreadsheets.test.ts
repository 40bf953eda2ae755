import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type Column, Extracted, type ExtractedProduct, ROW_COLUMNS } from '#contracts/extracted.ts';
import { type WrittenSheet, workbook } from '../fakes/workbook.ts';
import { readList } from './read-retypeset.ts';
import {
  asNumber,
  csvOf,
  type Drawing,
  listRows,
  onSpringGround,
  type Printed,
  printedPart,
  RUSSIAN,
  readSheet,
  type SheetColumn,
  type SheetList,
} from './sheet-lists.ts';

const SHARED = fileURLToPath(new URL('../../../shared/', import.meta.url));
const SAMPLES = fileURLToPath(new URL('../../samples/price-lists/', import.meta.url));
const hasShared = existsSync(`${SHARED}fixtures/price-lists`);
if (!hasShared)
  console.log('The lists beside the project are absent: spreadsheets are made of the samples alone.');
const FOLDERS = hasShared ? [`${SHARED}fixtures/price-lists/`, SAMPLES] : [SAMPLES];
const FILES = FOLDERS.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.pdf'))
    .map((name) => `${folder}${name}`),
);

const LISTS = await Promise.all(FILES.map(listOf));

interface PrintedList extends SheetList {
  name: string;
}

/** A list as its PDF is read: the other golden tests say that this is right. */
async function listOf(path: string): Promise<PrintedList> {
  const { brand, modelYear, market, products } = await readList(readFileSync(path));
  const country = market === 'FI' ? ['SUOMI'] : [];
  return {
    name: path.replace(/.*\//, ''),
    title: [`${brand} SUOSITUSHINNASTO`, [`MALLIVUOSI ${modelYear}`, ...country].join(' / ')],
    products: products.map(printedPart),
  };
}

/** The two columns under the track's one heading stay as they are. */
const FROM_RIGHT = ROW_COLUMNS.filter((column) => column !== 'trackProfile')
  .toReversed()
  .flatMap((column): SheetColumn[] => (column === 'trackLength' ? [column, 'trackProfile'] : [column]));

const ORDERS: Record<string, Drawing> = {
  'as printed': {},
  'columns from right to left': { columns: FROM_RIGHT },
  'headings in Russian': { headings: RUSSIAN },
  'sections in a column': { columns: ['section', ...ROW_COLUMNS] },
};

const WITH_GROUND: Drawing = { code: onSpringGround };
const WITH_MARKS = (columns: readonly Column[] = ROW_COLUMNS): Drawing => ({
  columns: [...columns, 'springOnly'],
});

function expectSame(read: Extracted, lists: readonly SheetList[]): void {
  const said = lists.flatMap(({ products }) => products);
  expect(read.products.map(printedPart)).toEqual(said);
  const accounted = read.problems.length === 0;
  expect(Extracted.parse(read)).toMatchObject({ accounted, problems: [] });
}

describe.each(LISTS)('$name as a workbook gives the products of the PDF', (list) => {
  test.each(Object.entries(ORDERS))('%s', async (_, how) => {
    const rows = listRows(list, { ...how, ...WITH_GROUND });
    expectSame(await readSheet(workbook([{ name: 'Taul1', rows }])), [list]);
  });

  test('prices as numbers, the currency in their format', async () => {
    const rows = listRows(list, {
      ...WITH_GROUND,
      price: (product) => (product.price ? asNumber(product) : product.priceText),
    });
    const read = await readSheet(workbook([{ name: 'Taul1', rows }]));
    expect(read.products.map(withoutPriceText)).toEqual(list.products.map(withoutPriceText));
  });

  test('models merged over their rows, sections and title over all columns', async () => {
    const rows = listRows(list, WITH_GROUND);
    expectSame(await readSheet(workbook([merged({ name: 'Taul1', rows })])), [list]);
  });
});

describe('several lists in one workbook', () => {
  test('a sheet for each', async () => {
    const sheets = LISTS.map((list) => ({ name: list.name.slice(0, 31), rows: listRows(list, WITH_GROUND) }));
    const read = await readSheet(workbook(sheets));
    expectSame(read, LISTS);
    expect(read.pages).toBe(LISTS.length);
  });

  test('one under another', async () => {
    const rows = LISTS.flatMap((list) => [...listRows(list, WITH_GROUND), []]);
    expectSame(await readSheet(workbook([{ name: 'Taul1', rows }])), LISTS);
  });

  test('named by its tab alone', async () => {
    const sheets = LISTS.map((list) => ({
      name: `${list.products[0]?.brand} ${list.products[0]?.modelYear}`,
      rows: listRows({ ...list, title: [] }, WITH_GROUND),
    }));
    const read = await readSheet(workbook(distinct(sheets)));
    expect(read.products.map(({ brand, modelYear }) => `${brand} ${modelYear}`)).toEqual(
      LISTS.flatMap(({ products }) => products.map(({ brand, modelYear }) => `${brand} ${modelYear}`)),
    );
  });
});

const ENCODINGS: Record<string, (text: string) => Uint8Array> = {
  'UTF-8': (text) => Buffer.from(text, 'utf8'),
  'UTF-8 with its mark': (text) => Buffer.from(`\ufeff${text}`, 'utf8'),
  'UTF-16, low byte first': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16, high byte first': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  'UTF-16 without its mark': (text) => Buffer.from(text, 'utf16le'),
  'Windows-1252': (text) => Buffer.from(text.replaceAll('€', '\u0080'), 'latin1'),
};
const DELIMITERS = [';', ',', '\t', '|'];
const LINE_ENDS = ['\r\n', '\n', '\r'];
const FORMS = Object.keys(ENCODINGS).flatMap((encoding) =>
  DELIMITERS.map((delimiter, index) => ({ encoding, delimiter, lineEnd: LINE_ENDS[index % 3] as string })),
);

describe.each(LISTS)('$name as text in columns gives the products of the PDF', (list) => {
  test.each(FORMS)('$encoding, $delimiter', async ({ encoding, delimiter, lineEnd }) => {
    const text = csvOf(listRows(list, WITH_MARKS()), delimiter, lineEnd);
    expectSame(await readSheet(ENCODINGS[encoding]?.(text) as Uint8Array), [list]);
  });

  test('Windows-1251 with Russian headings', async () => {
    const text = csvOf(listRows(list, { ...WITH_MARKS(), headings: RUSSIAN }), ';', '\r\n');
    expectSame(await readSheet(windows1251(text)), [list]);
  });

  test('the delimiter named in the first line', async () => {
    const text = `sep=|\r\n${csvOf(listRows(list, WITH_MARKS()), '|', '\r\n')}`;
    expectSame(await readSheet(Buffer.from(text)), [list]);
  });
});

/** Letters of the sample and of the Russian alphabet in one byte each. */
function windows1251(text: string): Uint8Array {
  const decoder = new TextDecoder('windows-1251');
  const bytes = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]),
  );
  return Uint8Array.from([...text].map((letter) => bytes.get(letter) ?? 0x3f));
}

const withoutPriceText = ({ priceText: _, ...said }: ExtractedProduct | Printed) => ({
  ...said,
  page: 0,
  row: 0,
  cells: {},
  addresses: {},
  doubts: [],
});

/** The sheet with a model's name in the first of its rows only, merged over all of them. */
function merged({ name, rows }: WrittenSheet): WrittenSheet {
  const merges: string[] = [];
  let from = 0;
  const drawn = rows.map((row, index) => {
    const before = rows[index - 1];
    if (row.length === 1) merges.push(`A${index + 1}:K${index + 1}`);
    if (row.length < 2 || row[1] !== before?.[1] || (before?.length ?? 0) < 2) from = index;
    if (index > from && rows[index + 1]?.[1] !== row[1]) merges.push(`B${from + 1}:B${index + 1}`);
    return index > from ? row.with(1, null) : row;
  });
  return { name, rows: drawn, merges };
}

const distinct = (sheets: WrittenSheet[]): WrittenSheet[] =>
  sheets.map((sheet, index) => ({ ...sheet, name: `${sheet.name} (${index + 1})` }));
