import { expect, test } from 'vitest';
import { readName } from '#functions/match/listed-names.ts';
import { avitoNames } from '#functions/match/names.ts';
import { engineName } from '#reference/naming/engine.ts';

const attributesOf = (name: string): string => {
  const { brand, family, packages, engine, lengthIn, widthMm, year, shot } = readName(name).machine;
  return [brand, family?.name, packages.join('+'), engineName(engine), lengthIn, widthMm, year, shot].join(
    '|',
  );
};

test('Avito lists 267 names, one ending in a space and one with a split 850', () => {
  expect(avitoNames).toHaveLength(267);
  expect(avitoNames).toContain('Ski-Doo SKANDIC SPORT 600 EFI ');
  expect(avitoNames).toContain('Ski-Doo Backcountry X-RS 8 50 E-TEC');
});

test.each(avitoNames)('every word of `%s` is understood', (name) => {
  const { brand, family, unexplained, engine } = readName(name).machine;
  expect({ unexplained, other: engine.other }).toEqual({ unexplained: [], other: [] });
  expect(family).not.toBeNull();
  expect(brand).toBe(family?.brand);
});

test('no two names say the same of a machine', () => {
  const told = avitoNames.map(attributesOf);
  expect(told.filter((attributes, at) => told.indexOf(attributes) !== at)).toEqual([]);
});

test.each([
  ['Lynx Shredder RE 3700 Turbo R', 'LYNX|Shredder|RE|Turbo R|146|||false'],
  ['Lynx Shredder DS 3900 E-TEC Turbo R', 'LYNX|Shredder|DS|E-TEC Turbo R|154|||false'],
  ['Lynx Brutal RE (500mm)', 'LYNX|Brutal|RE|||500||false'],
  ['Lynx 69 Alpine', 'LYNX|69 Ranger|ALPINE|||||false'],
  ['Lynx 59 Ranger Core 600 ACE TM', 'LYNX|59 Ranger|CORE|600 ACE||||false'],
  ['Lynx 5900', 'LYNX|5900||||||false'],
  ['EXPEDITION SPORT 600 ACE 20', 'SKI-DOO|Expedition|SPORT|600 ACE||508||false'],
  ['Ski-Doo MXZ 120', 'SKI-DOO|MXZ||120||||false'],
  ['Ski-Doo MXZ Renegade X 600', 'SKI-DOO|MXZ Renegade|X|600||||false'],
  ['Ski-Doo Summit NEO 2026', 'SKI-DOO|Summit|NEO||||2026|false'],
  ['Ski-Doo Summit X 154 850 E-TEC SHOT', 'SKI-DOO|Summit|X|850 E-TEC|154|||true'],
  ['Ski-Doo Summit X T3 174 800R E-TEC', 'SKI-DOO|Summit|X+T3|800R E-TEC|174|||false'],
  ['Ski-Doo Grand Touring V-1000', 'SKI-DOO|Grand Touring||V-1000||||false'],
  ['Ski-Doo Skandic WT 550 F', 'SKI-DOO|Skandic|WT|550F||||false'],
  ['Ski-Doo Tundra 2 LT', 'SKI-DOO|Tundra II|LT|||||false'],
])('`%s` says %s', (name, attributes) => {
  expect(attributesOf(name)).toBe(attributes);
});
