import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { PLAIN_LOOK } from '#pages/spreadsheet/sheet.ts';
import { Formulas } from '#pages/spreadsheet/xlsx/formulas/work-out.ts';
import { type StyledCell, workbook } from '../../../fakes/workbook.ts';
import { read, typed } from './read.ts';

/** What the workbook's part says of its formulas: nothing, as most do; or that they are to be worked out. */
const KEPT = '';
const ANEW = '<calcPr calcId="191029" fullCalcOnLoad="1"/>';

/** The price of the list's first row, whose cell is E3; 18850 stands below it and 15000 under that. */
async function priceOf(cell: StyledCell, said = KEPT) {
  const sheets = [{ name: 'Hinnasto', rows: typed(2, 4, cell) }];
  const written = strFromU8(unzipSync(workbook(sheets))['xl/workbook.xml'] as Uint8Array);
  const part = written.replace('</workbook>', `${said}</workbook>`);
  const { TAAA } = (await read(workbook(sheets, { 'xl/workbook.xml': part }))).byCode;
  return [TAAA?.price?.amount ?? null, ...(TAAA?.flags ?? [])];
}

const SIMPLE = [
  ['E4-100', '18750.00'],
  ['$E$5*1.25', '18750.00'],
  ['ROUND(E5*1.255, 0)', '18825.00'],
  ['SUM(E4:E5)/2', '16925.00'],
  ['IF(E4="","",E5*(1+24%))', '18600.00'],
  ['IF(B4="SUMMIT",MAX(E4:E5),0)', '18850.00'],
  ['CEILING(E5*1.1, 50)+ROUNDUP(0.2,0)', '16501.00'],
] as const;

test.each(
  SIMPLE,
)('a formula that nobody has worked out is, where it is simple: =%s', async (formula, price) => {
  expect(await priceOf({ formula })).toEqual([price]);
  // Some programs keep 0 with each.
  expect(await priceOf({ formula, value: 0 }, ANEW)).toEqual([price]);
  expect(await priceOf({ formula, value: Number(price) })).toEqual([price]);
});

test.each(SIMPLE)('one that gives another value than was kept with it waits: =%s', async (formula) => {
  expect(await priceOf({ formula, value: 17777 })).toEqual(['17777.00', 'stale']);
});

test.each([
  'Kurssi!B2*1.1',
  'VLOOKUP(A3,A4:E5,5,FALSE)',
  'kerroin*E4',
  'E3+1-1',
  '[1]Hinnat!E4',
  'SUM(E4:E5',
  'E4*"1,2"',
])('one that nobody can work out here is believed, but for a file that says that it is to be: =%s', async (formula) => {
  if (formula !== 'E3+1-1') expect(await priceOf({ formula, value: 17777 })).toEqual(['17777.00']);
  expect(await priceOf({ formula, value: 17777 }, ANEW)).toEqual(['17777.00', 'stale']);
  expect(await priceOf({ formula, value: 17777 }, '<calcPr calcCompleted="0"/>')).toEqual([
    '17777.00',
    'stale',
  ]);
  expect(await priceOf({ formula })).toEqual([null, 'price-is-text', 'formula']);
});

test('texts are joined, numbers in them by the digits that a spreadsheet keeps', async () => {
  expect(await priceOf({ formula: 'E4&" €"' })).toEqual(['18850.00']);
  expect(await priceOf({ formula: 'E5*1.1&" €"' })).toEqual(['16500.00']);
  expect(await priceOf({ formula: 'IF(0.1+0.2=0.3,E4,1)' })).toEqual(['18850.00']);
});

test('a difference that the format does not show is none', async () => {
  expect(await priceOf({ formula: 'E5*1.25', value: 18750.001, style: { format: '0' } })).toEqual([
    '18750.00',
  ]);
});

test('shared formulas are written once and meant for each row', async () => {
  const rows = typed(2, 4, { xml: '<f t="shared" ref="E3:E4" si="0">F3*1.1</f>' }).map((row, at) => [
    ...(at === 3 ? row.with(4, { xml: '<f t="shared" si="0"/>' }) : row),
    ...(at > 1 ? [at * 5000] : []),
  ]);
  const { products } = await read(workbook([{ name: 'Hinnasto', rows }]));
  expect(products.map(({ price }) => price?.amount)).toEqual(['11000.00', '16500.00', '15000.00']);
});

test('formulas that hang on one another without end cost what cells do', async () => {
  const chain = Array.from({ length: 3000 }, (_, at) => [
    null,
    null,
    null,
    null,
    null,
    null,
    { formula: `G${at + 7}+1` },
  ]);
  const { products } = await read(workbook([{ name: 'Hinnasto', rows: [...typed(2, 4, 18750), ...chain] }]));
  expect(products.map(({ price }) => price?.amount)).toEqual(['18750.00', '18850.00', '15000.00']);
});

test('texts and numbers that no cell can hold are not worked out', () => {
  const doubled = Array.from({ length: 40 }, (_, at) => formulaAt(at + 2, `A${at + 1}&A${at + 1}`));
  const all = [formulaAt(1, '"aaaaaaaaaa"'), ...doubled, formulaAt(90, '1E400')];
  const formulas = new Formulas(new Map(), all, false);
  const worths = all.map((one) => formulas.worth(one));
  expect(worths.map((worth) => String(worth ?? '').length).slice(10, 14)).toEqual([10240, 20480, 0, 0]);
  expect(worths.at(-1)).toBeUndefined();
});

test('blocks of rows as wide as a sheet are looked at no longer than cells may be', () => {
  const cells = Array.from({ length: 16_384 }, (_, column) => ({
    column,
    text: '1',
    value: 1,
    look: PLAIN_LOOK,
  }));
  const rows = new Map([[1, { number: 1, cells }]]);
  const sums = Array.from({ length: 200 }, (_, at) => formulaAt(at + 2, 'SUM(XFD1:XFD1)'));
  const formulas = new Formulas(rows, sums, true);
  const worths = sums.map((one) => formulas.worth(one));
  expect([worths[0], worths.at(-1)]).toEqual([1, undefined]);
});

const formulaAt = (row: number, text: string) => ({
  place: { column: 0, row },
  formula: { text, kind: '', group: '' },
});
