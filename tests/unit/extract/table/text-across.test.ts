import { expect, test } from 'vitest';
import { runsAcross } from '#functions/extract/table/cells.ts';
import { phrases } from '#functions/extract/table/phrases.ts';
import { lineText } from '#pages/text.ts';
import { spoken, word } from '../drawn-words.ts';

const SLOTS = [
  { heading: 'modelCode', from: 0, to: 60 },
  { heading: 'model', from: 60, to: 160 },
  { heading: 'engine', from: 160, to: 300 },
] as const;

const across = (line: Parameters<typeof runsAcross>[0]) => runsAcross(line, [...SLOTS]);

test('words no wider apart than a space are one text, white between columns parts two', () => {
  const line = [...spoken('850 E-TEC', 10, 100), ...spoken('Deep Snow', 80, 100)];
  expect(phrases(line).map(lineText)).toEqual(['850 E-TEC', 'Deep Snow']);
});

test('a line without words has no texts', () => {
  expect(phrases([])).toEqual([]);
});

test('a sentence that begins where the table does runs across its columns', () => {
  expect(across(spoken('Prices hold until further notice', 5, 100))).toBe(true);
});

test('a label in bold needs but two words', () => {
  const label = 'Mountain Deep-Snow';
  expect(across(spoken(label, 5, 100, true))).toBe(true);
  expect(across(spoken(label, 5, 100))).toBe(false);
});

test('a text within one column is a cell, however long', () => {
  expect(across(spoken('a b c d e f', 170, 100))).toBe(false);
});

test('a line with a code is a row', () => {
  expect(across(spoken('TKNA Rave RE 850 E-TEC Turbo', 5, 100))).toBe(false);
});

test('words that stand unevenly are those of cells', () => {
  const cells = [...spoken('Rave RE', 5, 100), ...spoken('600R E-TEC', 70, 100), word('Manual', 165, 100)];
  expect(across(cells)).toBe(false);
});
