import fc from 'fast-check';
import { expect, test } from 'vitest';
import { modelCode } from '#pages/model-code.ts';

test.each(['LTTA', 'SUT6', 'UZT2', '1A23'])('%s is a code', (text) => {
  expect(modelCode(text)).toEqual({ printed: text, latin: text, marked: false });
});

test.each([
  '2026',
  'LTT',
  'LTTAB',
  'ltta',
  'Neo+',
  'LYNX',
  'UUSI',
  '3DEC',
  'TRUE',
  '',
])('"%s" is none', (text) => {
  expect(modelCode(text)).toBeNull();
});

test('a mark beside the code is no part of it', () => {
  expect(modelCode('LTTA*')).toEqual({ printed: 'LTTA', latin: 'LTTA', marked: true });
});

test.each([
  ['LTTA 2)', '2)'],
  ['UZT22)', '2)'],
  ['LTTA (12)', '(12)'],
  ['LTTA a)', 'a)'],
])('the number of a note behind the code is no part of it: "%s"', (text, note) => {
  expect(modelCode(text)).toMatchObject({ latin: text.slice(0, 4), marked: false, note });
});

test.each(['LTTA 2', 'LTT 2)', 'LTTA) 2)', 'LTTA (2', 'LTTA 123)'])('"%s" is no code with a note', (text) => {
  expect(modelCode(text)).toBeNull();
});

test('look-alike letters are seen through and kept as printed', () => {
  expect(modelCode('ВРТА')).toEqual({ printed: 'ВРТА', latin: 'BPTA', marked: false });
});

test('four letters and digits with a letter among them, and nothing else', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 4, maxLength: 4 }), (text) => {
      const expected = /^(?=.*[A-Z])[A-Z0-9]{4}$/.test(text) && text !== 'LYNX';
      if (/^[\x20-\x7e]+$/.test(text) && !text.includes('*') && text === text.trim()) {
        expect(modelCode(text) !== null).toBe(expected);
      }
    }),
  );
});
