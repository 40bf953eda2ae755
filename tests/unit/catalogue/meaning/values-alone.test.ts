import { describe, expect, test } from 'vitest';
import { understand } from '#functions/catalogue/meaning/understand.ts';
import type { PrintedRow } from '#functions/catalogue/spec-table.ts';
import { tableRow } from '#functions/catalogue/table-row.ts';
import { segment } from '../segment.ts';

/** Rows in labels that mean nothing, under the names of two engines; one value stands for both. */
const fieldsOf = (...values: readonly (readonly string[])[]) => fieldsUnder([], values);

const fieldsUnder = (labels: readonly string[], values: readonly (readonly string[])[]) => {
  const rows = values.map((texts, at): PrintedRow => {
    const y = 100 + 12 * at;
    const cells = texts.map((text, column) => segment(text, 200 + 100 * column, y));
    const placed = cells.map(({ text, box }, column) => ({
      ...{ text, box, from: texts.length === 1 ? 0 : column },
      to: texts.length === 1 ? 1 : column,
    }));
    const label = labels[at] ?? `Qwzx ${'abcdefghij'.charAt(at)}vk`;
    return {
      ...{ label, values: cells, placed, units: [], section: '' },
      panel: 0,
      sharedAt: null,
      lines: [],
    };
  });
  const engines = ['850 E-TEC', '600R E-TEC'].map((name, at) => ({
    name,
    box: [200 + 100 * at, 80, 240 + 100 * at, 90] as [number, number, number, number],
  }));
  const [one] = understand([{ box: [0, 0, 500, 500], engines, rows }], new Map());
  return one?.rows.map(({ field }) => field);
};

describe('values tell their fields without a word of a label', () => {
  test.each<[string, string[][], (string | null)[]]>([
    ['horsepower that such engines have', [['165 hp', '125 hp']], ['engine.power']],
    [
      'kilowatts, and as much in a unit nobody knows',
      [['121 kW (165 qm)', '92 kW (125 qm)']],
      ['engine.power'],
    ],
    ['figures in a unit nobody knows', [['165 qm', '125 qm']], [null]],
    ['horsepower of Poland beside kilowatts', [['121 kW (165 KM)', '92 kW (125 KM)']], ['engine.power']],
    ['or on a page in Polish', [['165 KM', '125 KM'], ['Układ chłodzony cieczą']], ['engine.power', null]],
    ['what may be kilometres in capitals', [['165 KM', '125 KM']], [null]],
    ['a track between slashes', [['3500 / 381 / 41 mm Cobra']], ['tracks']],
    ['what no track of the trade measures, between slashes', [['3500 / 390 / 41 mm']], [null]],
    ['a gain of power', [['12 hp', '9 hp']], [null]],
    ['the speed of most power', [['7900 RPM', '8100 RPM']], ['engine.maxRpm']],
    ['the speed at which a clutch engages', [['3800 RPM', '3600 RPM']], [null]],
    ['two speeds of which nobody knows which is which', [['7900 RPM'], ['8100 RPM']], [null, null]],
    ['a fuel and its octane number', [['Unleaded'], ['95']], ['engine.fuelType', 'engine.octane']],
    ['a fuel and a number that is none', [['Unleaded'], ['75']], [null, null]],
    [
      'cylinders beside bore, stroke and displacement',
      [
        ['2', '2'],
        ['849 cc', '599.4 cc'],
        ['82 mm', '72.3 mm'],
        ['80.4 mm', '73 mm'],
      ],
      ['engine.cylinders', 'engine.displacement', 'engine.bore', 'engine.stroke'],
    ],
    [
      'a figure that is no count of these cylinders',
      [
        ['3', '3'],
        ['849 cc', '599.4 cc'],
        ['82 mm', '72.3 mm'],
        ['80.4 mm', '73 mm'],
      ],
      [null, 'engine.displacement', 'engine.bore', 'engine.stroke'],
    ],
    ['a screen by its size and kind', [['10.25 in. touchscreen display']], ['gauges']],
    ['a size in inches alone', [['10.25 in.']], [null]],
    ['starters of which one has a rope', [['Electric with manual rewind', 'SHOT']], ['starter']],
    ['what starts by its own word', [['Démarreur électrique']], ['starter']],
    ['what may be electric', [['Electric']], [null]],
    ['one tank alone', [['36 l']], [null]],
    [
      'a track between a belt and its lugs',
      [['36 mm'], ['508 mm'], ['3912 mm'], ['38 mm']],
      [null, 'track.width', 'track.length', 'track.profile'],
    ],
    [
      'a belt as wide as lugs are high',
      [['38 mm'], ['508 mm'], ['3912 mm'], ['32 mm']],
      [null, null, null, null],
    ],
    ['two tanks below each other', [['36 l'], ['3.7 l']], ['engine.fuelTank', 'engine.oilTank']],
  ])('%s', (_, values, fields) => {
    expect(fieldsOf(...values)).toEqual(fields);
  });
});

test('alone where a table prints what holds for all, the tank is that of every engine; what each may have its own is nobody’s, unless the table sets all so', () => {
  const cell = segment('36 l', 300, 100);
  const row: PrintedRow = {
    ...{ label: 'Tank', values: [cell], units: [], section: '', panel: 0, sharedAt: 1, lines: [] },
    placed: [{ text: cell.text, box: cell.box, from: 1, to: 1 }],
  };
  expect(tableRow(row, 'engine.fuelTank', 2).blank).toEqual([]);
  expect(tableRow(row, 'engine.oilTank', 2)).toMatchObject({ blank: [0, 1], stray: ['36 l'] });
  const shared: PrintedRow = { ...row, isShared: true };
  expect(tableRow(shared, 'engine.oilTank', 2).blank).toEqual([]);
  expect(tableRow(shared, 'engine.power', 2).blank).toEqual([0, 1]);
});

test('a weight in whatever state nobody knows is not the dry one', () => {
  const weights = [
    ['224 kg', '235 kg'],
    ['196 kg', '207 kg'],
  ];
  expect(fieldsUnder(['Frumious mass', 'Dry mass'], weights)).toEqual([null, 'engine.dryWeight']);
  expect(fieldsUnder(['Curb weight'], weights.slice(0, 1))).toEqual([null]);
});

test('two tracks below each other in one cell are both engines’ own, as many as there are', () => {
  const values = ['154 x 16 x 3 in.', '165 x 16 x 3 in.'].map((text, at) =>
    segment(text, 200, 100 + 12 * at),
  );
  const placed = values.map(({ text, box }, at) => ({ text, box, from: at, to: at }));
  const row = { label: 'Qwzx', section: '', units: [], panel: 0, lines: [], sharedAt: null, values, placed };
  expect(tableRow(row, 'tracks', 2).cells).toMatchObject([
    { from: 0, to: 1 },
    { from: 0, to: 1 },
  ]);
  expect(tableRow(row, 'engine.power', 2).cells).toMatchObject([
    { from: 0, to: 0 },
    { from: 1, to: 1 },
  ]);
});
