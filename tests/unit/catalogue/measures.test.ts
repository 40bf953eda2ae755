import { describe, expect, test } from 'vitest';
import { dimensionOf, dryWeightOf } from '#functions/catalogue/measures.ts';

describe('dimensionOf', () => {
  test('in brackets stands the machine it holds for', () => {
    expect(dimensionOf('3,188 / 125.5 (154 in.)', ['mm', 'in'])).toEqual({ mm: 3188, note: '154 in.' });
  });

  test.each(['1,157 - 1,202 / 45.6 - 47.3', '1,157 to 1,202 / 45.6 to 47.3'])('%s is a range', (text) => {
    expect(dimensionOf(text, ['mm', 'in'])).toEqual({ mmMin: 1157, mmMax: 1202 });
  });

  test('a range may repeat its unit', () => {
    expect(dimensionOf('1,157 mm - 1,202 mm', [])).toEqual({ mmMin: 1157, mmMax: 1202 });
  });

  test('inches alone are no millimetres', () => {
    expect(dimensionOf('45.6 (adjustable)', ['in'])).toBeNull();
  });
});

describe('dryWeightOf', () => {
  test("the value's condition comes before the label's", () => {
    const row = { label: 'Dry weight 20 in. track (kg)', units: ['kg' as const] };
    expect(dryWeightOf('193.7 (Neo+)', row)).toEqual({ for: 'Neo+', kg: 193.7 });
    expect(dryWeightOf('303.5', row)).toEqual({ for: '20 in. track width', kg: 303.5 });
  });

  test('without a condition it holds for every machine', () => {
    expect(dryWeightOf('237 kg', { label: 'Dry weight', units: [] })).toEqual({ for: null, kg: 237 });
  });

  test('of kilograms and pounds the kilograms count', () => {
    expect(dryWeightOf('457 / 207', { label: 'Dry weight (lb/kg)', units: ['lb', 'kg'] })?.kg).toBe(207);
  });
});
