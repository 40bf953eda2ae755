import { expect, test } from 'vitest';
import { queueOf } from '#local/machines/queue.ts';

test('lets only so many run at a time, and frees the place of work that fails', async () => {
  const queue = queueOf(2);
  let running = 0;
  let most = 0;
  const work = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise(setImmediate);
    running -= 1;
    throw new Error('no matter');
  };
  await Promise.allSettled(Array.from({ length: 6 }, () => queue(work)));
  expect(most).toBe(2);
  expect(await queue(async () => 'free')).toBe('free');
});
