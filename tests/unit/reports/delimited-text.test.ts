import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { delimitedText, formulaSafe } from '#functions/reports/delimited-text.ts';
import type { CellValue } from '#functions/reports/export-tables.ts';

const written = (rows: CellValue[][]) => delimitedText({ name: 'products', headings: ['a', 'b'], rows });

test.each([
  '=1+1',
  '+7 815',
  '-5 %',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '  =1',
  '＝1',
])('%j is no formula to a spreadsheet', (text) => {
  expect(formulaSafe(text)).toBe(`'${text}`);
});

test('numbers are numbers, also below zero, and text stays what it is', () => {
  expect(written([[-5, 'Снегоход']])).toBe('\uFEFFa,b\r\n-5,Снегоход\r\n');
});

test('whatever stands in the cells comes back', () => {
  const text = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text)), (rows) => {
      const [, ...read] = parse(written(rows), { bom: true });
      expect(read).toEqual(rows.map((row) => row.map(formulaSafe)));
    }),
  );
});
