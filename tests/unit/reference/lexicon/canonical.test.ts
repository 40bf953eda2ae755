import { describe, expect, test } from 'vitest';
import { readName } from '#functions/match/listed-names.ts';
import {
  brandInTitle,
  brandOfModel,
  canonicalDisplay,
  canonicalEngine,
  canonicalFamily,
  canonicalPackage,
  canonicalStarter,
  trackLength,
  trackWidth,
} from '#reference/lexicon/canonical.ts';
import { FAMILIES } from '#reference/lexicon/families.ts';
import { HEADINGS } from '#reference/lexicon/headings.ts';

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
  ['Power Tek 600', '600'],
  ['tba', null],
])('the engine "%s" is %s', (text, canonical) => {
  expect(canonicalEngine(text)).toBe(canonical);
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
])('the package "%s" is %s', (text, canonical) => {
  expect(canonicalPackage(text)).toBe(canonical);
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
    expect([canonicalFamily(text), brandOfModel(text)]).toEqual([family, brand]);
  });

  const written = FAMILIES.flatMap((family) =>
    [family.name, ...(family.spellings ?? [])].map((text) => [text, family] as const),
  );
  test.each(written)('"%s" is one family to lists, books and Avito\'s names', (text, family) => {
    expect([canonicalFamily(`${text} 900 ACE`), brandOfModel(text)]).toEqual([family.name, family.brand]);
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
  ['1.6in 41mm Cobra', null, null],
  ['', null, null],
])('the track length "%s" is %s mm, %s in', (text, millimetres, inches) => {
  expect(trackLength(text)).toEqual({ millimetres, inches });
});

test.each([
  ['LE 20"', 508, 20],
  ['LE 24', 610, 24],
  ['RE 500 mm', 500, null],
  ['LE 20in', 508, 20],
  ['RE', null, null],
  // The children's machine of 200 cm³.
  ['200', null, null],
  ['20th Anniversary', null, null],
])('the package "%s" has a track %s mm, %s in wide', (text, millimetres, inches) => {
  expect(trackWidth(text)).toEqual({ millimetres, inches });
});

test.each([
  ['SHOT', 'SHOT'],
  ['E-TEC SHOT Starter', 'SHOT'],
  ['Electric with manual rewind', 'Electric with manual rewind'],
  ['Sähkö', 'Electric'],
  ['Vetonaru', 'Manual'],
  ['Ручной', 'Manual'],
  ['Elstart', 'Electric'],
])('the starter "%s" is %s', (text, canonical) => {
  expect(canonicalStarter(text)).toBe(canonical);
});

test.each([
  ['10.25 in. Color Touchscreen Display', '10.25 in touchscreen'],
  ['7,2"', '7.2 in digital'],
  ['Compact digital', 'Compact digital'],
  ['Studded Track', null],
])('the display "%s" is %s', (text, canonical) => {
  expect(canonicalDisplay(text)).toBe(canonical);
});

test('no heading stands for two columns', () => {
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}№]/gu, '');
  const owners = new Map<string, Set<string>>();
  for (const [heading, texts] of Object.entries(HEADINGS)) {
    for (const text of texts)
      owners.set(letters(text), (owners.get(letters(text)) ?? new Set()).add(heading));
  }
  expect([...owners].filter(([, headings]) => headings.size > 1)).toEqual([]);
});
