import { defineConfig } from 'vitest/config';

/** The limit ends what hangs; on a machine with much else to do a test takes ten times its time and is right. */
const project = (name: string, folders: string[], testTimeout: number, env = {}) => ({
  test: {
    name,
    env,
    include: folders.map((folder) => `tests/${folder}/**/*.test.ts`),
    testTimeout,
    hookTimeout: testTimeout,
  },
});

/** A seed: the table answers as late as the cloud's, see `tests/fakes/late-table.ts`. */
const LATE_TABLE = process.env.LATE_TABLE ?? '1';

/** `tests/deployed` is not here: it needs an emulator of AWS, see `npm run test:deployed`. */
export default defineConfig({
  test: {
    // By default one core is left to people; on CI's two that doubles the time.
    maxWorkers: '100%',
    reporters: ['default', './tests/counts-reporter.ts'],
    projects: [
      project('unit', ['unit'], 30_000),
      project('infra', ['infra'], 60_000),
      project('golden', ['golden'], 180_000),
      project('integration', ['integration'], 300_000, { LATE_TABLE }),
    ],
  },
});
