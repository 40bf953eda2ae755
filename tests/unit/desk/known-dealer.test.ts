import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { atEachDealer } from '#desk/dealers/known-dealer.ts';

const DEALERS = Array.from({ length: 40 }, (_, at) => at);

test('a dealer whose host is slow keeps none of the others waiting, and what is found stays in their order', async () => {
  const slow = Promise.withResolvers<void>();
  const [begun, atWork] = [new Set<number>(), new Set<number>()];
  let most = 0;
  const found = atEachDealer(DEALERS, async (dealer) => {
    begun.add(dealer);
    atWork.add(dealer);
    most = Math.max(most, atWork.size);
    await (dealer === 0 ? slow.promise : setImmediate());
    atWork.delete(dealer);
    return [dealer];
  });
  for (let turn = 0; turn < DEALERS.length; turn++) await setImmediate();
  expect(begun.size).toBe(DEALERS.length);
  slow.resolve();
  expect(await found).toEqual(DEALERS);
  expect(most).toBeLessThanOrEqual(8);
});

test('what fails at one is thrown, and no further one is begun', async () => {
  const begun: number[] = [];
  const found = atEachDealer(DEALERS, async (dealer) => {
    begun.push(dealer);
    await setImmediate();
    if (dealer === 3) throw new Error('away');
    return [];
  });
  await expect(found).rejects.toThrow('away');
  for (let turn = 0; turn < DEALERS.length; turn++) await setImmediate();
  expect(begun.length).toBeLessThan(20);
});
