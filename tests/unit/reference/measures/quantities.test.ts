import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstNumber, numberOf } from '#reference/measures/numbers.ts';
import { quantitiesIn, unitsOfLabel, valuesIn } from '#reference/measures/quantities.ts';

test('what is far longer than any measure is read at its beginning only', () => {
  expect(quantitiesIn('5 mm '.repeat(10))).toHaveLength(10);
  expect(quantitiesIn('5 mm '.repeat(18_000)).length).toBeLessThan(1_000);
});

describe('numberOf', () => {
  test.each([
    ['3,188', 3188],
    ['3 188', 3188],
    ['599,5', 599.5],
    ['80.4', 80.4],
    ['36', 36],
  ])('%s is %d', (printed, value) => {
    expect(numberOf(printed)).toBe(value);
  });

  test('a whole number printed with thousands is read back', () => {
    fc.assert(
      fc.property(fc.nat(999_999), (value) => {
        expect(firstNumber(`${value.toLocaleString('en-US')} mm`)).toBe(value);
      }),
    );
  });
});

describe('unitsOfLabel', () => {
  test.each([
    ['Fuel tank (L/US gal)', ['l', 'gal']],
    ['Vehicle overall length (mm/in.)', ['mm', 'in']],
    ['Available tracks (in.) (Length x width x profile)', ['in']],
    ['Bumpers (front/rear)', []],
    ['Ski stance', []],
    ['Dry weight, kg', ['kg']],
    ['Polttoainesäiliö (l)', ['l']],
    ['Horsepower', ['hp']],
    ['Teho (kW/hv)', ['kw', 'hp']],
    ['Мощность, л.с.', ['hp']],
  ])('%s: %j', (label, units) => {
    expect(unitsOfLabel(label)).toEqual(units);
  });
});

describe('valuesIn', () => {
  test("the label's units give the order of the parts", () => {
    expect(valuesIn('3,188 / 125.5', 'mm', ['mm', 'in'])).toEqual([3188]);
    expect(valuesIn('125.5 / 3,188', 'mm', ['in', 'mm'])).toEqual([3188]);
  });

  test('a unit beside the number outweighs the label', () => {
    expect(valuesIn('1.43 in. / 36 mm', 'mm', ['mm', 'in'])).toEqual([36]);
  });

  test('of units of several kinds that a title names, a bare number has the one of its own', () => {
    expect(valuesIn('208', 'kg', ['mm', 'kg'])).toEqual([208]);
    expect(valuesIn('208', 'mm', ['mm', 'kg'])).toEqual([208]);
    expect(valuesIn('3188', 'in', ['mm', 'in'])).toEqual([]);
  });

  test('another unit beside a number keeps it out', () => {
    expect(valuesIn('180 up to 8,000 ft.', 'hp', ['hp'])).toEqual([180]);
  });

  test('a value in other units only is no value in this one', () => {
    expect(valuesIn('125.5 in.', 'mm', [])).toEqual([]);
    expect(valuesIn('457', 'kg', ['lb'])).toEqual([]);
  });

  test('the unit behind a range is that of both ends', () => {
    expect(quantitiesIn('1,157 - 1,202 mm')).toEqual([
      { value: 1157, unit: 'mm' },
      { value: 1202, unit: 'mm' },
    ]);
  });

  test('of one amount in several units each is found by its own, in whatever order', () => {
    const amounts = fc.shuffledSubarray(
      [
        ['kw', '121 kW'],
        ['hp', '165 hp'],
        ['kg', '227 kg'],
        ['lb', '500 lb'],
        ['l', '36 L'],
        ['gal', '9.5 US gal'],
        ['mm', '3,188 mm'],
        ['in', '125.5 in.'],
      ] as const,
      { minLength: 1 },
    );
    fc.assert(
      fc.property(amounts, fc.constantFrom(' / ', ', ', ' (', ' – '), (printed, between) => {
        const text = printed.map(([, amount]) => amount).join(between);
        for (const [unit, amount] of printed) expect(valuesIn(text, unit, [])).toEqual([firstNumber(amount)]);
      }),
    );
  });
});

test('horsepower of Poland is told from kilometres', () => {
  expect(unitsOfLabel('Moc (KM)')).toEqual(['hp']);
  expect(unitsOfLabel('Zasięg (km)')).toEqual([]);
});
