import { expect, it } from 'vitest';
import { settingsOf } from '../../../../infra/settings.ts';
import { simulate } from '../../../fakes/burst.ts';

const admissionOf = (environment: 'dev' | 'prod') => {
  const { quota, files, filesPerDealer } = settingsOf(environment).concurrency;
  return { quota, admission: { places: files, perDealer: filesPerDealer } };
};

const spread = (files: number, dealers: number) =>
  Array.from({ length: files }, (_, at) => `dealer-${at % dealers}`);

it.each([
  ['100 files, 10 functions', 'dev', spread(100, 20)],
  ['1,000 lists of one dealer, 1,000 functions', 'prod', spread(1_000, 1)],
  ['3,000 files, 1,000 functions', 'prod', spread(3_000, 300)],
] as const)('of %s at once none fails, and deliveries go on', async (_, environment, dealers) => {
  const outcome = await simulate({ ...admissionOf(environment), dealers, seed: 1 });
  expect(outcome).toMatchObject({ failed: 0, published: dealers.length });
  expect(outcome.deliveryWaitedMinutes).toBeLessThan(10);
});

it('without places a thousand files crowd deliveries out, which the simulation can tell', async () => {
  const dealers = spread(1_000, 300);
  const open = { places: dealers.length, perDealer: dealers.length };
  const crowded = await simulate({ quota: 10, admission: open, dealers, seed: 1 });
  expect(crowded.deliveryWaitedMinutes).toBeGreaterThan(10);
  expect(crowded.throttled).toBeGreaterThan(5 * dealers.length);
});
