import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cursorFor, placeIn } from '../../../functions/api/cursor.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 80 });

test('a cursor leads back to its place, in its own list alone', () => {
  fc.assert(
    fc.property(text, text, text, (place, asked, other) => {
      const cursor = cursorFor(place, asked, 'key');
      expect(placeIn(cursor, asked, 'key')).toBe(place);
      if (other !== asked) expect(() => placeIn(cursor, other, 'key')).toThrow('another list');
      expect(() => placeIn(cursor, asked, 'another key')).toThrow('another list');
    }),
  );
});

test('what is no cursor is refused', () => {
  fc.assert(
    fc.property(text, (cursor) => {
      expect(() => placeIn(cursor, 'list', 'key')).toThrow('another list');
    }),
  );
});
