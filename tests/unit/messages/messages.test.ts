import { globSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { Reason } from '#contracts/reason.ts';
import { Ending } from '#contracts/state.ts';
import type { PriceFlag } from '#functions/extract/values/price.ts';
import { EN } from '#messages/en/index.ts';
import { type Code, reason } from '#messages/reason.ts';
import { categoryOf, remedyOf, sentenceOf, told } from '#messages/say.ts';
import type { Doubt, UnreadableDocument } from '#pages/page.ts';
import { VALUES } from './values.ts';

describe('every reason', () => {
  test.each(Object.keys(EN))('%s is a sentence, and its remedy another', (code) => {
    const given = { code, values: VALUES };
    expect(sentenceOf(given)).toMatch(/\w,? \w/);
    for (const words of [sentenceOf(given), remedyOf(given)])
      expect(words).not.toMatch(/undefined|null|NaN|\[object|=>|^\s|\s$|\.\.$/);
  });

  test('names commands as one can run them who has installed nothing', () => {
    const all = Object.keys(EN).map((code) => ({ code, values: VALUES }));
    const texts = all.flatMap((given) => [sentenceOf(given), remedyOf(given)]);
    expect(texts.filter((text) => text.includes('npx feedwright ')).length).toBeGreaterThan(10);
    expect(texts.filter((text) => /(?<!npx )\bfeedwright [a-z-]/.test(text))).toEqual([]);
  });

  test.each(Object.keys(EN))('%s can be kept and read again', (code) => {
    const given = { code, values: VALUES, place: { page: 1, row: 2, box: [1, 2, 3, 4], column: 'price' } };
    expect(Reason.parse(JSON.parse(JSON.stringify(given)))).toEqual(given);
  });
});

test('whatever is refused says what to do', () => {
  const sources = globSync('{functions,cli,infra}/**/*.ts').map((file) => readFileSync(file, 'utf8'));
  const refusals = /(?:ejected|Refusal|refuse\w*)\(\s*reason\(\s*'([a-z-]+)'/g;
  const codes = sources.flatMap((text) => [...text.matchAll(refusals)].map(([, code = '']) => code));
  expect(codes.length).toBeGreaterThan(50);
  expect(codes.filter((code) => remedyOf({ code, values: VALUES }) === '')).toEqual([]);
});

describe('what is known by a word elsewhere has its sentence', () => {
  const CODES: ReadonlySet<string> = new Set(Object.keys(EN));

  test('the endings that state machines write', async () => {
    const machines = (await readdir('state-machines')).filter((name) => name.endsWith('.asl.json'));
    const texts = await Promise.all(machines.map((name) => readFile(`state-machines/${name}`, 'utf8')));
    const written = texts.flatMap((text) =>
      [...text.matchAll(/"code": "([a-z-]+)"/g)].map(([, code]) => code),
    );
    expect(written).toContain('too-costly');
    expect(written.filter((code) => !CODES.has(code ?? ''))).toEqual([]);
  });

  test('the doubts of words, the flags of prices and what no engine can read', () => {
    expectTypeOf<Doubt>().toExtend<Code>();
    expectTypeOf<PriceFlag>().toExtend<Code>();
    expectTypeOf<UnreadableDocument['category']>().toExtend<Code>();
    // The flags of rows that stand as words alone in the code.
    const flags = [
      'formula',
      'repeated-code',
      'cell-missing',
      'page-damaged',
      'title-damaged',
      'reading-unsure',
    ];
    expect(flags.filter((flag) => !CODES.has(flag))).toEqual([]);
  });
});

describe('a reason of old', () => {
  test('that was a sentence says it still', () => {
    const kept = Reason.parse('Power is missing');
    expect(told(kept)).toEqual({ category: 'as-told', reason: 'Power is missing', whatToDo: '' });
  });

  test('that was a sentence with what to do says both', () => {
    const kept = Reason.parse({ reason: 'No book is known.', whatToDo: 'Drop it.' });
    expect([sentenceOf(kept), remedyOf(kept)]).toEqual(['No book is known.', 'Drop it.']);
  });

  test('that ended a document keeps its word, its sentence and its remedy', () => {
    const words = { category: 'no-rows', reason: 'No row was found.', whatToDo: 'Drop the list again.' };
    const { status, reason: kept } = Ending.parse({ status: 'rejected', ...words });
    expect([status, told(kept)]).toEqual(['rejected', words]);
    const well = { status: 'published', category: '', reason: '', whatToDo: '' };
    expect(Ending.parse(well)).toEqual({ status: 'published', reason: null });
  });

  test('is read as it was written since, by way of JSON too', () => {
    const ending = { status: 'rejected', reason: reason('too-large', { megabytes: 50 }) };
    expect(Ending.parse(JSON.parse(JSON.stringify(ending)))).toEqual(ending);
  });
});

test('a reason whose word nobody knows any more is told by that word', () => {
  const forgotten = { code: 'moon-is-full', values: {} };
  expect([sentenceOf(forgotten), remedyOf(forgotten), categoryOf(forgotten)]).toEqual([
    'moon-is-full',
    '',
    'moon-is-full',
  ]);
});

test('a reason within another one is said in the same words', () => {
  const inner = reason('book-missing', { waiting: 3, of: 4, books: ['LYNX 2026'] });
  const outer = reason('feed-held', { version: 2, dealerId: 'north', reasons: [inner] });
  expect(sentenceOf(outer)).toContain(sentenceOf(inner));
});
