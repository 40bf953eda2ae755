import { expect, test } from 'vitest';
import { sharedReasons } from '#functions/reports/reasons.ts';
import { aListed } from '../../fakes/listed.ts';

const waiting = (modelCode: string, ...reasons: string[]) =>
  aListed({ extracted: { modelCode }, validated: { modelCode, verdict: 'review', reasons } }).validated;

test('a reason that names machines of the list is the same whichever it names; other words in capitals stay', () => {
  const alike = (...codes: string[]) => `the ads of ${codes.join(', ')} read alike: RAVE or E-TEC`;
  const reasons = sharedReasons([
    waiting('IZQC', alike('IZQC', 'LWZV'), 'Power is missing'),
    waiting('LWZV', alike('IZQC', 'LWZV')),
    waiting('HNZD', alike('HNZD', 'QZXP')),
    aListed({ validated: { modelCode: 'QZXP' } }).validated,
  ]);
  expect(reasons.map(({ reason, products }) => [reason, products.length])).toEqual([
    ['the ads of … read alike: RAVE or E-TEC', 3],
    ['Power is missing', 1],
  ]);
});

test('what is published has no reason', () => {
  expect(sharedReasons([aListed().validated])).toEqual([]);
});
