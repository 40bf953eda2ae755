import { describe, expect, test } from 'vitest';
import type { CatalogueModel } from '#contracts/catalogue.ts';
import { book, matchRows, model, row } from './rows.ts';

type Printed = readonly [label: string, ...values: string[]];

/** A page whose labels nobody knows, all under one title. */
const page = (number: number, name: string, ...rows: Printed[]): CatalogueModel =>
  model({
    page: number,
    model: name,
    rows: rows.map(([label, ...values], at) => ({
      ...{ section: 'Carpet', label, units: ['mm'], field: null },
      cells: values.map((text, line) => ({
        text,
        box: [200, 100 * at + 10 * line, 240, 100 * at + 10 * line + 8],
        column: null,
      })),
    })),
  });

const machine = (name: string, trackLength: string, trackProfile: string) =>
  row({ brand: 'LYNX', modelYear: 2028, model: name, trackLength, trackProfile });

const LIST = [machine('Rave RE', '137in 3500mm', '1.6in'), machine('Commander LTD', '154in 3900mm', '1.5in')];

const widthsOf = async (models: readonly CatalogueModel[], list = LIST) =>
  (await matchRows(list, { catalogues: [book('LYNX', 2028, ...models)] })).map(
    ({ avitoValues }) => avitoValues.TrackWidth,
  );

const RAVE: Printed[] = [
  ['Loop', '3500'],
  ['Sideways', '381'],
  ['Teeth', '41'],
  ['Straps', '36'],
];
const COMMANDER: Printed[] = [
  ['Loop', '3900'],
  ['Sideways', '508'],
  ['Teeth', '38'],
  ['Straps', '36'],
];

describe('labels of a book that nobody knows, and a list of its machines', () => {
  test("the list's lengths, page by page, tell the track, and the width beside it is read", async () => {
    const matched = await matchRows(LIST, {
      catalogues: [book('LYNX', 2028, page(3, 'Rave RE', ...RAVE), page(4, 'Commander LTD', ...COMMANDER))],
    });
    expect(matched.map(({ avitoValues }) => avitoValues.TrackWidth)).toEqual([381, 508]);
    expect(matched.map(({ sources }) => sources.TrackWidth)).toMatchObject([
      { document: 'LYNX 2028 book', page: 3, box: [200, 100, 240, 108] },
      { document: 'LYNX 2028 book', page: 4, box: [200, 100, 240, 108] },
    ]);
  });

  test('the order of lists and pages changes nothing', async () => {
    const models = [page(4, 'Commander LTD', ...COMMANDER), page(3, 'Rave RE', ...RAVE)];
    expect(await widthsOf(models, LIST.toReversed())).toEqual([508, 381]);
  });

  test('of a page with two widths each length has its own', async () => {
    const both: Printed[] = [
      ['Loop', '3500', '3900'],
      ['Sideways', '381', '508'],
    ];
    const list = [...LIST, machine('Rave RE', '154in 3900mm', '1.6in')];
    expect(
      await widthsOf([page(3, 'Rave RE', ...both), page(4, 'Commander LTD', ...COMMANDER)], list),
    ).toEqual([381, 508, 508]);
  });

  test.each<[string, Printed[], Printed[]]>([
    ['where one page says another length', RAVE, [['Loop', '3300'], ...COMMANDER.slice(1)]],
    ['where two rows hold those lengths', [...RAVE, ['Coil', '3500']], [...COMMANDER, ['Coil', '3900']]],
    [
      'where no width of the trade stands beside it',
      [
        ['Loop', '3500'],
        ['Feet', '1077'],
      ],
      [
        ['Loop', '3900'],
        ['Feet', '975'],
      ],
    ],
    [
      'where what stands beside it is called something else',
      [
        ['Loop', '3500'],
        ['Windshield height', '381'],
      ],
      [
        ['Loop', '3900'],
        ['Windshield height', '508'],
      ],
    ],
    ['where two rows may be the width', [['Rump', '381'], ...RAVE], [['Rump', '508'], ...COMMANDER]],
  ])('nothing is read %s', async (_, rave, commander) => {
    const models = [page(3, 'Rave RE', ...rave), page(4, 'Commander LTD', ...commander)];
    expect(await widthsOf(models)).toEqual([null, null]);
  });

  test('one page alone may say so by chance', async () => {
    expect(await widthsOf([page(3, 'Rave RE', ...RAVE)], LIST.slice(0, 1))).toEqual([null]);
  });

  test('however often it says so', async () => {
    const lengths: Printed = ['Loop', '3500', '3900'];
    const list = [LIST[0] as (typeof LIST)[number], machine('Rave RE', '154in 3900mm', '1.6in')];
    expect(await widthsOf([page(3, 'Rave RE', lengths, ['Sideways', '508'], lengths)], list)).toEqual([
      null,
      null,
    ]);
  });

  test("a list that prints another width than the book's row speaks against it", async () => {
    const list = [machine('Rave RE 20in', '137in 3500mm', '1.6in'), LIST[1] as (typeof LIST)[number]];
    const models = [page(3, 'Rave RE', ...RAVE), page(4, 'Commander LTD', ...COMMANDER)];
    expect((await widthsOf(models, list))[1]).toBeNull();
  });
});
