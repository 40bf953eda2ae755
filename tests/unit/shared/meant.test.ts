import { expect, test } from 'vitest';
import { wordsMeant } from '#shared/meant.ts';

const COMMANDS = ['questions', 'answer', 'lists', 'offers', 'feed', 'documents', 'by-hand'];

test.each([
  ['offer', ['offers']],
  ['Fede', ['feed']],
  ['qestions', ['questions']],
  ['doc', ['documents']],
  ['list', ['lists']],
  ['frobnicate', []],
  ['x', []],
  ['', []],
])('%s', (written, meant) => {
  expect(wordsMeant(written, COMMANDS)).toEqual(meant);
});
