import { expect, test } from 'vitest';
import { Validated } from '#contracts/validated.ts';
import { listNotes } from '#desk/documents/document-problems.ts';
import type { DocumentResult } from '#desk/documents/documents.ts';
import { told } from '#messages/say.ts';

/** `validated.json` as it was written while its remarks were sentences. */
const OLD = {
  contractVersion: 1,
  document: 'list.pdf',
  rules: { version: '4f1c', source: 'bundled' },
  products: [],
  notes: [
    { category: 'rate-stale', text: 'the EUR rate is of 2026-10-01, over 30 days ago', codes: ['TJTH'] },
    { category: 'term-untranslated', text: 'no translation of SHOT', codes: ['TJTH', 'TJTJ'] },
  ],
};

test('a judged list whose remarks were sentences is read, and says the same', () => {
  const { notes } = Validated.parse(OLD);
  expect(notes.map(({ reason, codes }) => ({ ...told(reason), codes }))).toEqual([
    {
      ...{ category: 'rate-stale', reason: 'the EUR rate is of 2026-10-01, over 30 days ago' },
      ...{ whatToDo: '', codes: ['TJTH'] },
    },
    {
      ...{ category: 'term-untranslated', reason: 'no translation of SHOT', whatToDo: '' },
      codes: ['TJTH', 'TJTJ'],
    },
  ]);
});

test('such remarks are told a line a kind, with what to do', () => {
  const result = { file: 'list.pdf', validated: Validated.parse(OLD) } as DocumentResult;
  const lines = listNotes(result).map(({ reason }) => told(reason));
  expect(lines).toMatchObject([
    {
      reason: 'the EUR rate is of 2026-10-01, over 30 days ago (1 codes)',
      whatToDo: expect.stringContaining('new rate'),
    },
    { reason: 'no translation of SHOT (2 codes)', whatToDo: expect.stringContaining('glossary') },
  ]);
});
