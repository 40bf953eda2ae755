import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRejection } from '#contracts/outcome.ts';
import { extractPriceList } from '#functions/extract/extract-price-list.ts';
import { PAGE_READERS } from '#pages/readers.ts';
import { workbook } from '../../fakes/workbook.ts';

const READERS = Object.values(PAGE_READERS);
const text = (...rows: readonly (readonly string[])[]) =>
  Buffer.from(rows.map((row) => row.join(';')).join('\r\n'));

async function readOf(bytes: Uint8Array) {
  const options = { readers: READERS, extractedAt: '2026-09-01T00:00:00.000Z' };
  const read = await extractPriceList(bytes, { name: 'list', sha256: '0'.repeat(64) }, options);
  return isRejection(read) ? read.reason.code : read;
}

const codesOf = (read: Awaited<ReturnType<typeof readOf>>) =>
  typeof read === 'string' ? read : read.products.map(({ modelCode, price }) => [modelCode, price?.amount]);

const HEADINGS = ['Артикул', 'Модель', 'Двигатель', 'Цена, EUR'];
const listOf = (codes: readonly string[], headings = HEADINGS) =>
  text(['POLARIS 2027'], headings, ...codes.map((code, at) => [code, `RMK ${at}`, '850', `${11 + at} 990`]));

const LETTERS = [...'ABCDEFGHKLMNPRSTXZ'];
const figures = (most: number) =>
  fc.array(fc.constantFrom(...'0123456789'), { minLength: 2, maxLength: most });
/** Product numbers as makers have them: letters and figures in groups, or figures alone. */
const CODES = fc.oneof(
  fc
    .tuple(
      fc.array(fc.constantFrom(...LETTERS), { minLength: 2, maxLength: 4 }),
      fc.constantFrom('', '-', '.', '/'),
      figures(4),
      fc.constantFrom('', '-'),
      figures(3),
    )
    .map(([letters, mark, first, dash, last]) =>
      [letters.join(''), mark, first.join(''), dash, last.join('')].join(''),
    ),
  fc.integer({ min: 210_000, max: 79_999_999 }).map(String),
);

test('under a heading that says so, codes of any system are read, each with its own price', async () => {
  const systems = fc.uniqueArray(
    CODES.filter((code) => code.length > 5),
    { minLength: 3, maxLength: 9 },
  );
  await fc.assert(
    fc.asyncProperty(systems, async (codes) => {
      const prices = codes.map((code, at) => [code, `${11 + at}990.00`]);
      expect(codesOf(await readOf(listOf(codes)))).toEqual(prices);
    }),
    { numRuns: 25 },
  );
});

test('beside codes of four signs a longer one is a mistyped code, and waits', async () => {
  const read = await readOf(listOf(['TJTH', 'TJTK7', 'TJTL']));
  expect(codesOf(read)).toEqual([
    ['TJTH', '11990.00'],
    ['TJTL', '13990.00'],
  ]);
  expect(typeof read === 'string' ? [] : read.problems.map(({ code }) => code)).toContain('code-malformed');
});

test('a column that has the same text in most rows is none of codes', async () => {
  expect(codesOf(await readOf(listOf(['RMK850', 'RMK850', 'RMK850'])))).not.toContainEqual([
    'RMK850',
    '11990.00',
  ]);
});

test('years, days, telephones, amounts and measures are no codes, and their rows are told', async () => {
  const others = [
    '2026/27',
    '01.02.2027',
    '01.2027',
    '8-800-555-35-35',
    '12.990',
    '12.990.00',
    '3923mm',
    '120HP',
  ];
  for (const other of others) {
    const read = await readOf(listOf(['S27CEA6', 'S27CEB6', other]));
    expect(codesOf(read)).toHaveLength(2);
    expect(typeof read === 'string' ? [] : read.problems.map(({ code }) => code)).toContain('code-malformed');
  }
});

test.each([
  ['weeks', 'W4826', 'W4926', 'W5026'],
  ['months', 'Nov-26', 'Dec-26', 'Jan-27'],
  ['months in Finnish', 'marraskuu26', 'joulukuu26', 'tammikuu27'],
  ['quarters', 'Q4/26', 'Q1/27', 'Q2/27'],
  ['days', '15nov26', '1dec26', '20jan27'],
  ['prices', 'EUR9990', 'EUR9991', 'EUR9995'],
  ['prices of dealers', '9990kr', '9991kr', '9995kr'],
  ['tracks', '137x1.5', '146x2.0', '154x2.5'],
  ['powers', '121kW/165hv', '88kW/120hv', '110kW/150hv'],
  ['pictures', 'img001.jpg', 'img002.jpg', 'img003.jpg'],
  ['telephones', 't89161234567', 't89161234568', 't89161234569'],
  ['places', 'pos01', 'pos02', 'pos03'],
])('%s under a heading that nobody knows are taken for no codes, though each row has another one', async (_, ...texts) => {
  const rows = texts.map((other, at) => [`RMK ${at}`, '850', `${11 + at} 990`, other]);
  const read = await readOf(text(['POLARIS 2027'], [...HEADINGS.slice(1), 'Zzyzx'], ...rows));
  expect(codesOf(read)).toEqual(expect.any(String));
});

test('codes that nothing names are told by their column, but not between two such columns', async () => {
  const unnamed = HEADINGS.with(0, 'Cikkszam');
  expect(codesOf(await readOf(listOf(['S27CEA6', 'S27CEB6', 'S27CEC6'], unnamed)))).toHaveLength(3);
  const two = text(
    ['POLARIS 2027'],
    ['Cikkszam', 'Gyartasi', ...HEADINGS.slice(1)],
    ...['A', 'B', 'C'].map((sign, at) => [
      `S27${sign}A6`,
      `LTE-${at}-27`,
      `RMK ${at}`,
      '850',
      `${11 + at} 990`,
    ]),
  );
  expect(codesOf(await readOf(two))).toBe('headings-unknown');
});

test('rows of such codes that a sheet hides are told, as others are', async () => {
  const rows = ['7103451', '7103452', '7103467', '7103499'].map((code, at) => [
    code,
    'RMK',
    '850',
    9990 + at,
  ]);
  const read = await readOf(
    workbook([{ name: 'L', rows: [['POLARIS 2027'], HEADINGS, ...rows], hiddenRows: [4] }]),
  );
  expect(typeof read === 'string' ? [] : read.problems.map(({ code }) => code)).toContain('rows-hidden');
});

test('whether codes of four signs are those of the list does not depend on which sheet comes first', async () => {
  const sheet = (name: string, title: string, codes: readonly string[]) => ({
    name,
    rows: [[title], HEADINGS, ...codes.map((code, at) => [code, `RMK ${at}`, '850', 11_990 + at])],
  });
  const machines = sheet('A', 'LYNX 2027', ['TJTH', 'TJTK', 'TJTL']);
  const parts = sheet('B', 'LYNX 2027', ['4478911', '4478912', '4478913']);
  const others = sheet('C', 'POLARIS 2027', ['S27CEA6', 'S27CEB6', 'LTE9']);
  const both = async (...sheets: ReturnType<typeof sheet>[]) => {
    const reads = await Promise.all([sheets, sheets.toReversed()].map((each) => readOf(workbook(each))));
    return reads.map((read) =>
      typeof read === 'string'
        ? read
        : [read.products.map(({ modelCode }) => modelCode).toSorted(), read.accounted],
    );
  };
  const told = [['TJTH', 'TJTK', 'TJTL'], false];
  expect(await both(machines, parts)).toEqual([told, told]);
  const [one, other] = await both(machines, others);
  expect(one).toEqual(other);
  expect(one?.[0]).toEqual(expect.arrayContaining(['TJTH', 'TJTK', 'TJTL']));
  // A code that has four signs by chance, on a page of its own, makes no other code a spare part's.
  const alone = await both(
    { ...others, rows: others.rows.slice(0, 4) },
    sheet('D', 'POLARIS 2027', ['LTE9']),
  );
  expect(alone).toEqual([
    [['LTE9', 'S27CEA6', 'S27CEB6'], true],
    [['LTE9', 'S27CEA6', 'S27CEB6'], true],
  ]);
});
