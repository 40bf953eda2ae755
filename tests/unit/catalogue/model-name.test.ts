import { describe, expect, test } from 'vitest';
import { modelNameOf, printedCase } from '#functions/catalogue/model-name.ts';

describe('modelNameOf', () => {
  test.each([
    ['SUMMIT X WITH EXPERT PACKAGE', 'Summit', 'X with Expert Package'],
    ['FREERIDE', 'Freeride', null],
    ['GRAND TOURING SPORT', 'Grand Touring', 'Sport'],
    ['MXZ NEO+', 'MXZ', 'Neo+'],
    ['BACKCOUNTRY X-RS', 'Backcountry', 'X-RS'],
    ['69 RANGER', '69 Ranger', null],
    ['BOONDOCKER DS', 'BoonDocker', 'DS'],
  ])('%s is the %s, package %s', (title, family, packageName) => {
    expect(modelNameOf(title)).toMatchObject({ family, package: packageName });
  });

  test('the family of an unlisted model is its first word', () => {
    expect(modelNameOf('GLACIER LE')).toEqual({ model: 'Glacier LE', family: 'Glacier', package: 'LE' });
  });
});

describe('printedCase', () => {
  test.each([
    ['850 E-TEC TURBO R', '850 E-TEC Turbo R'],
    ['600R E-TEC', '600R E-TEC'],
    ['900 ACE TURBO', '900 ACE Turbo'],
    ['600 EFI – 85', '600 EFI – 85'],
    ['Summit Neo', 'Summit Neo'],
  ])('%s is written %s', (printed, name) => {
    expect(printedCase(printed)).toBe(name);
  });
});
