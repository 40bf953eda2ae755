import { expect, test } from 'vitest';
import { understand } from '#functions/match/understand.ts';
import type { Meaning } from '#shared/table/knowledge-records.ts';
import { meaningText, rewordingBy } from '#shared/taught-meanings.ts';
import { row } from './rows.ts';

const said = (kind: Meaning['kind'], printed: string, means: string | null): Meaning => ({
  ...{ scope: 'D#demo', kind, section: '', printed, means },
  text: meaningText(kind, printed),
});

const machineOf = (model: string, ...meanings: Meaning[]) =>
  understand(row({ model }), rewordingBy('word', meanings)).machine;

test('a word of a name is read as people say that it is meant, whatever its case', () => {
  const plain = machineOf('Summit X Expert 850 E-TEC');
  expect(machineOf('Summit X Znatok 850 E-TEC').unexplained).toEqual(['ZNATOK']);
  expect(machineOf('Summit X ZNATOK 850 E-TEC', said('word', 'Znatok', 'Expert'))).toEqual(plain);
});

test('a word that means nothing is no other machine; a part of a word, and a unit, is no word', () => {
  const plain = machineOf('Summit X 850 E-TEC');
  expect(machineOf('Summit X Tulikettu 850 E-TEC', said('word', 'tulikettu', null))).toEqual(plain);
  const others = [said('word', 'ulikettu', null), said('unit', 'Tulikettu', 'mm')];
  expect(machineOf('Summit X Tulikettu 850 E-TEC', ...others).unexplained).toEqual(['TULIKETTU']);
});
