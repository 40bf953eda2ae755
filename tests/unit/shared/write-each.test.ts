import { expect, it } from 'vitest';
import { writeEach } from '#shared/in-chunks.ts';

/** A clock that only sleeping moves. */
const clock = () => {
  let now = 0;
  return {
    now: () => now,
    sleep: async (milliseconds: number) => {
      now += milliseconds;
    },
    random: () => 0.5,
  };
};

const rows = (count: number) => Array.from({ length: count }, (_, at) => at);

it('a list of a usual length is written at once, a long one as fast as a partition takes it', async () => {
  const usual = clock();
  await writeEach(rows(1_000), async () => {}, usual);
  expect(usual.now()).toBe(0);
  const long = clock();
  const written: number[] = [];
  await writeEach(rows(10_000), async (row) => written.push(row), long);
  expect(written).toHaveLength(10_000);
  expect(long.now() / 1_000).toBeCloseTo(45, 0);
});

it('a row that the table has no room for is written again', async () => {
  const tries = new Map<number, number>();
  const busy = async (row: number) => {
    tries.set(row, (tries.get(row) ?? 0) + 1);
    if (tries.get(row) === 1)
      throw Object.assign(new Error('slow down'), { name: 'ProvisionedThroughputExceededException' });
  };
  await writeEach(rows(20), busy, clock());
  expect([...tries.values()]).toEqual(rows(20).map(() => 2));
});

it('a row that is refused for another reason fails at once', async () => {
  const refuse = async () => {
    throw new TypeError('no such record');
  };
  await expect(writeEach(rows(3), refuse, clock())).rejects.toThrow('no such record');
});
