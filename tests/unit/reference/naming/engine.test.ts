import { describe, expect, test } from 'vitest';
import { engineFits, engineName, readEngine } from '#reference/naming/engine.ts';

const fits = (claimed: string, actual: string): boolean =>
  engineFits(readEngine(claimed), readEngine(actual));

describe('a full engine name is that engine only', () => {
  test.each([
    ['850 E-TEC', '850 E-TEC Turbo R'],
    ['850 E-TEC Turbo', '850 E-TEC Turbo R'],
    ['900 ACE', '900 ACE Turbo'],
    ['900 ACE Turbo', '900 ACE'],
    ['600R E-TEC', '600RS E-TEC'],
    ['600 ACE', '600 EFI'],
    ['850 E-TEC', '850 E-TEC Hybrid'],
  ])('%s is not %s', (claimed, actual) => {
    expect(fits(claimed, actual)).toBe(false);
  });
});

describe('what does not make it another engine', () => {
  test.each([
    ['850 E-TEC Turbo R', '850 E-TEC Turbo R with WIS'],
    ['900 ACE', 'Rotax® 900 ACE™ with iTC'],
    ['600 EFI', '600 EFI - 85 HP'],
    ['600 E-TEC', '600 H.O. E-TEC'],
  ])('%s is %s', (claimed, actual) => {
    expect(fits(claimed, actual)).toBe(true);
  });
});

describe('a class fits every engine of it', () => {
  test.each([
    ['850', '850 E-TEC Turbo R', true],
    ['600', '600 EFI - 55 HP', true],
    ['600', '600RS E-TEC', true],
    ['900', '850 E-TEC', false],
    // A class of years to come is no other one.
    ['650', '850 E-TEC', false],
    ['650', '650 E-TEC', true],
    ['Turbo', '850 E-TEC Turbo R', true],
    ['Turbo', '900 ACE Turbo', true],
    ['Turbo', '900 ACE', false],
    ['Turbo R', '900 ACE Turbo', false],
    ['550F', '550', false],
    ['600', '50/9', false],
  ])('%s and %s: %s', (claimed, actual, expected) => {
    expect(fits(claimed, actual)).toBe(expected);
  });
});

test.each([
  '850 E-TEC Turbo R',
  '600RS E-TEC',
  'V-1000',
  '550F',
  '800 P-TEK',
])('%s is printed as it is read', (name) => {
  expect(engineName(readEngine(name))).toBe(name);
});

test.each([
  ['600 EFI - 85 HP', 85],
  ['600 EFI – 55', 55],
  ['900 ACE Turbo – 150 with iTC', 150],
  ['850 E-TEC', null],
])('%s has the power %s', (name, power) => {
  expect(readEngine(name).powerHp).toBe(power);
});

test('a figure and a battery make an electric machine', () => {
  expect(readEngine('50/9')).toMatchObject({ electric: true, displacement: null });
  expect(readEngine('50 / 9')).toMatchObject({ electric: true, displacement: null });
  expect(readEngine('Rotax E-Power')).toMatchObject({ electric: true, displacement: null, other: [] });
});
