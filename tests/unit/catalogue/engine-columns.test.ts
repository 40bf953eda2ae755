import { describe, expect, test } from 'vitest';
import { engineColumns, underColumns } from '#functions/catalogue/engine-columns.ts';
import type { Segment } from '#functions/catalogue/segments.ts';
import { segment } from './segment.ts';

/** Text centred on x. */
const centred = (text: string, x: number, y = 0): Segment => segment(text, x - text.length * 2, y);
const columnsAt = (...centres: number[]) =>
  centres.map((centre) => ({ name: `engine at ${centre}`, centre }));
const spans = (values: Segment[], columns: { name: string; centre: number }[]) =>
  underColumns(values, columns).map(({ text, from, to }) => `${text}: ${from}-${to}`);

describe('engineColumns', () => {
  test('a name in two lines is one column', () => {
    const values = [centred('600 ACE', 200), centred('900 ACE', 100), centred('TURBO R', 100, 9)];
    expect(engineColumns({ label: [], values }).map(({ name }) => name)).toEqual([
      '900 ACE TURBO R',
      '600 ACE',
    ]);
  });
});

describe('underColumns', () => {
  test('a value under each name holds for that engine', () => {
    expect(spans([centred('165', 100), centred('125', 200)], columnsAt(100, 200))).toEqual([
      '165: 0-0',
      '125: 1-1',
    ]);
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
});
