import { describe, expect, test } from 'vitest';
import { alternativesOf, joinLines, plainText } from '#reference/measures/printed-text.ts';

describe('plainText', () => {
  test.each([
    ['E-TEC® SHOT™ starter†', 'E-TEC SHOT starter'],
    ['RASTM X', 'RAS X'],
    ['driver’s  visor', "driver's visor"],
    ['SKI‑DOO', 'SKI-DOO'],
    ['165 horsepower¹', '165 horsepower1'],
    ['165¹', '165'],
    ['849 cm³', '849 cm3'],
    ['137*15*1.5', '137*15*1.5'],
    ['Horsepower*', 'Horsepower'],
  ])('%s becomes %s', (printed, plain) => {
    expect(plainText(printed)).toBe(plain);
  });
});

describe('joinLines', () => {
  test('a word broken at its hyphen is one word', () => {
    expect(joinLines(['Liquid-cooled, four-', 'stroke'])).toBe('Liquid-cooled, four-stroke');
    expect(joinLines(['Væskekjølt 2-', 'takts'])).toBe('Væskekjølt 2-takts');
  });

  test('a hyphen before "and" stands for a word', () => {
    expect(joinLines(['for a true 50/50 on-', 'and off-trail experience'])).toBe(
      'for a true 50/50 on- and off-trail experience',
    );
    expect(joinLines(['2- und', '4-Takt'])).toBe('2- und 4-Takt');
  });
});

describe('alternativesOf', () => {
  test('each line is an alternative', () => {
    expect(alternativesOf(['Timeless Black', 'Terra Green'])).toEqual(['Timeless Black', 'Terra Green']);
  });

  test.each([
    [
      ['10.25 in. touchscreen display', '(std on 850 Turbo R)'],
      '10.25 in. touchscreen display (std on 850 Turbo R)',
    ],
    [['10.25 in. touchscreen display (850', 'Turbo R)'], '10.25 in. touchscreen display (850 Turbo R)'],
    [['10.25 in. touchscreen', 'display'], '10.25 in. touchscreen display'],
    [['850 E-TEC Turbo R:', 'SHOT'], '850 E-TEC Turbo R: SHOT'],
  ])('%j is one', (lines, whole) => {
    expect(alternativesOf(lines)).toEqual([whole]);
  });

  test('the comma between two is not part of the first', () => {
    expect(alternativesOf(['850 E-TEC: Electric,', '850 E-TEC Turbo R: SHOT'])).toEqual([
      '850 E-TEC: Electric',
      '850 E-TEC Turbo R: SHOT',
    ]);
  });
});
