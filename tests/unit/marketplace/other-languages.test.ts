import { expect, test } from 'vitest';
import { avitoDescription } from '#marketplace/avito-description.ts';
import { avitoTitle } from '#marketplace/avito-title.ts';
import { translate } from '#reference/glossary/glossary.ts';
import { aDealer, aListing } from '../../fakes/listings.ts';

test.each([
  [
    'Swedish',
    {
      starter: 'Elstart',
      display: '10,25 tum färgpekskärm',
      color: 'Svart / Röd',
      springOptions: 'Dubbmatta',
    },
  ],
  [
    'Norwegian',
    {
      starter: 'Elektrisk start',
      display: '10,25 tommer touchscreen',
      color: 'Sort / Rød',
      springOptions: 'Piggbelte',
    },
  ],
  [
    'Finnish',
    {
      starter: 'Sähkökäynnistys',
      display: '10,25 tuuman värikosketusnäyttö',
      color: 'Musta / Punainen',
      springOptions: 'Nastamatto',
    },
  ],
])('a %s list becomes a Russian description', (_, extracted) => {
  const { text, untranslated } = avitoDescription(aListing({ extracted }), aDealer());
  expect(untranslated).toEqual([]);
  for (const words of [
    'Стартер: электрический',
    '10,25 дюйма',
    'Цвет: чёрный / красный',
    'шипованная гусеница',
  ])
    expect(text).toContain(words);
});

test('a term that nobody has reviewed stands as it is printed and is listed, whatever stands beside it', () => {
  const { text, untranslated } = avitoDescription(
    aListing({ extracted: { color: 'Black / Blurple', display: 'Holographic' } }),
    aDealer(),
  );
  expect(text).toContain('Цвет: чёрный / Blurple');
  expect(text).toContain('Приборная панель: Holographic');
  expect(untranslated).toEqual(expect.arrayContaining(['colours: Black / Blurple', 'displays: Holographic']));
});

test('a Russian list needs no translation', () => {
  const { text, untranslated } = avitoDescription(
    aListing({
      extracted: { color: 'Сизый / Black', springOptions: 'Подогрев сиденья', starter: 'кикстартер' },
    }),
    aDealer(),
  );
  expect(untranslated).toEqual([]);
  for (const words of ['Цвет: Сизый / чёрный', 'Подогрев сиденья', 'Стартер: кикстартер'])
    expect(text).toContain(words);
});

test('a family that nobody knows is called as the list prints it', () => {
  const made = avitoTitle(aListing({ extracted: { model: 'Glacier', package: 'Ultra' } }));
  expect(made).toEqual({ title: 'Ski-Doo Glacier Ultra 850 E-TEC 2026, 154", жёлтый' });
});

test.each([
  ['colours', 'Timeless Black (painted)', 'чёрный Timeless Black, окрашенный'],
  ['colours', 'Monument Grey (lackerad)', 'серый Monument Grey, окрашенный'],
  ['displays', '7,8" digital', 'цифровая, 7,8 дюйма'],
  ['options', '165 inch Track, Terra Green Color', 'гусеница длиной 165 дюймов, цвет Terra Green'],
] as const)('%s: %s is %s', (subject, printed, russian) => {
  expect(translate(subject, printed)).toBe(russian);
});
