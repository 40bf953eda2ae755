import { describe, expect, test } from 'vitest';
import { cylindersOf } from '#functions/catalogue/cylinders.ts';
import { dimensionOf, dryWeightOf, horsepowerOf, measureOf } from '#functions/catalogue/measures.ts';
import { FIELD_UNITS } from '#reference/catalogue/field-units.ts';
import type { Unit } from '#reference/measures/quantities.ts';

const lengthOf = (text: string, units: readonly Unit[]) =>
  dimensionOf(text, { field: 'dimensions.overallLength', units });
const widthOf = (text: string, units: readonly Unit[]) =>
  dimensionOf(text, { field: 'dimensions.overallWidth', units });

describe('dimensionOf', () => {
  test('in brackets stands the machine it holds for', () => {
    expect(lengthOf('3,188 / 125.5 (154 in.)', ['mm', 'in'])).toEqual({ mm: 3188, note: '154 in.' });
  });

  test.each(['1,157 - 1,202 / 45.6 - 47.3', '1,157 to 1,202 / 45.6 to 47.3'])('%s is a range', (text) => {
    expect(widthOf(text, ['mm', 'in'])).toEqual({ mmMin: 1157, mmMax: 1202 });
  });

  test('a range may repeat its unit', () => {
    expect(widthOf('1,157 mm - 1,202 mm', [])).toEqual({ mmMin: 1157, mmMax: 1202 });
  });

  test('inches alone are no millimetres', () => {
    expect(widthOf('45.6 (adjustable)', ['in'])).toBeNull();
  });
});

describe('dimensionOf, as other books print it', () => {
  test.each([
    ['318.8 cm', [], { mm: 3188 }],
    ['125.5 in. (3,188 mm)', [], { mm: 3188 }],
    ['3 188 mm / 125.5 in', [], { mm: 3188 }],
    ['3188', [], { mm: 3188 }],
    ['3,188 mm (125.5 in.)', [], { mm: 3188 }],
    ['125.5 / 3188', ['in', 'mm'], { mm: 3188 }],
    ['3188 (spring only)', ['mm'], { mm: 3188, note: 'spring only' }],
  ] as const)('%s', (text, units, dimension) => {
    expect(lengthOf(text, [...units])).toEqual(dimension);
  });

  test.each([
    ['inches under a label in millimetres', '125.5', ['mm']],
    ['two lengths in one line', '3,188 mm 3,299 mm', []],
    ['the first of a pair without a label', '125.5 / 318.8', []],
  ] as const)('%s: no value', (_, text, units) => {
    expect(lengthOf(text, [...units])).toBeNull();
  });
});

describe('measureOf', () => {
  const power = (text: string, ...units: readonly Unit[]) =>
    measureOf({ text, units }, FIELD_UNITS['engine.power']);
  const tank = (text: string, ...units: readonly Unit[]) =>
    measureOf({ text, units }, FIELD_UNITS['engine.fuelTank']);

  test('a number belongs to the unit beside it', () => {
    expect(power('121 kW (165 hp)')).toBe(165);
    expect(power('165 hp / 121 kW')).toBe(165);
    expect(power('121 kW / 165 hv')).toBe(165);
    expect(tank('9.5 US gal (36 L)')).toBe(36);
    expect(tank('36 L (9.5 US gal)')).toBe(36);
  });

  test('without any unit the label decides, and where it does not nobody does', () => {
    expect(power('165', 'hp')).toBe(165);
    expect(power('121 / 165', 'kw', 'hp')).toBe(165);
    expect(power('165')).toBeNull();
    expect(power('121', 'kw')).toBeNull();
    expect(tank('9.5')).toBeNull();
  });

  test('two amounts are none', () => {
    expect(power('165 hp or 180 hp')).toBeNull();
  });

  test('what no snowmobile measures is no value', () => {
    expect(tank('950', 'l')).toBeNull();
  });
});

describe('dryWeightOf', () => {
  test("the value's condition comes before the label's", () => {
    const row = { label: 'Dry weight 20 in. track (kg)', units: ['kg' as const] };
    expect(dryWeightOf('193.7 (Neo+)', row)).toEqual({ for: 'Neo+', kg: 193.7 });
    expect(dryWeightOf('154 in.: 203.1 kg', row)).toEqual({ for: '154 in.', kg: 203.1 });
    expect(dryWeightOf('303.5', row)).toEqual({ for: '20 in. track width', kg: 303.5 });
  });

  test('without a condition it holds for every machine', () => {
    expect(dryWeightOf('237 kg', { label: 'Dry weight', units: [] })).toEqual({ for: null, kg: 237 });
  });

  test('of kilograms and pounds the kilograms count', () => {
    expect(dryWeightOf('457 / 207', { label: 'Dry weight (lb/kg)', units: ['lb', 'kg'] })?.kg).toBe(207);
  });
});

describe('horsepowerOf', () => {
  test.each<[string, Unit[], number | null]>([
    ['165 hp @ 8,000 rpm', [], 165],
    ['165 @ 8,000', ['hp'], 165],
    ['165 / 8000', ['hp'], 165],
    ['121 / 165', ['kw', 'hp'], 165],
    ['165 л.с. при 8000 об/мин', [], 165],
    ['121 kW (165 PS) bei 8000 U/min', [], 165],
    ['121 kW (165 KM)', [], 165],
    ['165 KM / 121 kW', [], 165],
    ['121 kW (165 KM) przy 8000 obr./min', [], 165],
    ['123 kW 165 gp', [], 165],
    ['165 KM', [], 165],
    ['165 pk', [], 165],
    ['165 лошадиных сил', [], 165],
    ['110 KM/h', [], null],
    ['110 km', [], null],
    ['121 kW (147 Nm)', [], null],
    ['121 kW, 165 of 180', [], null],
    ['165 qm', [], null],
    ['121 kW', [], null],
    ['165 @ 8,000', [], null],
    ['165 @ 7,900 - 8,100 rpm', ['hp'], 165],
    ['165 при 8000±100 об/мин', ['hp'], 165],
    ['165 bei 8000 min-1', ['hp'], 165],
    ['165 hp @ 8,000 / 180 hp @ 8,200', [], null],
    ['165 @ 8,000 / 180 @ 8,200', ['hp'], null],
    ['165 / 8000 180 / 8200', ['hp'], null],
  ])('%s %j is %j', (text, units, hp) => {
    expect(horsepowerOf({ text, units })).toBe(hp);
  });
});

test.each([
  ['3.188 mm', 3188],
  ['1.217 mm', 1217],
  ['3.19 m', null],
])('a point parts thousands of millimetres: %s', (text, mm) => {
  expect(dimensionOf(text, { field: 'dimensions.overallLength', units: [] })?.mm ?? null).toBe(mm);
});

test('kilograms and litres are read as they are spelt', () => {
  for (const text of ['221 kilogram', '221 kilogramów', '221 килограмм', '221 kiloa'])
    expect(dryWeightOf(text, { label: 'x', units: [] })).toEqual({ for: null, kg: 221 });
  for (const text of ['36 litrów', '36 литров', '36 ltr'])
    expect(measureOf({ text, units: [] }, FIELD_UNITS['engine.fuelTank'])).toBe(36);
});

test("an engine's name beside a label of displacement is its class, not its cubic centimetres", () => {
  const read = (text: string) => cylindersOf(null, null, { text, units: [] }).displacementCc;
  expect(['850', '849 cc', '850 E-TEC Turbo R'].map(read)).toEqual([850, 849, null]);
});
