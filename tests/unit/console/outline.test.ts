import { join } from 'node:path';
import { expect, test } from 'vitest';

/** By its path: what the console's own settings check knows of browsers, tests beside it do not. */
const { outlineOf } = await import(join(import.meta.dirname, '../../../console/src/parts/outline.ts'));

test.each([
  [
    'cells of a straight row',
    [
      [10, 10, 40, 20],
      [60, 10, 90, 20],
    ],
    '10,10 90,10 90,20 10,20',
  ],
  ['the one cell of a row', [[10, 10, 40, 20]], '10,10 40,10 40,20 10,20'],
  // An upright frame would be three times as high.
  [
    'cells of a row that falls to the right',
    [
      [10, 10, 40, 20],
      [60, 20, 90, 30],
      [110, 30, 140, 40],
    ],
    '10,10 40,10 140,30 140,40 110,40 10,20',
  ],
  ['no cells', [], ''],
])('the outline of %s', (_, boxes, points) => {
  expect(outlineOf(boxes)).toBe(points);
});
