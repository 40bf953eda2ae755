import { expect, test } from 'vitest';
import type { Reason } from '#contracts/reason.ts';
import { sharedReasons } from '#functions/reports/reasons.ts';
import { reason } from '#messages/reason.ts';
import { aListed } from '../../fakes/listed.ts';

const waiting = (modelCode: string, ...reasons: Reason[]) =>
  aListed({ extracted: { modelCode }, validated: { modelCode, verdict: 'review', reasons } }).validated;

test('a reason that names machines of the list is the same whichever it names; what else it says tells it apart', () => {
  const alike = (...codes: string[]) => reason('ads-alike', { codes, columns: ['section'] });
  const powerless = reason('field-missing', { field: 'Power' });
  const reasons = sharedReasons([
    waiting('IZQC', alike('IZQC', 'LWZV'), powerless),
    waiting('LWZV', alike('IZQC', 'LWZV')),
    waiting('HNZD', alike('HNZD', 'QZXP')),
    aListed({ validated: { modelCode: 'QZXP' } }).validated,
  ]);
  expect(reasons.map(({ reason, products }) => [reason, products.length])).toEqual([
    [alike('…'), 3],
    [powerless, 1],
  ]);
});

test('what is published has no reason', () => {
  expect(sharedReasons([aListed().validated])).toEqual([]);
});
