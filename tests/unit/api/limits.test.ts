import { beforeEach, describe, expect, test } from 'vitest';
import { readOwnTrail } from '#desk/audit/trail.ts';
import { counterOn, LIMITS } from '../../../functions/api/limits.ts';
import { testPorts } from '../../fakes/ports.ts';

let ports: Awaited<ReturnType<typeof testPorts>>;
let now = 0;

beforeEach(async () => {
  ports = await testPorts();
  now = Date.parse('2026-11-30T08:00:00Z');
  return () => ports[Symbol.asyncDispose]();
});

/** A process of the API. */
const counter = () => counterOn({ ...ports, clock: () => new Date(now) });

/** How many of so many requests are let through, in turns of the processes. */
const letThrough = async (processes: ReturnType<typeof counter>[], requests: number): Promise<number> => {
  let through = 0;
  for (let at = 0; at < requests; at++) {
    const process = processes[at % processes.length] as ReturnType<typeof counter>;
    through += await process.take('anna', 'dear').then(
      () => 1,
      () => 0,
    );
  }
  return through;
};

describe('an allowance', () => {
  const { most, seconds } = LIMITS.dear;

  test('is given once, however many processes give it out', async () => {
    expect(await letThrough([counter(), counter(), counter()], most + 50)).toBe(most);
  });

  test('grows back with time, and never beyond itself', async () => {
    const process = counter();
    await letThrough([process], most);
    now += (seconds * 1000) / 4;
    expect(await letThrough([process], most)).toBe(most / 4);
    now += seconds * 10_000;
    expect(await letThrough([process], 2 * most)).toBe(most);
  });

  test('is each caller’s own', async () => {
    const process = counter();
    await letThrough([process], most);
    await expect(process.take('boris', 'dear')).resolves.toMatchObject({ limit: most, remaining: most - 1 });
    await expect(process.take('anna', 'dear')).rejects.toThrow('Too many requests');
  });

  test('of many at once is given once', async () => {
    const processes = [counter(), counter()];
    const asked = Array.from({ length: most + 20 }, (_, at) => processes[at % 2]?.take('anna', 'dear'));
    const settled = await Promise.allSettled(asked);
    const through = settled.filter(({ status }) => status === 'fulfilled').length;
    expect(through).toBeLessThanOrEqual(most);
    // What one process holds the other cannot give out.
    expect(through).toBeGreaterThan(most - LIMITS.dear.chunk);
  });
});

test('what was done since long ago is looked for in no month before there was anything', async () => {
  const months: string[] = [];
  const query = async ({ month }: { month: string }) => {
    months.push(month);
    return [];
  };
  const audit = { ...ports.audit, query };
  const clock = () => new Date(now);
  await readOwnTrail({ dealerId: 'demo', since: '0101-01-01' }, { ...ports, audit, clock });
  expect(months[0]).toBe('2026-01');
  expect(months).toHaveLength(11);
});
