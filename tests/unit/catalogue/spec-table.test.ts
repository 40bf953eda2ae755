import { describe, expect, test } from 'vitest';
import type { Box } from '#contracts/box.ts';
import { legendIn, legendOf } from '#functions/catalogue/equipment-marks.ts';
import { type Understood, understand } from '#functions/catalogue/meaning/understand.ts';
import { ruledPanels } from '#functions/catalogue/panels.ts';
import type { Segment } from '#functions/catalogue/segments.ts';
import { printedTable } from '#functions/catalogue/spec-table.ts';
import { specificationOf } from '#functions/catalogue/specification.ts';
import { tableProblems } from '#functions/catalogue/table-problems.ts';
import { sentenceOf } from '#messages/say.ts';
import type { Rule } from '#pages/page.ts';
import { segment } from './segment.ts';

const LEFT = 40;
const [FIRST, BOTH, SECOND] = [180, 230, 280];
const TITLE = { fontSize: 9, bold: true };

/** A rule across the table in the pieces that its three cells draw. */
const ruleAt = (y: number): Rule[] =>
  [LEFT, 140, 240].map((x) => ({ box: [x, y, x + 100, y], color: [0, 0, 0], direction: 'horizontal' }));

const centred = (text: string, x: number, y: number): Segment => segment(text, x - text.length * 2, y);

interface PrintedRow {
  label: string[];
  /** One for both engines, or one each; lines apart. */
  values: string[];
}

const ROW = 30;
const LINE = 9;

function tableOf(rows: PrintedRow[]) {
  const title = [
    segment('ROTAX ENGINE', LEFT, 90, TITLE),
    { ...centred('850 E-TEC', FIRST, 90), ...TITLE },
    { ...centred('600R E-TEC', SECOND, 90), ...TITLE },
  ];
  const texts = rows.flatMap((row, at) => textsOf(row, 102 + at * ROW));
  const rules = [0, ...rows.map((_, at) => at + 1)].flatMap((at) => ruleAt(100 + at * ROW));
  const printed = printedTable(ruledPanels([...title, ...texts], rules));
  const [understood] = understand([printed], new Map());
  return (understood as Understood).table;
}

function textsOf({ label, values }: PrintedRow, y: number): Segment[] {
  const centres = values.length === 1 ? [BOTH] : [FIRST, SECOND];
  const cells = values.map((value, column) => ({ lines: value.split('\n'), x: centres[column] ?? BOTH }));
  return [
    ...label.map((line, below) => segment(line, LEFT, y + below * LINE)),
    ...cells.flatMap(({ lines, x }) => lines.map((line, below) => centred(line, x, y + below * LINE))),
  ];
}

const PAGE = 8;
const powersOf = (engine: string, hp: number) => new Map([[engine, { hp, place: { page: 5, box: null } }]]);
const problemsOf = (rows: PrintedRow[]) => {
  const table = tableOf(rows);
  return tableProblems(table, specificationOf(table, PAGE, new Map()).engines).map(sentenceOf);
};
const specification = (rows: PrintedRow[]) => specificationOf(tableOf(rows), PAGE, new Map());

describe('a specification table', () => {
  test('the names beside the title are the engines', () => {
    const { engines } = tableOf([{ label: ['Horsepower'], values: ['165', '125'] }]);
    expect(engines.map(({ name }) => name)).toEqual(['850 E-TEC', '600R E-TEC']);
  });

  test('a value centred over both engines is repeated for each', () => {
    const { engines } = specification([{ label: ['Fuel tank (L/US gal)'], values: ['36 / 9.5'] }]);
    expect(engines.map(({ fuelTankL }) => fuelTankL)).toEqual([36, 36]);
  });

  test('two labels in one row share its lines', () => {
    const { engines } = specification([
      { label: ['Drive clutch', 'Driven clutch'], values: ['pDrive\nQRS Vent Plus', 'pDrive\nQRS'] },
    ]);
    expect(engines.map(({ driveClutch, drivenClutch }) => [driveClutch, drivenClutch])).toEqual([
      ['pDrive', 'QRS Vent Plus'],
      ['pDrive', 'QRS'],
    ]);
  });

  test('a wrapped label is one label', () => {
    const { engines } = specification([
      { label: ['Cylinders –', 'Displacement'], values: ['2\n849 cc', '2 - 599,5 cc'] },
    ]);
    expect(engines.map(({ cylinders, displacementCc }) => [cylinders, displacementCc])).toEqual([
      [2, 849],
      [2, 599.5],
    ]);
  });

  test('the power printed on the page comes first, with what is said about it', () => {
    const powers = powersOf('600r e-tec', 120);
    const table = tableOf([{ label: ['Horsepower*'], values: ['180 up to 8,000 ft.', '125'] }]);
    expect(specificationOf(table, PAGE, powers).engines).toMatchObject([
      { powerHp: 180, powerSource: 'model_page', powerNote: '180 up to 8,000 ft.' },
      { powerHp: 125, powerSource: 'model_page', powerNote: null },
    ]);
  });

  test('without it the engine page gives the power, and nothing else does', () => {
    const powers = powersOf('600r e-tec', 125);
    const table = tableOf([{ label: ['Fuel tank (L)'], values: ['36'] }]);
    expect(specificationOf(table, PAGE, powers).engines).toMatchObject([
      { powerHp: null, powerSource: null, fromEnginePage: false },
      { powerHp: 125, powerSource: 'engine_page', fromEnginePage: true },
    ]);
  });

  test("the power in an engine's name comes before the engine page", () => {
    const table = {
      ...tableOf([{ label: ['Fuel tank (L)'], values: ['36'] }]),
      engines: [{ name: '600 EFI – 55', box: [0, 0, 9, 9] as Box }],
    };
    expect(specificationOf(table, PAGE, powersOf('600 efi - 55', 60)).engines).toMatchObject([
      { powerHp: 55, powerSource: 'engine_name' },
    ]);
  });

  test("one engine's track of which only a part is printed is told", () => {
    const rows = (length: string): PrintedRow[] => [
      { label: ['Track length (in.)'], values: ['137', length] },
      { label: ['Track width (in.)'], values: ['15', '16'] },
      { label: ['Track profile (in.)'], values: ['1.25', '1.6'] },
    ];
    expect(specification(rows('154')).tracks).toHaveLength(2);
    expect(problemsOf(rows('154'))).toEqual([]);
    expect(specification(rows('on request')).tracks[1]).toMatchObject({ lengthIn: null });
    expect(problemsOf(rows('on request'))).toContain("the tracks' rows do not give whole sizes");
  });

  test("a track under one engine is that engine's", () => {
    const { tracks } = specification([
      { label: ['Available tracks (in.)'], values: ['RipSaw:\n137 x 15 x 1.25', 'Cobra:\n137 x 15 x 1.6'] },
    ]);
    expect(tracks.map(({ name, engine }) => [name, engine])).toEqual([
      ['RipSaw', '850 E-TEC'],
      ['Cobra', '600R E-TEC'],
    ]);
  });

  test('seats are the numbers before "-up"', () => {
    expect(specification([{ label: ['Seating'], values: ['1-up or 2-up'] }]).seatsPrinted).toEqual([1, 2]);
    expect(specification([{ label: ['Seating'], values: ['Deep snow'] }]).seatsPrinted).toEqual([]);
  });

  test('what is not printed is null or empty', () => {
    expect(specification([{ label: ['Fuel tank (L)'], values: ['36'] }])).toMatchObject({
      tracks: [],
      seating: null,
      starter: [],
      dimensions: {},
      features: {},
    });
  });
});

describe('problems of a table', () => {
  test.each([
    [
      'a label that no lexicon knows',
      'Flux capacitor',
      ['1.21 GW'],
      'no field is known for the row "Flux capacitor"',
    ],
    ['a label with nothing beside it', 'Reverse', [], 'nothing is printed beside "Reverse"'],
    [
      'a weight in pounds only',
      'Dry weight (lb)',
      ['457'],
      '"457" beside "Dry weight (lb)" is not understood',
    ],
    [
      'tracks without a size',
      'Available tracks',
      ['on request'],
      '"on request" beside "Available tracks" is not understood',
    ],
  ])('%s', (_, label, values, problem) => {
    expect(problemsOf([{ label: [label], values }])).toEqual([problem]);
  });

  test('a table that is read as a whole has none', () => {
    expect(problemsOf([{ label: ['Ski stance (mm/in.)'], values: ['864 / 34 (adjustable)'] }])).toEqual([]);
  });
});

/** Rows of one table without engines, by title, label and value. */
const ofMachine = (rows: readonly (readonly [title: string, label: string, value: string])[]) => {
  const texts = rows.flatMap(([title, label, value], at) => [
    ...(rows[at - 1]?.[0] === title ? [] : [segment(title, LEFT, 90 + at * ROW, TITLE)]),
    segment(label, LEFT, 106 + at * ROW),
    segment(value, FIRST, 106 + at * ROW),
  ]);
  const rules = rows.flatMap((_, at) => [...ruleAt(100 + at * ROW), ...ruleAt(118 + at * ROW)]);
  const [understood] = understand([printedTable(ruledPanels(texts, rules))], new Map());
  return specificationOf((understood as Understood).table, PAGE, new Map());
};

test('a brake that is printed with what drives the machine is told there', () => {
  const { powertrain, features } = ofMachine([
    ['POWERTRAIN', 'Brake system', 'Hydraulic'],
    ['FEATURES', 'Windshield', 'Low'],
  ]);
  expect(powertrain).toEqual({ brakeSystem: ['Hydraulic'] });
  expect(features).toEqual({ windshield: 'Low' });
});

test('colours whose lines stand over and under their title, one with a note in two lines, are whole', () => {
  const colours = ['Viper Red / Black', 'Black (spring only on', 'Turbo model)'];
  const texts = [
    segment('COLOUR', LEFT, 86, TITLE),
    ...colours.map((line, at) => centred(line, BOTH, 77 + at * LINE)),
    segment('Windshield', LEFT, 104),
    segment('Low', FIRST, 104),
  ];
  const rules = [100, 115, 130].flatMap(ruleAt);
  const [understood] = understand([printedTable(ruledPanels(texts, rules))], new Map());
  expect((understood as Understood).table.colours).toEqual([
    'Viper Red / Black',
    'Black (spring only on Turbo model)',
  ]);
});

test('marks say what the legend of the book says where all engines have them, and nothing where it has none', () => {
  const rows = [
    { label: ['Tow hitch'], values: ['●'] },
    { label: ['Reverse'], values: ['●', '–'] },
    { label: ['Windshield'], values: ['○'] },
    { label: ['Heated grips'], values: ['S', 'S'] },
    { label: ['USB'], values: ['★'] },
    { label: ['Starter'], values: ['S'] },
    { label: ['Headlights'], values: ['LED'] },
  ];
  const marked = (...legends: string[]) => {
    const legend = legendOf({ legend: legendIn(legends.map((text) => segment(text, 0, 0))) });
    const { features, starter } = specificationOf(tableOf(rows), PAGE, new Map(), legend);
    return [features, starter];
  };
  const led = { headlights: 'LED' };
  expect(marked('● = Standard   ○ = Optional', 'S: vakiovaruste, T: lisävaruste')).toEqual([
    { hitch: 'Standard', heatedGrips: 'Standard', ...led },
    [],
  ]);
  expect(marked('● стандартное оснащение; ○ — опция', '★ Standard heated grips')).toEqual([
    { hitch: 'Standard', ...led },
    [],
  ]);
  expect(marked('● Standard', '● Option')).toEqual([led, []]);
});
