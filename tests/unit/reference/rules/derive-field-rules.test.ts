import { expect, test } from 'vitest';
import type { FieldVariant } from '#reference/avito/field-facts.ts';
import { deriveFieldRules } from '#reference/rules/derive-layers.ts';

const ELECTRIC = { tag: 'EngineType', oneOf: ['Электро'] };
const USED = { tag: 'Condition', oneOf: ['Б/у'] };

const casesOf = (...variants: Partial<FieldVariant>[]) => {
  const whole = variants.map(
    (variant): FieldVariant => ({ type: 'string', presence: 'optional', ...variant }),
  );
  return deriveFieldRules([{ tag: 'Field', variants: whole }], 'BRP', [])[0]?.cases;
};

test('a field that shows under several conditions needs all of them, or any, as its definition says', () => {
  const dependency = { action: 'visible' as const, conditions: [ELECTRIC, USED] };
  const elsewhere = [
    { when: [{ tag: 'EngineType', absent: true }], presence: 'optional' },
    { when: [{ tag: 'Condition', absent: true }], presence: 'optional' },
    { presence: 'forbidden' },
  ];
  expect(casesOf({ dependencies: [{ ...dependency, clause: 'and' }] })).toEqual([
    { when: [ELECTRIC, USED], presence: 'optional' },
    ...elsewhere,
  ]);
  expect(casesOf({ dependencies: [{ ...dependency, clause: 'or' }] })).toEqual([
    { when: [ELECTRIC], presence: 'optional' },
    { when: [USED], presence: 'optional' },
    ...elsewhere,
  ]);
});

test('a field that is required by dependency, and says of none when, is required wherever it shows', () => {
  expect(casesOf({ presence: 'dependent' })).toEqual([{ presence: 'required' }]);
});

test('a field that is required under a condition is optional elsewhere, and forbidden where it is hidden', () => {
  const dependencies = [
    { action: 'hidden' as const, clause: 'or' as const, conditions: [ELECTRIC] },
    { action: 'required' as const, clause: 'and' as const, conditions: [USED] },
  ];
  expect(casesOf({ type: 'integer', presence: 'dependent', dependencies })).toEqual([
    { when: [ELECTRIC], presence: 'forbidden' },
    { when: [USED], presence: 'required', type: 'integer' },
    { presence: 'optional', type: 'integer' },
  ]);
});
