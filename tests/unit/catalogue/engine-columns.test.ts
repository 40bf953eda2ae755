import { describe, expect, test } from 'vitest';
import {
  alignmentOf,
  type EngineColumn,
  engineColumns,
  underColumns,
} from '#functions/catalogue/engine-columns.ts';
import { engineNameSurety } from '#functions/catalogue/engine-names.ts';
import type { Segment } from '#functions/catalogue/segments.ts';
import { segment } from './segment.ts';

/** Text centred on x. */
const centred = (text: string, x: number, y = 0): Segment => segment(text, x - text.length * 2, y);
const columnsAt = (...centres: number[]): EngineColumn[] =>
  centres.map((centre) => ({ name: `engine at ${centre}`, box: [centre - 20, 0, centre + 20, 8] }));
const spans = (values: Segment[], columns: EngineColumn[]) =>
  underColumns(values, columns, alignmentOf(values, columns)).map(
    ({ text, from, to }) => `${text}: ${from}-${to}`,
  );

describe('engineColumns', () => {
  test('a name in two lines is one column', () => {
    const values = [centred('600 ACE', 200), centred('900 ACE', 100), centred('TURBO R', 100, 9)];
    expect(engineColumns({ values }).map(({ name }) => name)).toEqual(['900 ACE TURBO R', '600 ACE']);
  });
});

describe("an engine's name", () => {
  test.each([
    '640 EFI',
    'Rotax 930 ACE Turbo R',
    '715R E-TEC',
    '1040 ACE – 150',
  ])('%s is one in a size that no engine has had, for its technology', (name) =>
    expect(engineNameSurety(name)).toBe(2));

  test.each([
    '640',
    '640 Turbo',
    '137 E-TEC',
    '137 600 EFI',
    '2029 EFI',
    '3500 ACE',
    '640 ACE carbide',
  ])('%s is none', (text) => expect(engineNameSurety(text)).toBe(0));
});

describe('underColumns', () => {
  test('a value under each name holds for that engine', () => {
    expect(spans([centred('165', 100), centred('125', 200)], columnsAt(100, 200))).toEqual([
      '165: 0-0',
      '125: 1-1',
    ]);
  });

  test('a value over columns of unequal width is centred over them and not over the middle of their names', () => {
    const columns: EngineColumn[] = [
      ...columnsAt(177, 237.6),
      { name: 'a long one', box: [276.9, 0, 344.2, 8] },
    ];
    expect(spans([centred('599.4 cc', 177), centred('849 cc', 284.3)], columns)).toEqual([
      '599.4 cc: 0-0',
      '849 cc: 1-2',
    ]);
    expect(spans([centred('two-stroke', 250.4)], columns)).toEqual(['two-stroke: 0-2']);
    expect(spans([centred('849 cc', 284.3)], columns)).toEqual([]);
  });

  test('a value centred between two names holds for both', () => {
    expect(spans([centred('E-TEC direct injection', 150)], columnsAt(100, 200))).toEqual([
      'E-TEC direct injection: 0-1',
    ]);
  });

  test('of three engines a value alone in the middle holds for all', () => {
    expect(spans([centred('36', 200)], columnsAt(100, 200, 300))).toEqual(['36: 0-2']);
  });

  test('of three engines a value in the middle among others holds for the middle one', () => {
    const values = [centred('165', 100), centred('125', 200), centred('95', 300)];
    expect(spans(values, columnsAt(100, 200, 300))).toEqual(['165: 0-0', '125: 1-1', '95: 2-2']);
  });

  test('of three engines two neighbours can share a value beside the third', () => {
    expect(spans([centred('3.4', 150), centred('2.1', 300)], columnsAt(100, 200, 300))).toEqual([
      '3.4: 0-1',
      '2.1: 2-2',
    ]);
  });

  test('of five engines the three in the middle each keep their own', () => {
    const values = [centred('165', 200), centred('125', 300), centred('95', 400)];
    expect(spans(values, columnsAt(100, 200, 300, 400, 500))).toEqual(['165: 1-1', '125: 2-2', '95: 3-3']);
  });

  test('of five engines two and three can share', () => {
    const values = [centred('3.4', 150), centred('2.1', 400)];
    expect(spans(values, columnsAt(100, 200, 300, 400, 500))).toEqual(['3.4: 0-1', '2.1: 2-4']);
  });

  test('values that begin where the names begin are not mistaken for shared ones', () => {
    const columns = columnsAt(100, 200);
    const left = (text: string, x: number) => segment(text, x, 0);
    expect(spans([left('165', 80), left('95', 180)], columns)).toEqual(['165: 0-0', '95: 1-1']);
  });

  test('a value between the places of columns stands under none', () => {
    expect(spans([centred('165', 130)], columnsAt(100, 300))).toEqual(['165: 0-0']);
    expect(spans([centred('165', 150)], columnsAt(100, 300))).toEqual([]);
  });

  test('one each, though the cells of their row stand at places of their own', () => {
    expect(spans([centred('198', 160), centred('207', 270)], columnsAt(100, 240))).toEqual([
      '198: 0-0',
      '207: 1-1',
    ]);
  });

  test('of three engines two cells that would meet are of none', () => {
    expect(spans([centred('198', 150), centred('207', 200)], columnsAt(100, 200, 300))).toEqual([]);
  });

  test('lines of one cell from its left edge are all of its engine, however long each is', () => {
    const columns: EngineColumn[] = [100, 240].map((x) => ({ name: `at ${x}`, box: [x, 0, x + 40, 8] }));
    const lines = [segment('Two-stroke, liquid-cooled', 100, 0), segment('R.A.V.E.', 100, 9)];
    expect(underColumns(lines, columns, 'left')).toMatchObject([
      { from: 0, to: 0 },
      { from: 0, to: 0 },
    ]);
  });

  test('texts as wide as each other do not say that values begin where a name does', () => {
    const columns = columnsAt(100, 240);
    const chance = [centred('3,188', 230), centred('1,306', 230)];
    const shared = [centred('Two-stroke', 190), centred('82 x 80', 190), centred('36 / 9.5', 190)];
    const alignment = alignmentOf([...chance, ...shared], columns);
    expect(underColumns([centred('82 x 80', 190)], columns, alignment)).toMatchObject([{ from: 0, to: 1 }]);
  });
});
