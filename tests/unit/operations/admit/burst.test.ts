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

it('without admission the same burst fails: the simulation can tell', async () => {
  const open = { places: 1_000, perDealer: 1_000 };
  const burst = { quota: 10, admission: open, dealers: spread(1_000, 300), seed: 1 };
  await expect(simulate(burst).then(({ failed }) => failed === 0)).rejects.toThrow(/refused for too long/);
});
