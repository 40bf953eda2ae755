import { expect, test } from 'vitest';
import type { Column } from '#contracts/extracted.ts';
import { normalize } from '#functions/extract/products.ts';
import type { Cells } from '#functions/extract/table/table-cells.ts';

const normalized = (row: Partial<Record<Column, string>>) =>
  normalize(
    Object.fromEntries(
      Object.entries(row).map(([column, text]) => [column, { text, words: [], box: null }]),
    ) as unknown as Cells,
  );

test.each([
  ['LE 20"', 508, 20],
  ['LE 24', 610, 24],
  ['RE 500 mm', 500, null],
  ['RE (500 mm)', 500, null],
  ['LE 20in', 508, 20],
  ['LE 16"', 406, 16],
  ['RE', null, null],
  // The children's machine of 200 cm³.
  ['200', null, null],
  ['20th Anniversary', null, null],
])('the package "%s" has a track %s mm, %s in wide', (kit, trackWidthMm, trackWidthIn) => {
  expect(normalized({ model: 'Skandic', package: kit })).toMatchObject({ trackWidthMm, trackWidthIn });
});

test('a length and a width behind the package count where the list has no column of tracks', () => {
  expect(normalized({ model: 'Expedition', package: 'SE 154 24"', engine: '900 ACE' })).toMatchObject({
    package: 'SE',
    trackLengthMm: 3900,
    trackLengthIn: 154,
    trackWidthMm: 610,
  });
});

test('a name says the power that tells two of its engines apart, as the column of engines does', () => {
  const engine = '600 EFI 85';
  expect(normalized({ model: 'Skandic Sport 600 EFI - 85 HP' })).toMatchObject({ engine });
  expect(normalized({ model: 'Skandic Sport', engine: '600 EFI – 85' })).toMatchObject({ engine });
});
