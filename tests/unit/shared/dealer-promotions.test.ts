import { expect, test } from 'vitest';
import { Dealer } from '#contracts/dealer.ts';
import facts from '#reference/avito/field-facts.json' with { type: 'json' };
import { aDealer } from '../../fakes/listings.ts';

const isTaken = (adStatus: string): boolean => Dealer.safeParse({ ...aDealer(), adStatus }).success;

const avitosOwn = facts
  .filter(({ tag }) => tag === 'AdStatus')
  .flatMap(({ variants }) => variants.flatMap((variant) => ('values' in variant ? variant.values : [])));

test('a dealer may choose any promotion that Avito has, and no other', () => {
  expect(avitosOwn).toContain('XL');
  expect(avitosOwn.filter((status) => !isTaken(status))).toEqual([]);
  expect(isTaken('Platinum')).toBe(false);
});
