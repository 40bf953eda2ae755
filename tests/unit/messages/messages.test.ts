import { globSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { Reason } from '#contracts/reason.ts';
import { Ending } from '#contracts/state.ts';
import type { PriceFlag } from '#functions/extract/values/price.ts';
import { EN } from '#messages/en/index.ts';
import { asTold, type Code, reason } from '#messages/reason.ts';
import { categoryOf, remedyOf, sentenceOf, told } from '#messages/say.ts';
import type { Doubt, UnreadableDocument } from '#pages/page.ts';

/** Of every name that any sentence has for a value, one value: a sentence leaves those of others alone. */
const VALUES: Reason['values'] = {
  ...{ dealerId: 'north', documentId: 'd1', modelCode: 'TJTH', codes: ['TJTH', 'TJTK'], adIds: ['A1'] },
  colors: ['Neo Yellow / Black', 'Octane Blue'],
  ...{
    version: 7,
    newest: 8,
    status: 'built',
    word: 'approve',
    by: 'anna',
    because: 'sold out',
    on: '2026-11-03',
  },
  ...{
    going: 3,
    of: 5,
    removed: 9,
    live: 49,
    method: 'lexical',
    percentBefore: 100,
    percentNow: 10,
    currenciesBefore: ['EUR'],
    currenciesNow: ['SEK'],
    channel: 'classifieds',
    percent: 10,
    most: 10,
    days: 20,
    times: 2,
    rows: 10_000,
    pages: 2000,
  },
  ...{
    reasons: [asTold('one'), asTold('other')],
    cause: asTold('it broke down'),
    engines: ['textract', 'bedrock'],
    flag: asTold('it'),
    notes: [asTold('it')],
  },
  ...{ cells: [reason('cell', { column: 'price', printed: '9', expected: 'a price', others: ['9 000'] })] },
  ...{
    field: 'Power',
    fields: ['Power', 'Year'],
    value: 'many',
    insteadOf: '',
    now: '165',
    example: 'Power=165',
  },
  ...{ name: 'Ski-Doo MXZ', near: ['Ski-Doo MXZ 600'], term: 'Octarine', rule: 'r1', message: 'it is wrong' },
  ...{
    detail: 'it is old',
    text: 'it broke',
    whatToDo: 'Mend it.',
    category: 'odd',
    failure: 'no service',
    stage: 'match',
  },
  ...{
    megabytes: 50,
    kind: 'a picture',
    models: 115,
    places: 2,
    first: 'no table.',
    page: 3,
    row: 4,
    more: 2,
  },
  ...{
    review: 3,
    rejected: 1,
    waiting: 113,
    books: ['LYNX 2026'],
    prices: ['1.00 EUR'],
    columns: ['section'],
  },
  ...{ currency: 'EUR', date: '2026-11-01', before: '1', after: '2', path: 'list.pdf', code: 'EACCES' },
  ...{
    vin: '2BPSCA0A1RV000123',
    addresses: ['A1', 'A2'],
    pieces: ['МУРМАНСК'],
    heading: 'Шт',
    sheet: 'Склад',
    column: 'C',
    labels: ['Код', 'Цена'],
  },
  ...{ commandId: '01JX', member: 'anna@dealer.example', token: '3f2a91c4', unit: 'millimetres' },
  ...{ unknown: ['brand'], amount: '0.00', options: ['Moon roof'], entries: 12, characters: 80 },
  ...{ type: 'integer', listed: ['a', 'b'], min: 1, max: null, found: 'www', with: '850' },
  ...{
    url: 'https://a.example/feed.xml',
    bytes: 12,
    attempts: 3,
    kept: 2,
    missing: 1,
    ads: 6,
  },
  ...{ faults: ['no id'], known: ['north'], dealers: ['north', 'south'], dealer: 'north', names: ['A', 'B'] },
  ...{ action: 'feed.approve', subject: 'version 7', who: 'anna', at: '2026-11-03', wanted: 'TJTH' },
  ...{ machine: 'TJTH of 2026', sequence: '01M8', origin: 'rules.json', source: 'built-in', layers: ['ads'] },
  ...{ list: 'SKI-DOO 2026', ids: ['d1', 'd2'], batchId: 'b1', document: 'list.pdf', adId: 'A1' },
  ...{ hours: 30, minutes: 90, service: 'textract', until: '2026-11-03 10:00 MSK', usd: '6.10' },
  ...{
    agreed: [asTold('engine')],
    best: asTold('next best'),
    against: [asTold('lacks the engine')],
    own: '600R',
  },
  ...{
    attribute: 'trackWidth',
    named: '850',
    brand: 'LYNX',
    family: 'MXZ',
    package: 'X-RS',
    starter: 'SHOT',
  },
  ...{
    year: 2027,
    words: ['BRUTAL'],
    meant: 'XTERRAIN',
    onPages: ['3', '5'],
    model: 'Xterrain',
    engine: '850',
  },
  ...{ length: '146in', colour: 'Black', colours: ['Red'], tags: ['Power'], from: 'LYNX 2026, page 3' },
  ...{ held: 'TAAA, TBBB' },
  ...{
    questions: 3,
    frees: 6,
    means: 'track width',
    units: ['mm', 'in'],
    file: 'list.pdf',
    window: '2026-11-03 03:00 MSK',
    rates: [asTold('it is old')],
  },
  ...{ label: 'Power', title: 'Xterrain', inChart: '3000' },
  ...{ says: asTold('it is 508'), asks: asTold('how wide'), option: 'value', why: asTold('it is none') },
  ...{ values: ['406'], prints: ['406 mm'], such: '12', other: 'Width', documents: ['book.pdf'] },
  ...{ book: 'LYNX 2026', doubt: asTold('it is faint'), others: ['9 000'], id: '3f2a91c4' },
  ...{ causes: [asTold('it is off')], active: 3, delivered: 9, avitoId: '7654321098', windows: ['03:00'] },
  ...{ slots: ['04:00'], needed: 9, left: 3, since: '2026-11-03 03:10 MSK', ad: 'A1', uploadId: '501' },
  ...{ how: 'is missing', tag: 'Price' },
  ...{ address: 'Sheet1!C7', column: 'price', printed: '9', expected: 'a price', others: ['9 000'] },
};

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
