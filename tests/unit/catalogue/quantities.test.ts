import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstNumber, numberOf, quantityIn, unitsOfLabel } from '#functions/catalogue/quantities.ts';

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
  ])('%s: %j', (label, units) => {
    expect(unitsOfLabel(label)).toEqual(units);
  });
});

describe('quantityIn', () => {
  test("the label's units give the order of the parts", () => {
    expect(quantityIn('3,188 / 125.5', 'mm', ['mm', 'in'])).toBe(3188);
    expect(quantityIn('125.5 / 3,188', 'mm', ['in', 'mm'])).toBe(3188);
  });

  test('a unit beside the number outweighs the label', () => {
    expect(quantityIn('1.43 in. / 36 mm', 'mm', ['mm', 'in'])).toBe(36);
  });

  test('without any unit the number is taken as it stands', () => {
    expect(quantityIn('180 up to 8,000 ft.', 'hp', [])).toBe(180);
  });

  test('a value in other units only is no value in this one', () => {
    expect(quantityIn('125.5 in.', 'mm', [])).toBeNull();
    expect(quantityIn('457', 'kg', ['lb'])).toBeNull();
  });
});
