import { expect, test } from 'vitest';
import type { CatalogueModel } from '#contracts/catalogue.ts';
import { emptyOnMostPages } from '#functions/catalogue/empty-fields.ts';
import { book, engine, model, track } from '../match/rows.ts';

const PICTURE = { key: 'a.png', sha256: 'a', widthPx: 8, heightPx: 6, mediaType: 'image/png' } as const;

const whole = (changes: Partial<CatalogueModel> = {}): CatalogueModel =>
  model({
    ...{ strokes: [2], seating: 'Trail, 2-up', seatsPrinted: [2], picture: PICTURE },
    ...{ engines: [engine({ displacementCc: 849, powerHp: 165 })], tracks: [track({ widthIn: 16 })] },
    ...changes,
  });

const electric = whole({
  isElectric: true,
  strokes: [],
  engines: [engine({ displacementCc: null, powerHp: null })],
});

test('a value that over half of the pages lack is named with their number', () => {
  const lacking = whole({ tracks: [track({})], strokes: [] });
  expect(emptyOnMostPages(book('LYNX', 2026, lacking, lacking, whole()))).toEqual([
    { name: 'stroke', pages: 2 },
    { name: 'track width', pages: 2 },
  ]);
});

test('power that nobody reads is one, and a seat whose words nobody knows', () => {
  const lacking = whole({
    engines: [engine({ displacementCc: 849, powerHp: null })],
    ...{ seating: 'Mimsy borogove', seatsPrinted: [] },
  });
  expect(emptyOnMostPages(book('LYNX', 2026, lacking))).toEqual([
    { name: 'power', pages: 1 },
    { name: 'seats', pages: 1 },
  ]);
});

test.each([
  ['all pages are whole', [whole(), whole()]],
  ['half of them lack it', [whole(), whole({ seating: null, seatsPrinted: [] })]],
  ['a seat for one has no number', [whole({ seating: 'Deep snow, compact', seatsPrinted: [] })]],
  ['electric machines have no cylinders', [electric, electric, whole()]],
  ['there are none', []],
])('none is named where %s', (_, models) => {
  expect(emptyOnMostPages(book('LYNX', 2026, ...models))).toEqual([]);
});
