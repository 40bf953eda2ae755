import { defineConfig } from 'vitest/config';

/** One stack, one story: each test goes on where the last one ended, and nothing makes sense after a failure. */
export default defineConfig({
  test: {
    name: 'deployed',
    include: ['tests/deployed/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    bail: 1,
    slowTestThreshold: 0,
    reporters: ['verbose', './tests/deployed/started-reporter.ts', './tests/counts-reporter.ts'],
  },
});
