import { describe, expect, test } from 'vitest';
import { engineKey, enginePowers } from '#functions/catalogue/engine-powers.ts';
import type { Segment } from '#functions/catalogue/segments.ts';
import { segment } from './segment.ts';

/** The powers by engine, without their places. */
const powersOf = (...pages: Segment[][]) =>
  new Map(
    [...enginePowers(pages.map((segments, at) => ({ number: at + 1, segments })))].map(([engine, { hp }]) => [
      engine,
      hp,
    ]),
  );
const heading = (text: string, y: number, x = 60) => segment(text, x, y, { bold: true });

describe('enginePowers', () => {
  test('horsepower belongs to the heading above it in its column', () => {
    const page = [
      heading('850 E-TEC', 100),
      heading('900 ACE WITH iTC', 100, 300),
      segment('165 horsepower1', 64, 110),
      segment('95 hp', 304, 110),
    ];
    expect(powersOf(page)).toEqual(
      new Map([
        ['850 e-tec', 165],
        ['900 ace', 95],
      ]),
    );
  });

  test.each([
    'hästkrafter',
    'hevosvoimaa',
    'hestekrefter',
    'PS',
    'ch',
    'л. с.',
  ])('165 %s is a power', (unit) => {
    expect(powersOf([heading('850 E-TEC', 100), segment(`• 165 ${unit}`, 60, 110)]).get('850 e-tec')).toBe(
      165,
    );
  });

  test('of a heading in several lines the first names the engine', () => {
    const page = [
      heading('850 E-TEC TURBO R', 100),
      heading('WATER INJECTION SYSTEM', 109),
      segment('• 180 hp up to 2400 meters', 60, 120),
    ];
    expect(powersOf(page)).toEqual(new Map([['850 e-tec turbo r', 180]]));
  });

  test('it is told where the power is printed', () => {
    const power = segment('165 hp', 64, 110);
    const powers = enginePowers([{ number: 5, segments: [heading('850 E-TEC', 100), power] }]);
    expect(powers.get('850 e-tec')?.place).toEqual({ page: 5, box: power.box });
  });

  test('an engine with two different powers has none', () => {
    const page = (hp: number) => [heading('900 ACE TURBO', 100), segment(`${hp} hp`, 64, 110)];
    expect(powersOf(page(150), page(130))).toEqual(new Map());
  });
});

describe('engineKey', () => {
  test.each([
    ['900 ACE TURBO WITH iTC', '900 ACE Turbo'],
    ['ROTAX 600 EFI - 85', '600 EFI – 85'],
  ])('%s and %s are one engine', (one, other) => {
    expect(engineKey(one)).toBe(engineKey(other));
  });

  test('a turbo is another engine', () => {
    expect(engineKey('900 ACE Turbo R')).not.toBe(engineKey('900 ACE Turbo'));
  });
});
