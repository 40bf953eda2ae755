import { expect, test } from 'vitest';
import { isSeatOfOne, seatsIn } from '#reference/catalogue/seats.ts';

test.each([
  ['Sport, 1-up', [1]],
  ['1-up or 2-up', [1, 2]],
  ['2 hengen', [2]],
  ['1–2 местное', [1, 2]],
  ['1 / 2 personer', [1, 2]],
  ['2', [2]],
  ['1/2', [1, 2]],
  ['Zweisitzer', [2]],
  ['Two-seat saddle', [2]],
  ['Biplace', [2]],
  ['Solo', [1]],
  ['Deep snow compact', []],
  ['Height 2.5 in.', []],
])('%s has the places %j', (text, seats) => expect(seatsIn(text)).toEqual(seats));

test.each([
  'С местом для пассажира',
  'Trail 2 pl.',
  'Komfortsitz',
  'Trail with backrest',
])('%s may be for two', (text) => expect(isSeatOfOne(text)).toBe(false));

test.each(['Deep snow ultra compact', 'Trail wide, heated', 'Sport'])('%s says nothing of two', (text) =>
  expect(isSeatOfOne(text)).toBe(true));
