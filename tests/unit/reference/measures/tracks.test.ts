import { describe, expect, test } from 'vitest';
import type { Unit } from '#reference/measures/quantities.ts';
import { tracksOf as readTracks } from '#reference/measures/tracks.ts';

const tracksOf = (text: string, units: readonly Unit[]) => readTracks(text, units).tracks;

const inches = (lengthIn: number, widthIn: number, profileIn: number) => ({
  ...{ lengthIn, widthIn, profileIn },
  ...{ lengthMm: null, widthMm: null, profileMm: null },
});
const millimetres = (lengthMm: number, widthMm: number, profileMm: number) => ({
  ...{ lengthIn: null, widthIn: null, profileIn: null },
  ...{ lengthMm, widthMm, profileMm },
});

describe('tracksOf', () => {
  test('a name with a colon holds for all sizes after it', () => {
    expect(tracksOf('PowderMax X-Light: 154 x 16 x 3.0 165 x 16 x 3.0 (spring only)', ['in'])).toEqual([
      { name: 'PowderMax X-Light', ...inches(154, 16, 3), note: null },
      { name: 'PowderMax X-Light', ...inches(165, 16, 3), note: 'spring only' },
    ]);
  });

  test('the first of two headings is a condition, until the next pair', () => {
    const text =
      '39 in. ski stance: PowderMax: 146 x 16 x 2.0 43 in. ski stance: Storm 150: 146 x 15 x 1.5 Ice Storm 150: 146 x 15 x 1.5';
    expect(tracksOf(text, ['in']).map(({ name, note }) => [name, note])).toEqual([
      ['PowderMax', '39 in. ski stance'],
      ['Storm 150', '43 in. ski stance'],
      ['Ice Storm 150', '43 in. ski stance'],
    ]);
  });

  test('an abbreviation behind a size is its note, not the next name', () => {
    expect(tracksOf('Silent Cobra WT: 154 x 20 x 1.5 Ice Cobra WT: 154 x 20 x 1.5 opt.', ['in'])).toEqual([
      { name: 'Silent Cobra WT', ...inches(154, 20, 1.5), note: null },
      { name: 'Ice Cobra WT', ...inches(154, 20, 1.5), note: 'opt.' },
    ]);
  });

  test("the unit is the one printed, else the label's, else the one a track can measure", () => {
    expect(tracksOf('Cobra: 3,700 x 406 x 41 mm', ['in'])).toMatchObject([millimetres(3700, 406, 41)]);
    expect(tracksOf('Cobra: 3 700 x 406 x 41', ['mm'])).toMatchObject([millimetres(3700, 406, 41)]);
    expect(tracksOf('Cobra: 3,700 x 406 x 41', [])).toMatchObject([millimetres(3700, 406, 41)]);
    expect(tracksOf('Cobra: 146 x 16 x 1.6', [])).toMatchObject([inches(146, 16, 1.6)]);
  });

  test('a size in both units is one track', () => {
    expect(tracksOf('Cobra: 3,700 x 406 x 41 mm (146 x 16 x 1.6 in.)', [])).toEqual([
      {
        name: 'Cobra',
        ...{ lengthIn: 146, widthIn: 16, profileIn: 1.6, lengthMm: 3700, widthMm: 406, profileMm: 41 },
        note: null,
      },
    ]);
  });

  test('a digit that ends a name is no thousand of inches', () => {
    expect(tracksOf('Cobra 2 137 x 15 x 1.5', ['in'])).toEqual([
      { name: 'Cobra 2', ...inches(137, 15, 1.5), note: null },
    ]);
  });

  test.each<[string, readonly Unit[], string[]]>([
    ['3500 / 381 / 41 Cobra 3487 / 406 / 32 RipSaw', ['mm'], ['3500 381 41 Cobra', '3487 406 32 RipSaw']],
    ['3500 / 381 / 41 Storm 150 3487 / 406 / 32 Ice', ['mm'], ['3500 381 41 Storm 150', '3487 406 32 Ice']],
    ['3 700/406/41', ['mm'], ['3700 406 41 null']],
    ['3500 mm / 381 mm / 41 mm', [], ['3500 381 41 null']],
    ['3487 / 3700 / 3923', ['mm'], []],
    ['3487 / 381', ['mm'], []],
    ['3487 / 381 / 41 / 38', ['mm'], []],
    ['3040 / 1270 / 1140', ['mm'], []],
  ])('three measures of a track between slashes are one: %s', (text, units, read) => {
    const sizes = tracksOf(text, units);
    expect(
      sizes.map(({ lengthMm, widthMm, profileMm, name }) => `${lengthMm} ${widthMm} ${profileMm} ${name}`),
    ).toEqual(read);
  });

  test('measures between slashes that are no track are named', () => {
    expect(readTracks('3500 / 381 / 41 Cobra 3487 / 406 / 32 / 38', ['mm']).unread).not.toBeNull();
    expect(readTracks('3500 / 381 / 41 Cobra', ['mm']).unread).toBeNull();
  });

  test('without a size there is no track', () => {
    expect(tracksOf('PowderMax: on request', ['in'])).toEqual([]);
  });

  test('a note behind the last size that is none of the known is named', () => {
    expect(readTracks('Cobra: 137 x 15 x 1.5 Turbo only', ['in']).unread).not.toBeNull();
    expect(readTracks('Cobra: 137 x 15 x 1.5 (spring only)', ['in']).unread).toBeNull();
  });

  test('names may follow their sizes', () => {
    expect(tracksOf('137 x 15 x 1.25 RipSaw, 137 x 15 x 1.6 Cobra', ['in']).map(({ name }) => name)).toEqual([
      'RipSaw',
      'Cobra',
    ]);
  });

  test('the order of the numbers is told by what a track measures', () => {
    expect(tracksOf('Cobra: 15 x 137 x 1.5', ['in'])).toMatchObject([inches(137, 15, 1.5)]);
  });

  test.each([
    ['3,700 mm x 406 mm x 41 mm', [], millimetres(3700, 406, 41)],
    ['370 x 40.6 x 4.1 cm', [], millimetres(3700, 406, 41)],
    ['137" x 15" x 1.5"', [], inches(137, 15, 1.5)],
    ['137in. x 15in. x 1.5in.', ['mm'], inches(137, 15, 1.5)],
    ['137 × 15 × 1,5 in', [], inches(137, 15, 1.5)],
    ['67.7 x 10 x 1', ['in'], inches(67.7, 10, 1)],
  ] as const)('%s', (text, units, size) => {
    expect(tracksOf(text, [...units])).toMatchObject([size]);
  });

  test('what no track measures is not read, and named', () => {
    expect(readTracks('Cobra: 154 x 16 x 30', ['in'])).toEqual({
      tracks: [],
      unread: 'Cobra: 154 x 16 x 30',
    });
    expect(readTracks('Cobra: 154 x 16 x 3.0', ['mm']).tracks).toEqual([]);
  });
});
