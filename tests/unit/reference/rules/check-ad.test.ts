import { expect, test } from 'vitest';
import type { Ad } from '#contracts/validated.ts';
import { bundledRules } from '#reference/rules/bundled-rules.ts';
import { checkAd } from '#reference/rules/check-ad.ts';
import { nearestNames } from '#reference/rules/check-model.ts';
import { validAd } from '../../../fakes/ads.ts';

const findings = (fields: Ad['fields'], images = validAd('A').images) => {
  const ad = validAd('A');
  return checkAd({ ...ad, fields: { ...ad.fields, ...fields }, images }, bundledRules);
};

const without = (tag: string) => {
  const ad = validAd('A');
  delete ad.fields[tag];
  return checkAd(ad, bundledRules);
};

test('there is one rule for each of Avito’s 44 fields', () => {
  expect(new Set(bundledRules.layers['field-rules'].map(({ tag }) => tag)).size).toBe(44);
});

test('nothing is found in a valid ad', () => {
  expect(findings({})).toEqual([]);
});

test.each([
  ['Title', 'Ski-Doo Summit X 850 E-TEC 2026, 154", чёрный, 2-местный'],
  ['Title', 'Продам Ski-Doo Summit 2026'],
  ['Title', 'Ski-Doo Summit 2026 за 2 000 000 руб'],
  ['Title', 'Ski-Doo Summit +7 815 200-00-00'],
  ['Title', 'Снегоход Summit X 850 E-TEC'],
  ['Description', 'коротко'],
  ['Description', `<script>${'a'.repeat(60)}</script>`],
  ['Description', 'a'.repeat(7501)],
  ['Price', '99999'],
  ['Price', '1500000.50'],
  ['Model', 'Ski-Doo Summit X 9000'],
  ['Type', 'Летающий'],
  ['Year', '2031'],
  ['Power', '3001'],
  ['Power', '0'],
  ['TrackWidth', '1001'],
  ['PersonCapacity', '101'],
  ['Availability', 'Скоро'],
  ['AdStatus', 'x99_9'],
  ['Kilometrage', '12'],
  ['DateBegin', 'завтра'],
  ['ImageUrls', 'https://dealer.example/a.png'],
  ['AvitoDateBegin', '2026-11-01'],
])('%s "%s" is blocked', (tag, value) => {
  expect(findings({ [tag]: value })).toContainEqual(expect.objectContaining({ severity: 'block' }));
});

test.each([
  'Title',
  'Price',
  'Model',
  'Type',
  'Year',
  'EngineType',
  'Power',
  'PersonCapacity',
  'TrackWidth',
  'Address',
])('a missing %s waits for a person and is not blocked', (tag) => {
  expect(without(tag)).toContainEqual(expect.objectContaining({ severity: 'review', missing: tag }));
  expect(without(tag).some(({ severity }) => severity === 'block')).toBe(false);
});

test('coordinates stand for an address, both of them together', () => {
  expect(findings({ Address: '', Latitude: '68.97', Longitude: '33.08' })).toEqual([]);
  expect(findings({ Address: '', Latitude: '68.97' }).map(({ missing }) => missing)).toEqual(['Longitude']);
});

test('an electric machine has watts and no engine capacity', () => {
  const electric = { EngineType: 'Электро', Power: '45000', EngineCapacity: '', Stroke: '' };
  expect(findings(electric)).toEqual([]);
  expect(findings({ ...electric, EngineCapacity: '600' })).toContainEqual(
    expect.objectContaining({ rule: 'field-EngineCapacity', severity: 'block' }),
  );
});

test('kilometres belong to used machines', () => {
  expect(findings({ Condition: 'Б/у', Kilometrage: '1200' })).toEqual([]);
});

test.each([
  [[], 'review'],
  [Array.from({ length: 21 }, (_, index) => `https://dealer.example/${index}.png`), 'block'],
  [['ftp://dealer.example/a.png'], 'block'],
])('pictures are 1 to 20 web addresses: %#', (images, severity) => {
  expect(findings({}, images)).toContainEqual(expect.objectContaining({ rule: 'field-Images', severity }));
});

test('a bad phone number is a person’s to correct', () => {
  expect(findings({ ContactPhone: '12' })).toContainEqual(expect.objectContaining({ severity: 'review' }));
  for (const ContactPhone of ['+7 (495) 777-10-66', '(81374) 4-55-75', '8 905 207 04 90', '88123855085'])
    expect(findings({ ContactPhone })).toEqual([]);
});

test.each([
  ['BRP Ski-Doo Summit X 850 E-TEC', 'Ski-Doo Summit X 850'],
  ['BRP Ski-Doo MXZ X 600R E-TEC', 'Ski-Doo MXZ X 600R E-TEC'],
  ['BRP LYNX Adventure 600 EFI', 'Lynx Adventure'],
])('%s is near the listed name %s', (name, listed) => {
  const names = bundledRules.layers['model-catalogue'].flatMap((rule) => rule.names);
  expect(nearestNames(name, names)).toContain(listed);
});

test('a model name is listed to the letter, its last space included', () => {
  expect(findings({ Model: 'Ski-Doo SKANDIC SPORT 600 EFI ' })).toEqual([]);
  expect(findings({ Model: 'Ski-Doo SKANDIC SPORT 600 EFI' })[0]?.suggestions?.[0]).toBe(
    'Ski-Doo SKANDIC SPORT 600 EFI ',
  );
});
