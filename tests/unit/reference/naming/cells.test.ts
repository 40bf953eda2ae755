import { describe, expect, test } from 'vitest';
import { readName } from '#functions/match/listed-names.ts';
import { FAMILIES } from '#reference/lexicon/families.ts';
import { engineIn } from '#reference/naming/engine.ts';
import { brandInTitle, brandOfModel, familyOf, packageIn, readModel } from '#reference/naming/machine.ts';
import { displayIn, starterIn } from '#reference/naming/specification.ts';
import { readLength } from '#reference/naming/track.ts';

test.each([
  ['850 E-TEC Turbo R with WIS', '850 E-TEC Turbo R'],
  ['600 EFI - 85 HP', '600 EFI 85'],
  ['600 EFI – 55', '600 EFI 55'],
  ['600RS E-TEC', '600RS E-TEC'],
  ['900 Ace Turbo', '900 ACE Turbo'],
  ['850 ETEC', '850 E-TEC'],
  ['Rotax 600R E-TEC', '600R E-TEC'],
  ['50/9', '50/9'],
  ['Rotax E-Power', 'E-Power'],
  ['600 R E-TEC', '600R E-TEC'],
  ['850 E TEC TurboR', '850 E-TEC Turbo R'],
  ['600 EFI - 85 PS', '600 EFI 85'],
  ['Power Tek 600', '600 P-TEK'],
  ['900 ACE Turbo – 150 with iTC', '900 ACE Turbo 150'],
  ['850 E-TEC Turbo R Water Injection System (trail models only)', '850 E-TEC Turbo R'],
  // A no-break hyphen, as books are typeset.
  ['850 E\u2011TEC®', '850 E-TEC'],
  ['600 H.O. E-TEC', '600 E-TEC'],
  ['V-800', 'V-800'],
  ['4-TEC 1200', '1200 4-TEC'],
  // A class of years to come.
  ['650 EFI - 95 HP', '650 EFI 95'],
  ['50 / 9', '50/9'],
  ['Electric', null],
  ['E-TEC SHOT Starter', null],
  ['3500 mm', null],
  ['tba', null],
])('the engine "%s" is %s', (text, canonical) => {
  expect(engineIn(text)).toBe(canonical);
});

test.each([
  ['X with Expert Pkg', 'X with Expert'],
  ['X-RS with Competition Package', 'X-RS with Competition'],
  ['Limited + Passenger kit', 'Limited'],
  ['LTD', 'Limited'],
  ['LE 20"', 'LE'],
  ['RE 500 mm', 'RE'],
  ['LE 24 inch', 'LE'],
  ['200', '200'],
  ['20th Anniversary', '20th Anniversary'],
  ['Standard', null],
  ['Vakio', null],
  ['x-rs', 'X-RS'],
  ['Neo Plus', 'Neo+'],
  ['X Expert', 'X with Expert'],
  ['Brutal RE', 'Brutal RE'],
  ['', null],
  ['Snowdrift', 'Snowdrift'],
  // What is sold and makes no other machine is still said.
  ['Black edition', 'Black edition'],
  ['LE Studded Track', 'LE Studded Track'],
  ['SE 154 24"', 'SE'],
])('the package "%s" is %s', (text, canonical) => {
  expect(packageIn(text)).toBe(canonical);
});

describe('families', () => {
  test.each([
    ['49 Ranger PRO', '49 Ranger', 'LYNX'],
    ['Xterrain', 'XTerrain', 'LYNX'],
    ['MX Z', 'MXZ', 'SKI-DOO'],
    ['Grand Touring', 'Grand Touring', 'SKI-DOO'],
    ['GrandTouring LE', 'Grand Touring', 'SKI-DOO'],
    ['Xterrain Brutal', 'Xterrain Brutal', 'LYNX'],
    ['Ranger 49', '49 Ranger', 'LYNX'],
    ['Safari', 'Safari', 'LYNX'],
    ['Ranger', 'Ranger', 'LYNX'],
    ['S U M M I T', 'Summit', 'SKI-DOO'],
    ['Snowflake', null, null],
    ['Storm', null, null],
  ])('"%s" is %s of %s', (text, family, brand) => {
    expect([familyOf(text), brandOfModel(text)]).toEqual([family, brand]);
  });

  const written = FAMILIES.flatMap((family) =>
    [family.name, ...(family.spellings ?? [])].map((text) => [text, family] as const),
  );
  test.each(written)('"%s" is one family to lists, books and Avito\'s names', (text, family) => {
    expect([familyOf(`${text} 900 ACE`), brandOfModel(text)]).toEqual([family.name, family.brand]);
    expect(readName(`${text} 900 ACE`).machine).toMatchObject({ family, brand: family.brand });
  });

  test('are each sold by one brand', () => {
    expect(new Set(FAMILIES.map(({ name }) => name)).size).toBe(FAMILIES.length);
  });
});

test.each([
  ['S K I - D O O', 'SKI-DOO'],
  ['Lynx 2027', 'LYNX'],
  ['Bombardier Recreational Products', null],
])('the title "%s" names %s', (text, brand) => {
  expect(brandInTitle(text)).toBe(brand);
});

test.each([
  ['146in 3700mm', 3700, 146],
  ['165in 4100mm', 4100, 165],
  ['165in', 4200, 165],
  ['3 900 mm', 3900, 154],
  ['129"', 3300, 129],
  ['1.75in 44mm Racing', null, null],
  ['137', 3500, 137],
  ['3900', 3900, 154],
  ['3,700 mm', 3700, 146],
  ['137 tuumaa', 3500, 137],
  ['154 дюйма', 3900, 154],
  ['3500 мм', 3500, 137],
  ['154 x 16 x 3', 3900, 154],
  ['1.6in 41mm Cobra', null, null],
  ['', null, null],
])('the track length "%s" is %s mm, %s in', (text, millimetres, inches) => {
  expect(readLength(text)).toEqual({ millimetres, inches });
});

test.each([
  ['SHOT', 'SHOT'],
  ['E-TEC SHOT Starter', 'SHOT'],
  ['Electric with manual rewind', 'Electric with manual rewind'],
  ['Sähkö', 'Electric'],
  ['Vetonaru', 'Manual'],
  ['Ручной', 'Manual'],
  ['Elstart', 'Electric'],
  ['Elektronisk ryggväxel', null],
  ['Электронный реверс', null],
  ['Seilzug und elektrisch', 'Electric with manual rewind'],
  ['Lanceur', 'Manual'],
  ['Électrique', 'Electric'],
])('the starter "%s" is %s', (text, canonical) => {
  expect(starterIn(text)).toBe(canonical);
});

test.each([
  ['10.25 in. Color Touchscreen Display', '10.25 in touchscreen'],
  ['7,2"', '7.2 in digital'],
  ['Compact digital', 'Compact digital'],
  ['Studded Track', null],
  ['254,5', null],
  ['17.25', null],
])('the display "%s" is %s', (text, canonical) => {
  expect(displayIn(text)).toBe(canonical);
});

test('a screen of 10.25 in is no width of a track, and the kind of a track no package', () => {
  const { widthMm, packages, unexplained } = readModel(
    'Freeride 154 850 E-TEC 3.0 PowderMax X-Light 10.25" ES',
  );
  expect({ widthMm, packages, unexplained }).toEqual({ widthMm: null, packages: [], unexplained: [] });
  expect(readModel('Skandic SE 900 ACE 24"').widthMm).toBe(610);
});
