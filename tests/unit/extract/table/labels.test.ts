import { expect, test } from 'vitest';
import { readPageTables } from '#functions/extract/page-tables.ts';
import { ruled, word } from '../drawn-words.ts';

const headings = (y: number) => [
  word('Code', 10, y, true),
  word('Model', 100, y, true),
  word('Price', 300, y, true),
];
const row = (code: string, y: number) => [word(code, 10, y), word('Rave', 100, y), word('12345', 300, y)];
const first = [...headings(20), ...row('TKNA', 50), ...row('TKNB', 70)];
const second = [...headings(120), ...row('TKNC', 150), ...row('TKND', 170)];

const labelsOf = (words: ReturnType<typeof row>) =>
  readPageTables({ ...ruled(), words }, null).tables[0]?.table.labels.map(({ text, doubt }) => [text, doubt]);

test('a text between the last row and the same headings again may be the label of what follows, and is not sure to be', () => {
  expect(labelsOf([...first, word('Utility', 10, 100), ...second])).toEqual([['Utility', 'note']]);
});

test('bolder than the cells of its column it is a label', () => {
  expect(labelsOf([...first, word('Utility', 10, 100, true), ...second])).toEqual([['Utility', null]]);
});

test('under the last row of a page it is a footer', () => {
  expect(labelsOf([...first, word('Utility', 10, 100)])).toEqual([]);
});
