import { describe, expect, test } from 'vitest';
import { brandOf, modelYearOf } from '#functions/catalogue/book-identity.ts';
import { segment } from './segment.ts';

describe('brandOf', () => {
  test('is the brand of the families on the model pages, whatever other names are printed', () => {
    expect(brandOf(['Rave RE', 'Commander Limited'], [segment('SKI-DOO.COM', 0, 0)])).toBe('LYNX');
  });

  test('is the brand named most where no family is known', () => {
    const texts = ['LYNX', 'SKI-DOO.COM', 'That ski-doo feeling'].map((text) => segment(text, 0, 0));
    expect(brandOf(['Glacier LE'], texts)).toBe('SKI-DOO');
  });

  test('is the one that is named where a name of another family is printed and never its brand', () => {
    const texts = ['CAN-AM OFF-ROAD 2026', 'can-am.com'].map((text) => segment(text, 0, 0));
    expect(brandOf(['Renegade X XC', 'Outlander'], texts)).toBe('CAN-AM');
    expect(brandOf(['Renegade X XC', 'Outlander'], [])).toBe('SKI-DOO');
  });

  test('is no other maker’s for its name in small print, whichever of the two makers that is', () => {
    const texts = ['CAN-AM OFF-ROAD 2026', 'can-am.com', 'Ski-Doo is a trademark'];
    const printed = texts.map((text) => segment(text, 0, 0));
    expect(brandOf(['Renegade X XC', 'Outlander', 'Maverick'], printed)).toBe('CAN-AM');
    expect(brandOf(['Renegade X-RS', 'Summit X', 'Glacier LE'], printed.slice(1, 2))).toBe('SKI-DOO');
  });

  test('is unknown where the book names none', () => {
    expect(brandOf(['Glacier LE'], [])).toBeNull();
  });
});

describe('modelYearOf', () => {
  test.each([
    '2027',
    'PRODUCT SPEC BOOK 2027',
    'Model year 2027',
    'MY2027',
    'Modelljahr 2027 – Datenblätter',
    'The 2027 line-up: facts and figures',
  ])('%s is of 2027', (text) => {
    expect(modelYearOf([segment(text, 0, 0)])).toBe(2027);
  });

  test('the largest year is the one of the cover', () => {
    const texts = [segment('2019', 0, 0, { fontSize: 6 }), segment('2027', 0, 0, { fontSize: 23 })];
    expect(modelYearOf(texts)).toBe(2027);
  });

  test.each([
    '©2026 BRP. All rights reserved.',
    'as of December 31, 2019.',
    '180 hp up to 2400 meters',
  ])('%s tells no model year', (text) => {
    expect(modelYearOf([segment(text, 0, 0)])).toBeNull();
  });
});
