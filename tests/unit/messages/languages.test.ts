import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { Reason, Value } from '#contracts/reason.ts';
import { EN } from '#messages/en/index.ts';
import { sayIn, type Translation } from '#messages/message.ts';
import { asTold, type Code, reason } from '#messages/reason.ts';
import { RU } from '#messages/ru/index.ts';
import { VALUES } from './values.ts';

const ENGLISH = sayIn(EN);
const RUSSIAN = sayIn(RU);
const CODES = Object.keys(EN);

/** Names of values that are a day, or a minute of Moscow's time. */
const DATES = ['on', 'at', 'date', 'until', 'window', 'since'];

/** A word that no lexicon has, so that whatever is said of it is said by its own letters. */
const word = fc.stringMatching(/^Q[A-Z]{3}[0-9]{2}$/);
const twoDigits = (number: number): string => String(number).padStart(2, '0');
const day = fc
  .tuple(
    fc.integer({ min: 2020, max: 2040 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map(([year, month, date]) => `${year}-${twoDigits(month)}-${twoDigits(date)}`);
const moment = fc.oneof(
  day,
  day.map((each) => `${each} 19:00 MSK`),
);

/** Values of the kind that a name has; lists that belong together are as long as each other. */
const alike = (name: string, value: Value, length: number): fc.Arbitrary<unknown> => {
  const several = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: length, maxLength: length });
  if (DATES.includes(name)) return moment;
  if (typeof value === 'string') return word;
  if (typeof value === 'number') return fc.integer({ min: 1, max: 2_000_000 });
  if (!Array.isArray(value)) return value === null ? fc.constant(null) : word.map(asTold);
  return typeof value[0] === 'string' ? several(word) : several(word.map(asTold));
};

/** For every name a value, as any of its reasons could have. */
const values = fc
  .integer({ min: 1, max: 7 })
  .chain((length) =>
    fc.record(
      Object.fromEntries(
        Object.entries(VALUES).map(([name, value]) => [name, alike(name, value, length)] as const),
      ),
    ),
  ) as fc.Arbitrary<Reason['values']>;

/** What stands under a name that other reasons use for a value of another kind. */
const OWN: Readonly<Record<string, Reason['values']>> = {
  'shared-otherwise': { says: 'QSAY01' },
  'act-unknown': { found: 3, expected: 7 },
};

interface Said {
  code: string;
  english: string;
  russian: string;
}

/** Every sentence and every remedy, in both languages. */
const everything = (given: Reason['values']): Said[] =>
  CODES.flatMap((code) => {
    const one = { code, values: { ...given, ...OWN[code] } };
    return [
      { code, english: ENGLISH.why(one), russian: RUSSIAN.why(one) },
      { code, english: ENGLISH.whatToDo(one), russian: RUSSIAN.whatToDo(one) },
    ];
  });

const wordsIn = (value: Value): string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (value === null) return [];
  if (!Array.isArray(value)) return Object.values((value as Reason).values).flatMap(wordsIn);
  return value.flatMap((each: string | Reason) => wordsIn(each));
};

/** "10,000" and "10 000" are one number, "2026-11-03" and "03.11.2026" one day. */
const levelled = (text: string): string =>
  text
    .replaceAll(/(?<=\d)[,\u00A0](?=\d{3})/g, '')
    .replaceAll(/(\d\d)\.(\d\d)\.(\d{4})/g, '$3-$2-$1')
    .replaceAll('МСК', 'MSK')
    .toUpperCase();

const names = (text: string, value: string): boolean =>
  text.includes(value) && (!/^\d+$/.test(value) || new RegExp(`(?<!\\d)${value}(?!\\d)`).test(text));

/** A command, without what is given to it. */
const COMMAND = /npx feedwright(?: [a-z-]+)+/g;

/** What is no English of ours: quotations, code, commands with what is given to them, names of files, settings and options. */
const FOREIGN =
  /«[^»]*»|"[^"]*"|`[^`]*`|npx feedwright(?: [a-z-]+)+|--[a-z-]+|\{\w+\}|https:\/\/|[\w*]*[./][\w./*]*|\b[a-z]+[A-Z]\w*/g;

/** Names of services, settings and parts of files. */
const NAMED = ['textract', 'bedrock', 'conversion', 'locations', 'when', 'problems', 'match', 'set'];

const englishIn = (text: string): string[] =>
  (text.replaceAll(FOREIGN, ' ').match(/(?<!\p{L})[a-z]{2,}(?!\p{L})/gu) ?? []).filter(
    (each) => !NAMED.includes(each),
  );

const commandsIn = (text: string): number => text.split('npx feedwright ').length;

/** What must be true of no sentence. */
const FAULTS: Readonly<Record<string, (said: Said, words: readonly string[]) => boolean>> = {
  'is not whole': ({ english, russian }) =>
    [english, russian].some((text) =>
      /undefined|\bnull\b|NaN|не число|\[object|=>|^\s|\s$|\.\.$|(?<![\n ]) {2}/.test(text),
    ),
  'has English words': ({ russian }) => englishIn(russian).length > 0,
  'ends otherwise than in English': ({ english, russian }) => /[.?]$/.test(english) !== /[.?]$/.test(russian),
  'is in one language only': ({ english, russian }) => (english === '') !== (russian === ''),
  'lacks a value that English names': ({ english, russian }, words) => {
    const [text, other] = [levelled(english), levelled(russian)];
    return words.some((value) => names(text, value) && !names(other, value));
  },
  'gives other commands than English': ({ english, russian }) =>
    commandsIn(english) !== commandsIn(russian) ||
    (russian.match(COMMAND) ?? []).some((command) => !english.includes(command)),
};

test('every reason is said in each language, with whatever values', () => {
  const said = fc.property(values, (given) => {
    const all = everything(given);
    const words = Object.values(given).flatMap(wordsIn);
    for (const [fault, isFound] of Object.entries(FAULTS))
      expect({ [fault]: all.filter((each) => isFound(each, words)) }).toEqual({ [fault]: [] });
  });
  // As many values as there are do not shrink within a test's time, and what is wrong is seen by the sentence.
  fc.assert(said, { numRuns: 6, endOnFailure: true });
});

describe('a Russian number', () => {
  const COUNTS = [1, 2, 5, 11, 21, 101, 1_234];
  const said = (each: (count: number) => Reason): string[] =>
    COUNTS.map((count) => RUSSIAN.why(each(count)).replaceAll('\u00A0', ' '));

  test('is followed by the form of its noun', () => {
    expect(said((minutes) => reason('file-stuck', { file: 'a.pdf', minutes }))).toEqual(
      ['1 минута', '2 минуты', '5 минут', '11 минут', '21 минута', '101 минута', '1 234 минуты'].map(
        (text) => `Файл a.pdf обрабатывается, но результата нет уже ${text}.`,
      ),
    );
    expect(said((hours) => reason('feed-held-long', { dealerId: 'north', hours }))).toEqual(
      ['1 час', '2 часа', '5 часов', '11 часов', '21 час', '101 час', '1 234 часа'].map(
        (text) => `Фид придержан уже ${text}`,
      ),
    );
  });

  test('is followed by the genitive behind "из"', () => {
    const feed = { adIds: ['A1'], version: 7, removed: 1, more: 0 };
    expect(said((live) => reason('confirm-rollback', { ...feed, live }))).toEqual(
      [
        '1 опубликованного объявления',
        '2 опубликованных объявлений',
        '5 опубликованных объявлений',
        '11 опубликованных объявлений',
        '21 опубликованного объявления',
        '101 опубликованного объявления',
        '1 234 опубликованных объявлений',
      ].map((text) => `С версией 7 исчезнет 1 из ${text}: A1.`),
    );
  });

  test('agrees with its verb', () => {
    expect(said((waiting) => reason('ask-other', { cause: asTold('нет цены.'), waiting }))).toEqual(
      [
        'Ждёт 1 машина',
        'Ждут 2 машины',
        'Ждут 5 машин',
        'Ждут 11 машин',
        'Ждёт 21 машина',
        'Ждёт 101 машина',
        'Ждут 1 234 машины',
      ].map((text) => `${text}: нет цены. Всё равно опубликовать?`),
    );
  });

  test.each([
    [1, 'В каталоге не удалось прочитать 1 место, первое — на стр. 3: нет строки.'],
    [22, 'В каталоге не удалось прочитать 22 места, первое — на стр. 3: нет строки.'],
    [111, 'В каталоге не удалось прочитать 111 мест, первое — на стр. 3: нет строки.'],
  ])('of %i places is right', (places, text) => {
    const found = { category: 'odd', page: 3, first: 'нет строки.', answered: 0 };
    expect(RUSSIAN.why(reason('book-partly-read', { ...found, places })).replaceAll('\u00A0', ' ')).toBe(
      text,
    );
  });
});

test.each<[Reason, string]>([
  [reason('name-has-width', { named: 508, own: null }), 'ширина гусеницы 508 мм, а у машины не указана'],
  [
    reason('price-rule-idle', { rule: 2, text: 'brand LYNX, year 2027, in EUR', near: [] }),
    'Правило цен № 2 (марка LYNX, год 2027, в валюте EUR) не подходит ни к одной машине в продаже.',
  ],
  [
    reason('book-not-understood', { models: 41, fields: ['power on 40', 'seats on 38'], answered: 0 }),
    /41\u00A0страница с моделью.*: мощность \(40 стр\.\), количество мест \(38 стр\.\)\.$/,
  ],
  [
    reason('rule-proposed', { code: 'e1', tag: 'Price', how: 'is over 9', ads: 2 }),
    /поле «цена» больше 9, а среди принятых/,
  ],
  [reason('name-of-family', { family: null }), 'другое семейство (неизвестно)'],
  [reason('book-problem', { page: null, cause: asTold('нет строк') }), 'нет строк'],
  [
    reason('cell', { column: 'price', printed: null, expected: 'price', others: [] }),
    'цена — пусто, ожидалось: цена',
  ],
  [
    reason('rate-old', { currency: 'EUR', date: '2026-11-03', days: 21 }),
    /03\.11\.2026.*больше 21\u00A0дня$/,
  ],
  [
    reason('key-used', { action: 'feed.approve', at: '2026-11-03T21:30:00.000Z' }),
    'Этот ключ идемпотентности уже был у другого запроса: одобрение фида, 04.11.2026 00:30 МСК.',
  ],
  [
    reason('price-jumps', { before: '1990000', after: '2069000' }),
    /1\u00A0990\u00A0000\u00A0₽ → 2\u00A0069\u00A0000\u00A0₽/,
  ],
  [
    reason('ask-value', { fields: ['TrackWidth', 'Power'], model: 'LYNX Xterrain' }),
    'Какие значения полей «ширина гусеницы, мм» и «мощность, л. с.» у модели LYNX Xterrain?',
  ],
] as [Reason, string][])('in Russian %j is %s', (given, text) => {
  expect(RUSSIAN.why(given)).toMatch(text);
});

describe('another language', () => {
  type Of<C extends Code> = Translation<Pick<typeof EN, C>>;

  test('has each code, no other, and a remedy where English has one', () => {
    expectTypeOf<{ 'page-blank': { why: string } }>().toExtend<Of<'page-blank'>>();
    expectTypeOf<Record<never, never>>().not.toExtend<Of<'page-blank'>>();
    expectTypeOf<{ empty: { why: string } }>().not.toExtend<Of<'empty'>>();
    // @ts-expect-error no reason is called so
    ({ 'page-blank': { why: '' }, 'moon-is-full': { why: '' } }) satisfies Of<'page-blank'>;
  });

  test('is given the values that English is given', () => {
    type Made<V> = { 'feed-missing': { why: (values: V) => string; whatToDo: string } };
    expectTypeOf<Made<{ dealerId: string }>>().toExtend<Of<'feed-missing'>>();
    expectTypeOf<Made<{ dealer: string }>>().not.toExtend<Of<'feed-missing'>>();
    expectTypeOf<Made<{ dealerId: number }>>().not.toExtend<Of<'feed-missing'>>();
  });

  test('needs nothing of the rest while it runs, so that a page can say it', () => {
    const files = globSync('functions/messages/**/*.ts').filter((file) => !file.endsWith('/among.ts'));
    const imported = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/^import (?!type\b)[^;]*?from '([^']+)'/gm)].map(
        ([, from]) => from,
      ),
    );
    expect(imported.length).toBeGreaterThan(40);
    expect(imported.filter((from) => !/^\.\.?\/[\w./-]+$/.test(from ?? ''))).toEqual([]);
  });
});
