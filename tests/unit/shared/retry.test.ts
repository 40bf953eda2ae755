import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TransientFailure } from '#shared/errors.ts';
import { withRetries } from '#shared/retry.ts';
import { noPauses } from '../../fakes/no-pauses.ts';

const PATIENCE = { deadlineMs: 10_000, firstDelayMs: 100, longestDelayMs: 2_000 };
const throttled = () =>
  Promise.reject(Object.assign(new Error('slow down'), { name: 'ThrottlingException' }));

it('never waits longer than the deadline or the longest pause, whatever chance says', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1 }),
      async (dice) => {
        let thrown = 0;
        const pauses = noPauses(() => dice[thrown++ % dice.length] as number);
        await expect(withRetries('it', throttled, PATIENCE, pauses)).rejects.toThrow(TransientFailure);
        expect(pauses.now()).toBeLessThanOrEqual(PATIENCE.deadlineMs);
        expect(Math.max(...pauses.slept)).toBeLessThanOrEqual(PATIENCE.longestDelayMs);
      },
    ),
    { numRuns: 30 },
  );
});

it('asks once only when trying again does not help', async () => {
  let asked = 0;
  const broken = async () => {
    asked += 1;
    throw new TypeError('x is undefined');
  };
  await expect(withRetries('it', broken, PATIENCE, noPauses())).rejects.toThrow(TypeError);
  expect(asked).toBe(1);
});
