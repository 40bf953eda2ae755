import { describe, expect, test } from 'vitest';
import { type Understood, understand } from '#functions/catalogue/meaning/understand.ts';
import type { PrintedRow } from '#functions/catalogue/spec-table.ts';
import { specificationOf } from '#functions/catalogue/specification.ts';
import { valuesIn } from '#reference/measures/quantities.ts';
import { segment } from '../segment.ts';

const ROW = 12;

/** Rows without engines' names over them: section, label, value. */
const understood = (rows: readonly (readonly [section: string, label: string, value: string])[]) => {
  const printed = rows.map(([section, label, value], at): PrintedRow => {
    const y = 100 + at * ROW;
    const [lines, values] = [[segment(label, 40, y)], [segment(value, 200, y)]];
    return { ...{ section, label, lines, values, units: [] }, panel: 0, placed: null, sharedAt: null };
  });
  const [one] = understand([{ box: [0, 0, 400, 400], engines: [], rows: printed }], new Map());
  return one as Understood;
};

const fieldsOf = (...rows: Parameters<typeof understood>[0]) =>
  understood(rows).rows.map(({ field }) => field);

describe('a label that is known by heart, used for something else', () => {
  test.each([
    ['Ski blades', 'Width', '178 mm'],
    ['Wheels of the tunnel', 'Height', '203 mm'],
    ['Gewgaws', 'Track', '73 mm'],
    ['Dynamo', 'Power', '480 W'],
    ['Straps', 'Width', '36 mm'],
    ['Hooks', 'Dry weight', '1,4 kg'],
    ['Wiring', 'Starter', '12 V'],
    ['Saucepans', 'Bore', '12 mm'],
    ['Hoses', 'Fuel tank', '90 mm'],
  ])('under "%s" %s is none of the machine\'s own where it is %s', (section, label, value) => {
    expect(fieldsOf([section, label, value])).toEqual([null]);
  });

  test("the track's measures are not the machine's where nobody knows the title over them", () => {
    const rows = [
      ['Carpet', 'Length', '3480 mm'],
      ['Carpet', 'Width', '381 mm'],
      ['Carpet', 'Profile', '41 mm'],
    ] as const;
    const { table, proposals } = understood(rows);
    expect(specificationOf(table, 1, new Map()).dimensions).toEqual({});
    expect(proposals.map(({ label, field }) => [label, field])).toContainEqual(['Length', 'track.length']);
  });

  test("of two rows that are both the machine's length nobody knows which is", () => {
    expect(fieldsOf(['Bulk', 'Length', '3250 mm'], ['Carpet', 'Length', '3480 mm'])).toEqual([null, null]);
  });
});

test('words that nobody knows are no measure: they stay where a known label says so', () => {
  expect(fieldsOf(['', 'Starter', 'Pull cord'], ['', 'Gauges', 'Analog'])).toEqual(['starter', 'gauges']);
});

test('what is called fuel and measured in litres is its tank, and no octane number', () => {
  expect(fieldsOf(['', 'Bränsle', '36 liter'], ['', 'Fuel', 'Premium unleaded 95'])).toEqual([
    'engine.fuelTank',
    'engine.fuelType',
  ]);
});

describe('of several weights', () => {
  const dryOf = (...rows: Parameters<typeof understood>[0]): string[] =>
    understood(rows).rows.flatMap(({ field, cells }) =>
      field === 'engine.dryWeight' ? cells.map(({ text }) => text) : [],
    );

  test.each<[string, [string, string, string][], string[]]>([
    [
      'the one that is said to be dry',
      [
        ['ENGINE', 'Weight', '48 kg'],
        ['', 'Weight', '259 kg'],
        ['', 'Weight without fuel', '236 kg'],
        ['', 'Dry weight', '224 kg'],
      ],
      ['224 kg'],
    ],
    [
      'none where two say nothing of it',
      [
        ['', 'Weight', '259 kg'],
        ['', 'Mass', '224 kg'],
      ],
      [],
    ],
    ['one alone', [['', 'Weight', '224 kg']], ['224 kg']],
    ['none under the title of the engine', [['ENGINE', 'Weight', '48 kg']], []],
    ['one there that no engine has', [['ENGINE', 'Weight', '224 kg']], ['224 kg']],
    [
      "none of a trailer's",
      [
        ['TRAILER', 'Dry weight', '96 kg'],
        ['', 'Dry weight', '224 kg'],
      ],
      ['224 kg'],
    ],
  ])('%s is meant', (_, rows, dry) => {
    expect(dryOf(...rows)).toEqual(dry);
  });

  test('a pair under one unit is no value', () => {
    expect(valuesIn('224 / 264 kg', 'kg', [])).toEqual([224, 264]);
    expect(valuesIn('36 / 9.5 gal', 'l', ['l', 'gal'])).toEqual([36]);
  });
});
