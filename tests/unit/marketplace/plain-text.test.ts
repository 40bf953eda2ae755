import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText, xmlText } from '#marketplace/plain-text.ts';

const anything = fc.string({ unit: 'binary', maxLength: 300 });

test('a plain text is one line without anything that looks like markup or is not seen', () => {
  expect(plainText(' a\u0000<b>\u202Ec\r\n\td\uD800 ')).toBe('a‹b›c d');
  fc.assert(
    fc.property(anything, (text) => {
      expect(plainText(text)).not.toMatch(/[<>\n\p{Cc}\p{Cs}]|^\s|\s$/u);
    }),
  );
});

test('text for XML keeps what it may, spaces at its ends included', () => {
  expect(xmlText('EFI \u0007')).toBe('EFI ');
  expect(xmlText('Ёж 🏔 \t\n')).toBe('Ёж 🏔 \t\n');
  fc.assert(
    fc.property(anything, (text) => {
      expect(xmlText(text).isWellFormed()).toBe(true);
    }),
  );
});
