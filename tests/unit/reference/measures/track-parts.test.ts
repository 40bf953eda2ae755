import { expect, test } from 'vitest';
import type { Unit } from '#reference/measures/quantities.ts';
import { sizesIn, wholeTracks } from '#reference/measures/track-parts.ts';

test.each<[string, Unit[], object[]]>([
  ['3923 mm / 4193 mm', [], [{ lengthMm: 3923 }, { lengthMm: 4193 }]],
  ['3487 / 3705', ['mm'], [{ lengthMm: 3487 }, { lengthMm: 3705 }]],
  ['3 700 mm / 146 in.', [], [{ lengthMm: 3700, lengthIn: 146 }]],
  ['3487 / 137', ['mm', 'in'], [{ lengthMm: 3487, lengthIn: 137 }]],
])('%s are the lengths of as many tracks as it says in one unit', (text, units, sizes) => {
  expect(sizesIn([text], 'length', units)).toMatchObject(sizes);
});

test('lengths side by side in one cell share a width that is printed once', () => {
  const parts = [
    sizesIn(['3923 mm / 4193 mm'], 'length', []),
    sizesIn(['406 mm'], 'width', []),
    sizesIn(['76 mm PowderMax'], 'profile', []),
  ];
  expect(wholeTracks(parts.map((part) => part ?? []))).toMatchObject([
    { lengthMm: 3923, widthMm: 406, profileMm: 76, name: 'PowderMax' },
    { lengthMm: 4193, widthMm: 406, profileMm: 76, name: 'PowderMax' },
  ]);
});
