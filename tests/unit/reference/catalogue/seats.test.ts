import { expect, test } from 'vitest';
import { MAY_BE_FOR_TWO, seatsIn } from '#reference/catalogue/value-words.ts';

test.each([
  ['Sport, 1-up', [1]],
  ['1-up or 2-up', [1, 2]],
  ['2 hengen', [2]],
  ['1–2 местное', [1, 2]],
  ['1 / 2 personer', [1, 2]],
  ['Zweisitzer', []],
  ['Deep snow compact', []],
])('%s has the places %j', (text, seats) => expect(seatsIn(text)).toEqual(seats));

test.each(['Zweisitzer', 'Two-seat saddle', 'Tandem', 'С местом для пассажира', 'Trail 2 pl.'])(
  '%s may be for two',
  (text) => expect(text).toMatch(MAY_BE_FOR_TWO),
);

test.each(['Deep snow ultra compact', 'Trail wide, heated', 'REV Gen5 narrow', 'Height 2.5 in.'])(
  '%s says nothing of two',
  (text) => expect(text).not.toMatch(MAY_BE_FOR_TWO),
);
