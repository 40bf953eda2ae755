/** Files that are dropped at once, simulated: `npm run bench -- burst`; docs/deploying.md has what it prints. */
import { settingsOf } from '../../infra/settings.ts';
import { simulate } from '../fakes/burst.ts';

const BURSTS = {
  '100 files of 20 dealers': [100, 20],
  '3,000 files of 300': [3_000, 300],
  '1,000 of one': [1_000, 1],
};

for (const environment of ['dev', 'prod'] as const) {
  const { quota, files, filesPerDealer } = settingsOf(environment).concurrency;
  const admission = { places: files, perDealer: filesPerDealer };
  for (const [name, [count = 0, dealers = 1]] of Object.entries(BURSTS)) {
    const owners = Array.from({ length: count }, (_, at) => `dealer-${at % dealers}`);
    const { failed, hours, builds, throttled, most, deliveryWaitedMinutes } = await simulate({
      ...{ quota, admission, dealers: owners, seed: Number(process.env.SEED ?? 1) },
    });
    console.log(
      `quota ${quota}, ${name}: ${failed} failed, ${(hours * 60).toFixed(0)} min, ${builds} builds, ${throttled} throttled, ` +
        `at most ${most} at once, a delivery waited ${deliveryWaitedMinutes.toFixed(1)} min`,
    );
  }
}
