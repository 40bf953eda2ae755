import { describe, expect, test } from 'vitest';
import { inventedRows } from '../../../golden/invented-rows.ts';
import { readList } from '../../../golden/read-retypeset.ts';
import { retypeset } from '../../../golden/retypeset.ts';
import { PLAIN, type PrintedRow, type Typesetting } from '../../../golden/typesetting.ts';

async function flagsOf(
  change: Partial<PrintedRow>,
  title = ['LYNX', 'MALLIVUOSI 2031'],
  how: Partial<Typesetting> = {},
) {
  const rows = inventedRows(12).map((row, index) => (index === 5 ? { ...row, ...change } : row));
  const { bytes } = await retypeset([{ title, rows }], { ...PLAIN, ...how });
  return (await readList(bytes)).products.map(({ flags }) => flags);
}

describe('a row waits for a person whose cell is unlike its column', () => {
  test.each<[string, Partial<PrintedRow>]>([
    ['two engines in one', { engine: '900 ACE 900 ACE Turbo' }],
    ['the same words twice', { color: 'Frost White Frost White' }],
    ['a length in the profile', { trackProfile: '129in 3300mm 1.6in' }],
    ['a profile in the length', { trackLength: '1.6in 41mm Pine' }],
    ['a screen in the starter', { starter: 'Manual 7.2 in.' }],
    ['a colour in the display', { display: 'Viper Red' }],
    ['a length in the package', { package: 'RE 3700mm' }],
    ['two classes of length in one package', { package: 'RE 3700 3900' }],
    ['a price in the colour', { color: 'Frost White 27 000 €' }],
    ['a date in the profile', { trackProfile: '2031-01-25' }],
    ['a date in the package', { package: '5-Jan' }],
    ['a size in the colour', { color: 'White 3300mm' }],
    ['a colour drawn into the cell before', { springOptions: 'Black editionFrost White' }],
    ['a family nobody has listed', { model: 'Snowrocket' }],
    ['an engine nobody has listed', { engine: 'Wankel' }],
  ])('%s', async (_, change) => {
    const flags = await flagsOf(change);
    expect(flags[5]).toEqual(['cell-unlike-column']);
    expect(flags.filter((_, index) => index !== 5).flat()).toEqual([]);
  });

  test.each(['model', 'engine'] as const)('an empty %s', async (column) => {
    expect((await flagsOf({ [column]: null }))[5]).toEqual(['cell-missing']);
  });

  test('a screen of a size that no list had before is one', async () => {
    expect((await flagsOf({ display: '11.3 in. Curved Display' })).flat()).toEqual([]);
  });

  test.each(['DS 4100', 'RE 3700', 'LE 20"', 'RE 500 mm'])('the package %s is one', async (name) => {
    expect((await flagsOf({ package: name })).flat()).toEqual([]);
  });

  test.each(['Rotax E-Power', 'E-Power', '50/9'])('the engine %s is one', async (engine) => {
    expect((await flagsOf({ engine })).flat()).toEqual([]);
  });

  test.each<[string, Partial<PrintedRow>]>([
    ['a display drawn into the cell before', { starter: 'Electric 7.2 in. Digital Display', display: null }],
    ['a profile drawn into the length', { trackLength: '146in 3700mm 1.6in 41mm Cobra', trackProfile: null }],
  ])('%s', async (_, change) => {
    expect((await flagsOf(change))[5]).not.toEqual([]);
  });

  test.each([
    'starter',
    'display',
    'color',
  ] as const)('a %s that the supplier left empty is no doubt', async (column) => {
    expect((await flagsOf({ [column]: null })).flat()).toEqual([]);
  });

  test.each(['120', '146', '154', '200'])('the package "%s" is one', async (name) => {
    expect((await flagsOf({ package: name })).flat()).toEqual([]);
  });

  test.each([
    '20in, 154in 3900mm',
    '67in',
    '93in',
    '154in / 3 900 mm',
  ])('the length "%s" is one', async (trackLength) => {
    expect((await flagsOf({ trackLength })).flat()).toEqual([]);
  });

  test('words that all rows of a column have are no doubt, whether anybody knows them or not', async () => {
    const rows = inventedRows(12).map((row) => ({ ...row, starter: 'Käpälästä' }));
    const { bytes } = await retypeset([{ title: ['LYNX', 'MALLIVUOSI 2031'], rows }], PLAIN);
    expect((await readList(bytes)).products.flatMap(({ flags }) => flags)).toEqual([]);
  });

  test('the doubt names the cell, its text, its place and what was expected', async () => {
    const rows = inventedRows(12).map((row, index) =>
      index === 5 ? { ...row, engine: '900 ACE 900 ACE Turbo' } : row,
    );
    const { bytes } = await retypeset([{ title: ['LYNX', 'MALLIVUOSI 2031'], rows }], PLAIN);
    const [doubt, ...more] = (await readList(bytes)).products[5]?.doubts ?? [];
    expect(doubt).toMatchObject({
      code: 'cell-unlike-column',
      column: 'engine',
      text: '900 ACE 900 ACE Turbo',
    });
    expect([doubt?.box?.length, doubt?.values.length, more]).toEqual([4, 3, []]);
  });

  test('packages and spring options may be empty', async () => {
    expect((await flagsOf({ package: null, springOptions: null })).flat()).toEqual([]);
  });
});

test('a model printed once for several rows leaves the others to a person', async () => {
  const flags = await flagsOf({}, undefined, { models: 'once' });
  expect(flags[0]).toEqual([]);
  expect(flags[1]).toEqual(['cell-missing']);
});

test.each([
  [['SKI-DOO', 'MALLIVUOSI 2031'], ['brand-contradicted']],
  [['POLARIS', 'MALLIVUOSI 2031'], ['brand-contradicted']],
  [['LYNX 2030-2031'], ['model-year-unknown']],
])('under the title %s every row waits', async (title, expected) => {
  expect(await flagsOf({}, title)).toEqual(Array(12).fill(expected));
});
