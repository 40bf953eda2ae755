import { expect, test } from 'vitest';
import { inRows } from '#functions/extract/table/in-rows.ts';
import { headerOf, spoken, word } from '../drawn-words.ts';

const HEADER = headerOf([[word('Code', 10, 20)], [word('Model', 100, 20)], [word('Engine', 200, 20)]]);
const row = (code: string, y: number) => [word(code, 10, y), word('Rave', 100, y), word('850', 200, y)];
const textsOf = (words: ReturnType<typeof row>) => inRows(HEADER, words).map(({ text }) => text);

test('what stands beside codes is in rows, a label between them is not', () => {
  const rows = [...row('TKNA', 50), ...row('TKNB', 110)];
  expect(textsOf([...rows, ...spoken('Deep Snow', 10, 80)])).toEqual([
    'TKNA',
    'Rave',
    '850',
    'TKNB',
    'Rave',
    '850',
  ]);
});

test('a line of several cells is in rows, whether or not a code stands on it', () => {
  const second = [word('RE', 100, 74), word('Turbo', 200, 74), word('Red', 300, 74)];
  expect(textsOf([...row('TKNA', 50), ...second, ...row('TKNB', 110)])).toEqual(
    expect.arrayContaining(['RE', 'Turbo', 'Red']),
  );
});

test('of a text over the second line of its cell no word is left out, though only one stands above it', () => {
  const spring = [...spoken('Studded Track', 300, 87), word('Red', 345, 98)];
  const rows = [...row('TKNA', 50), ...row('TKNB', 62), ...row('TKNC', 98)];
  expect(textsOf([...rows, ...spring])).toEqual(expect.arrayContaining(['Studded', 'Track', 'Red']));
});

test('where no code stands all words may be those of rows', () => {
  const words = spoken('Prices hold until further notice', 10, 60);
  expect(inRows(HEADER, words)).toEqual(words);
});

test('a high row reaches farther than two low ones beside it stand apart', () => {
  // Codes at 200 and 213; that at 250 has cells of two lines, none of them on its line.
  const low = [...row('QAA1', 200), ...row('QAB1', 213)];
  const cell = [word('Limited', 300, 244), word('Passenger', 300, 256)];
  expect(textsOf([...low, ...row('QAC1', 250), ...cell, ...row('QAD1', 287)])).toEqual(
    expect.arrayContaining(['Limited', 'Passenger']),
  );
});
