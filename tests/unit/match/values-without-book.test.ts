import { expect, test } from 'vitest';
import { sentenceOf } from '#messages/say.ts';
import { matchRow } from './rows.ts';

test('only what the list itself prints is known', async () => {
  const matched = await matchRow({
    model: 'Brutal',
    package: 'RE 500 mm',
    engine: '600 EFI - 85 HP',
    brand: 'LYNX',
  });
  expect(matched.avitoValues).toEqual({
    Type: 'Спортивный или горный',
    EngineType: 'Бензин',
    Power: 85,
    EngineCapacity: null,
    Stroke: null,
    PersonCapacity: null,
    TrackWidth: 500,
    Year: 2027,
  });
  expect(matched.reasons.map(sentenceOf)).toContain(
    'No document gives EngineCapacity, Stroke, PersonCapacity.',
  );
});

test('an electric machine has no cylinder, and its battery is no power', async () => {
  const matched = await matchRow({
    brand: 'LYNX',
    model: 'Adventure',
    package: 'Electric',
    engine: '50/9',
  });
  expect(matched.avitoValues).toMatchObject({
    EngineType: 'Электро',
    Power: null,
    EngineCapacity: null,
    Stroke: null,
  });
  expect(matched.reasons.map(sentenceOf)).toContain('No document gives Power, PersonCapacity, TrackWidth.');
});

test('a cell of the list is named with its box', async () => {
  const matched = await matchRow({
    model: 'Skandic',
    package: 'LE',
    engine: '600 EFI - 85 HP',
    cells: { engine: [1, 2, 3, 4] },
  });
  expect(matched.sources.Power).toMatchObject({ document: 'the list', page: 1, box: [1, 2, 3, 4] });
});

test.each([
  ['MXZ', '120', 'Детский'],
  ['Grand Touring', '600 ACE', 'Туристический'],
  ['Tundra', '600 ACE', 'Утилитарный'],
  ['Summit', '850 E-TEC', 'Спортивный или горный'],
])('the family decides the type, a child’s engine first: %s %s', async (family, listed, type) => {
  expect((await matchRow({ model: family, engine: listed })).avitoValues.Type).toBe(type);
});
